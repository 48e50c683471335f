package reuse

import (
	"strings"

	"github.com/dave/dst"

	"unleak/rewrite"
	"unleak/rules/edit"
)

// shapes are the code of each shape. $ stands for the timer's name, @ for the qualifier of package time, and D for
// the duration.
var shapes = map[shape]struct {
	before string // in front of the outermost loop
	arm    string // in front of the wait
	fired  string // first in the timer's clause
}{
	// Since Go 1.23 Reset discards a value that was not received (documentation of time.Timer.Reset), so that a Reset
	// in front of each wait makes it wait for the whole duration, as a new timer would.
	shapeReset: {
		before: "$ := @NewTimer(D)\ndefer $.Stop()",
		arm:    "$.Reset(D)",
	},
	// Before Go 1.23 a timer that fired has sent, or will send, exactly one value. Stop tells whether it fired, and
	// $Read whether the value was received, so that the drain waits only for a value that surely comes.
	shapeDrain: {
		before: "$ := @NewTimer(D)\ndefer $.Stop()\n$Read := false",
		arm:    "if !$.Stop() && !$Read {\n<-$.C\n}\n$Read = false\n$.Reset(D)",
		fired:  "$Read = true",
	},
	// Stop returns true only if no value was sent or will be, on every version: then the timer can be set again.
	// Otherwise its channel may hold an old value, and is given up. The deferred call is a closure, since the timer
	// may be another one by then.
	shapeReplace: {
		before: "$ := @NewTimer(D)\ndefer func() { $.Stop() }()",
		arm:    "if $.Stop() {\n$.Reset(D)\n} else {\n$ = @NewTimer(D) // it fired: its channel may hold an old tick\n}",
	},
	// Nothing is armed, and no duration evaluated, before the program would have done so. Reset is right where the
	// timer was received from, which every way back to the wait has done if at most one is outstanding; and always
	// since Go 1.23.
	shapeLazy: {
		before: "var $ *@Timer // armed by the first wait\ndefer func() {\nif $ != nil {\n$.Stop()\n}\n}()",
		arm:    "if $ == nil {\n$ = @NewTimer(D)\n} else {\n$.Reset(D)\n}",
	},
	shapeLazyAny: {
		before: "var $ *@Timer // armed by the first wait\ndefer func() {\nif $ != nil {\n$.Stop()\n}\n}()",
		arm:    "if $ != nil && $.Stop() {\n$.Reset(D)\n} else {\n$ = @NewTimer(D)\n}",
	},
	// As before, but for a Stop where another clause wins: nothing outlives the pass.
	shapeFresh: {
		arm: "$ := @NewTimer(D)",
	},
}

// change returns the change that gives the timer called name its shape.
func (h *hoist) change(s shape, name string) func(*rewrite.Tree) error {
	call := rewrite.PlaceOf(h.p.Fset, h.s.Cur.Node())
	loop := rewrite.PlaceOf(h.p.Fset, h.loop.Node())
	wait := rewrite.PlaceOf(h.p.Fset, h.wait())
	text := shapes[s]
	expand := strings.NewReplacer("$", name, "@", edit.Qualifier(h.s.Call)).Replace
	return func(t *rewrite.Tree) error {
		e, err := edit.NewCallEdit(t, call, expand)
		if err != nil {
			return err
		}
		loop, okLoop := edit.NodeAs[dst.Stmt](t, loop)
		wait, okWait := edit.NodeAs[dst.Stmt](t, wait)
		if !okLoop || !okWait {
			return edit.ErrOutdated("statement")
		}
		if sel, ok := wait.(*dst.SelectStmt); ok {
			if err := inClauses(e, sel, text.fired, s == shapeFresh); err != nil {
				return err
			}
		}
		if err := e.ReplaceChannel("$.C"); err != nil {
			return err
		}
		if err := e.InsertBefore(wait, text.arm); err != nil {
			return err
		}
		return e.InsertBefore(loop, text.before)
	}
}

// inClauses adds what the clauses of the select have to do first: the one that the timer is for what follows its
// firing, and the others, with stopOthers, to stop it.
func inClauses(e *edit.CallEdit, sel *dst.SelectStmt, fired string, stopOthers bool) error {
	around := map[dst.Node]bool{}
	for n := dst.Node(e.Call); n != nil; n = e.T.Parent(n) {
		around[n] = true
	}
	for _, c := range sel.Body.List {
		clause := c.(*dst.CommClause)
		mine := clause.Comm != nil && around[clause.Comm]
		text := ""
		switch {
		case mine:
			text = fired
		case stopOthers:
			text = "$.Stop()"
		}
		if text == "" {
			continue
		}
		stmts, err := e.T.Stmts(e.Expand(text))
		if err != nil {
			return err
		}
		clause.Body = append(stmts, clause.Body...)
	}
	return nil
}
