package rules

import (
	"fmt"
	"strings"

	"github.com/dave/dst"

	"unleak/rewrite"
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
func (t *ticking) makes() string {
	if t.api == "time.NewTimer" {
		return "NewTimer"
	}
	return "NewTicker"
}

// base is the name it gets, if that is free.
func (t *ticking) base() string { return strings.ToLower(strings.TrimPrefix(t.makes(), "New")) }

// made is the code that makes it.
func (t *ticking) made() string { return fmt.Sprintf(makeTicker, t.makes()) }

// callAfter calls time.After instead.
func (t *ticking) callAfter() func(*rewrite.Tree) error {
	return t.edit(func(e *callEdit) error { return e.callInstead("After") })
}

// change puts code in front of a statement, and channel in place of the call.
func (t *ticking) change(code, channel string) func(*rewrite.Tree) error {
	before := rewrite.PlaceOf(t.p.Fset, t.before.Node())
	return t.edit(func(e *callEdit) error {
		stmt, ok := nodeAs[dst.Stmt](e.t, before)
		if !ok {
			return errOutdated("statement")
		}
		if err := e.replaceChannel(channel); err != nil {
			return err
		}
		return e.insertBefore(stmt, code)
	})
}

// changeInPlace makes the variable of the channel hold the ticker, with code behind its declaration.
func (t *ticking) changeInPlace(code string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.p.Fset, t.before.Node())
	uses := t.uses
	return t.edit(func(e *callEdit) error {
		stmt, ok := nodeAs[dst.Stmt](e.t, decl)
		if !ok {
			return errOutdated("statement")
		}
		if err := e.callInstead(t.makes()); err != nil {
			return err
		}
		for _, u := range uses {
			id, ok := nodeAs[*dst.Ident](e.t, u)
			if !ok {
				return errOutdated("statement")
			}
			channel, err := e.t.Expr(e.expand("$.C"))
			if err != nil {
				return err
			}
			channel.Decorations().Start, channel.Decorations().End = id.Decs.Start, id.Decs.End
			if err := replaceExpr(e.t, id, channel); err != nil {
				return err
			}
		}
		return e.insertAfter(stmt, code)
	})
}

// changeDeclaration puts code in place of the statement that declares the variable of the channel.
func (t *ticking) changeDeclaration(code string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.p.Fset, t.before.Node())
	return t.edit(func(e *callEdit) error {
		stmt, ok := nodeAs[dst.Stmt](e.t, decl)
		if !ok {
			return errOutdated("statement")
		}
		stmts, err := e.stmts(code)
		if err != nil {
			return err
		}
		return e.t.ReplaceStmt(stmt, stmts...)
	})
}

// edit makes a change, and stops the ticker on the ways out that were noted.
func (t *ticking) edit(change func(*callEdit) error) func(*rewrite.Tree) error {
	call := rewrite.PlaceOf(t.p.Fset, t.s.call)
	expand := strings.NewReplacer("$s", t.channel, "$", t.name, "@", qualifier(t.s.call)).Replace
	puts := t.p.puts(t.exits, t.last)
	return func(tree *rewrite.Tree) error {
		e, err := newCallEdit(tree, call, expand)
		if err != nil {
			return err
		}
		if err := puts(tree, t.name+".Stop()"); err != nil {
			return err
		}
		return change(e)
	}
}
