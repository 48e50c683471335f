package value

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// library follows v into a function of a library that is known.
func (e *Escape) library(call inspector.Cursor, what callee.Effect, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch what {
	case callee.Borrow:
	case callee.Derive:
		e.result(call, v)
	case callee.Respond:
		e.open = append(e.open, opened{call, "the body of what", []string{"Close"}, "Body"})
		e.result(call, v)
	case callee.Query:
		e.open = append(e.open, opened{call, "what", []string{"Close", "Next"}, ""})
		e.result(call, v)
	case callee.Begin:
		e.Unknown = append(e.Unknown, call)
		e.doubt("the transaction that " + shortFun(n) + " begins is rolled back when " + v.what + " ends, if it is still open, at " + e.p.ShortPos(n.Pos()))
		e.result(call, v)
	case callee.Keep:
		e.out(v, n.Pos(), "is kept by %s", shortFun(n))
	case callee.Start:
		if !e.waited(call) {
			e.out(v, n.Pos(), "is used by what %s starts, not known to be waited for,", shortFun(n))
		}
	case callee.Join:
		if !e.joined(call) {
			e.out(v, n.Pos(), "is used by a goroutine, not known to be waited for, that %s starts", shortFun(n))
		}
	case callee.Subtest:
		t, ok := e.p.RefOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok || t.Path != "" || e.InPass || e.Summing || code.EnclosingFunc(call) != e.fn {
			e.out(v, n.Pos(), "is used by a subtest, which may run on when the function has returned,")
		} else {
			e.Subtests = t.Obj.Name()
		}
	}
}

// An opened is a call that returned something that holds a connection until it is closed, or its context ends.
type opened struct {
	call    inspector.Cursor
	what    string
	methods []string // one of them closes it
	field   string   // the part of it that has them; empty for all of it
}

// unclosed notes a doubt where nothing in the function closes what was opened: to cancel the context would.
func (e *Escape) unclosed() {
	e.open = slices.DeleteFunc(e.open, e.closed)
	if len(e.results) > 0 {
		return // the caller may
	}
	for _, o := range e.open {
		e.Unknown = append(e.Unknown, o.call)
		e.doubt(o.what + " " + shortFun(o.call.Node().(*ast.CallExpr)) + " returns is not closed, at " + e.p.ShortPos(o.call.Node().Pos()))
	}
}

// closed reports whether some call closes something that may be o.
func (e *Escape) closed(o opened) bool {
	for c := range e.fn.Preorder((*ast.CallExpr)(nil)) {
		for _, name := range o.methods {
			r, ok := e.p.MethodOn(c.Node().(*ast.CallExpr), name)
			if ok && e.Carriers[r.Obj] != nil && r.Field() == o.field {
				return true
			}
		}
	}
	return false
}
