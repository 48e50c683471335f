package reuse

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/edit"
	"unleak/rules/flow"
)

// The code of tickers: $ stands for the ticker's name, @ for the qualifier of package time, D for the duration, and $s
// for the variable of the channel.
const (
	makeTicker = "$ := @%s(D)"
	deferStop  = "\ndefer $.Stop()"
	// A nil channel never yields anything, as that of time.Tick for a duration that is not positive.
	makeGuarded = "var $s <-chan @Time // stays nil, and never ticks, unless the duration is positive\n" +
		"if D > 0 {\n$ := @NewTicker(D)\ndefer $.Stop()\n$s = $.C\n}"
)

// A ticker is what a fix writes.
type ticker struct {
	name    string
	channel string // of the variable of its channel, where that may stay nil; otherwise empty

	// Where it has to be stopped, if a deferred call would come too late or too often.
	exits flow.Exits
	last  ast.Stmt // exits.End: the statement behind which it has to be stopped as well
}

// makes is the function that makes what can be stopped.
func (t tickFix) makes() string {
	if t.api == "time.NewTimer" {
		return "NewTimer"
	}
	return "NewTicker"
}

// base is the name that what is made gets, if that is free.
func (t tickFix) base() string { return strings.ToLower(strings.TrimPrefix(t.makes(), "New")) }

// made is the code that makes it.
func (t tickFix) made() string { return fmt.Sprintf(makeTicker, t.makes()) }

// callAfter returns the change that calls time.After instead.
func (t tickFix) callAfter() func(*rewrite.Tree) error {
	return t.edit(ticker{}, func(e *edit.CallEdit) error { return e.CallInstead("After") })
}

// makeBefore returns the change that puts text, which makes w, in front of a statement, and the channel of w in place
// of the call.
func (t tickFix) makeBefore(stmt inspector.Cursor, w ticker, text string) func(*rewrite.Tree) error {
	before := rewrite.PlaceOf(t.p.Fset, stmt.Node())
	channel := "$.C"
	if w.channel != "" {
		channel = "$s"
	}
	return t.edit(w, func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, before)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		if err := e.ReplaceChannel(channel); err != nil {
			return err
		}
		return e.InsertBefore(stmt, text)
	})
}

// renameTo returns the change that makes the variable of the channel hold w, with text behind its declaration.
func (t tickFix) renameTo(at tickPlace, w ticker, text string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.p.Fset, at.stmt.Node())
	return t.edit(w, func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, decl)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		if err := e.CallInstead(t.makes()); err != nil {
			return err
		}
		for _, use := range at.uses {
			if err := receiveFromField(e, use); err != nil {
				return err
			}
		}
		return e.InsertAfter(stmt, text)
	})
}

// receiveFromField puts the field C of the ticker where its variable stood for the channel, with the comments there.
func receiveFromField(e *edit.CallEdit, use rewrite.Place) error {
	id, ok := edit.NodeAs[*dst.Ident](e.T, use)
	if !ok {
		return edit.ErrOutdated("statement")
	}
	channel, err := e.T.Expr(e.Expand("$.C"))
	if err != nil {
		return err
	}
	channel.Decorations().Start, channel.Decorations().End = id.Decs.Start, id.Decs.End
	return edit.ReplaceExpr(e.T, id, channel)
}

// replaceDeclaration returns the change that puts text, which makes w, in place of the statement that declares the
// variable of the channel.
func (t tickFix) replaceDeclaration(at tickPlace, w ticker, text string) func(*rewrite.Tree) error {
	decl := rewrite.PlaceOf(t.p.Fset, at.stmt.Node())
	return t.edit(w, func(e *edit.CallEdit) error {
		stmt, ok := edit.NodeAs[dst.Stmt](e.T, decl)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		stmts, err := e.Stmts(text)
		if err != nil {
			return err
		}
		return e.T.ReplaceStmt(stmt, stmts...)
	})
}

// edit returns the change that change makes, with a Stop of w on the ways out that it names.
func (t tickFix) edit(w ticker, change func(*edit.CallEdit) error) func(*rewrite.Tree) error {
	call := rewrite.PlaceOf(t.p.Fset, t.s.Call)
	expand := strings.NewReplacer("$s", w.channel, "$", w.name, "@", edit.Qualifier(t.s.Call)).Replace
	insertStops := edit.InsertAtExits(t.p.Package, w.exits, w.last)
	return func(tree *rewrite.Tree) error {
		e, err := edit.NewCallEdit(tree, call, expand)
		if err != nil {
			return err
		}
		if err := insertStops(tree, w.name+".Stop()"); err != nil {
			return err
		}
		return change(e)
	}
}
