package reuse

import (
	"fmt"
	"strings"

	"github.com/dave/dst"

	"unleak/rewrite"
	"unleak/rules/edit"
)

// The code of tickers: $ stands for the ticker's name, @ for the qualifier of package time, D for the duration, and $s for the variable
// of the channel.
const (
	makeTicker = "$ := @%s(D)"
	deferStop  = "\ndefer $.Stop()"
	// A nil channel never yields anything, as that of time.Tick for a duration that is not positive.
	makeGuarded = "var $s <-chan @Time // stays nil, and never ticks, unless the duration is positive\n" +
		"if D > 0 {\n$ := @NewTicker(D)\ndefer $.Stop()\n$s = $.C\n}"
)

// makes is the function that makes what can be stopped.
func (t *TickFix) makes() string {
	if t.Api == "time.NewTimer" {
		return "NewTimer"
	}
	return "NewTicker"
}

// base is the name it gets, if that is free.
func (t *TickFix) base() string { return strings.ToLower(strings.TrimPrefix(t.makes(), "New")) }

// made is the code that makes it.
func (t *TickFix) made() string { return fmt.Sprintf(makeTicker, t.makes()) }

// callAfter calls time.After instead.
func (t *TickFix) callAfter() func(*rewrite.Tree) error {
	return t.edit(func(e *edit.CallEdit) error { return e.CallInstead("After") })
}

// change puts code in front of a statement, and channel in place of the call.
func (t *TickFix) change(code, channel string) func(*rewrite.Tree) error {
	before := rewrite.PlaceOf(t.P.Fset, t.before.Node())
	return t.edit(func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, before)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		if err := e.ReplaceChannel(channel); err != nil {
			return err
		}
		return e.InsertBefore(stmt, code)
	})
}

// changeInPlace makes the variable of the channel hold the ticker, with code behind its declaration.
func (t *TickFix) changeInPlace(code string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.P.Fset, t.before.Node())
	uses := t.uses
	return t.edit(func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, decl)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		if err := e.CallInstead(t.makes()); err != nil {
			return err
		}
		for _, u := range uses {
			id, ok := edit.NodeAs[*dst.Ident](e.T, u)
			if !ok {
				return edit.ErrOutdated("statement")
			}
			channel, err := e.T.Expr(e.Expand("$.C"))
			if err != nil {
				return err
			}
			channel.Decorations().Start, channel.Decorations().End = id.Decs.Start, id.Decs.End
			if err := edit.ReplaceExpr(e.T, id, channel); err != nil {
				return err
			}
		}
		return e.InsertAfter(stmt, code)
	})
}

// changeDeclaration puts code in place of the statement that declares the variable of the channel.
func (t *TickFix) changeDeclaration(code string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.P.Fset, t.before.Node())
	return t.edit(func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, decl)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		stmts, err := e.Stmts(code)
		if err != nil {
			return err
		}
		return e.T.ReplaceStmt(stmt, stmts...)
	})
}

// edit makes a change, and stops the ticker on the ways out that were noted.
func (t *TickFix) edit(change func(*edit.CallEdit) error) func(*rewrite.Tree) error {
	call := rewrite.PlaceOf(t.P.Fset, t.S.Call)
	expand := strings.NewReplacer("$s", t.channel, "$", t.name, "@", edit.Qualifier(t.S.Call)).Replace
	puts := edit.InsertAtExits(t.P.Package, t.exits, t.last)
	return func(tree *rewrite.Tree) error {
		e, err := edit.NewCallEdit(tree, call, expand)
		if err != nil {
			return err
		}
		if err := puts(tree, t.name+".Stop()"); err != nil {
			return err
		}
		return change(e)
	}
}
