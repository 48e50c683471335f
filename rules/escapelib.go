package rules

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// library follows v into a function of a library that is known.
func (e *escape) library(call inspector.Cursor, what effect, v value) {
	n := call.Node().(*ast.CallExpr)
	switch what {
	case effectBorrow:
	case effectDerive:
		e.result(call, v)
	case effectRespond:
		e.open = append(e.open, opened{call, "the body of what", []string{"Close"}, "Body"})
		e.result(call, v)
	case effectQuery:
		e.open = append(e.open, opened{call, "what", []string{"Close", "Next"}, ""})
		e.result(call, v)
	case effectBegin:
		e.unknown = append(e.unknown, call)
		e.doubt("the transaction that " + shortFun(n) + " begins is rolled back when " + v.what + " ends, if it is still open, at " + e.p.place(n.Pos()))
		e.result(call, v)
	case effectKeep:
		e.out(v, n.Pos(), "is kept by %s", shortFun(n))
	case effectStart:
		if !e.waited(call) {
			e.out(v, n.Pos(), "is used by what %s starts, not known to be waited for,", shortFun(n))
		}
	case effectJoin:
		if !e.joined(call) {
			e.out(v, n.Pos(), "is used by a goroutine, not known to be waited for, that %s starts", shortFun(n))
		}
	case effectSubtest:
		t, ok := e.p.refOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok || t.path != "" || e.pass || e.summing || enclosingFunc(call) != e.fn {
			e.out(v, n.Pos(), "is used by a subtest, which may run on when the function has returned,")
		} else {
			e.subtests = t.obj.Name()
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
func (e *escape) unclosed() {
	e.open = slices.DeleteFunc(e.open, e.closed)
	if len(e.results) > 0 {
		return // the caller may
	}
	for _, o := range e.open {
		e.unknown = append(e.unknown, o.call)
		e.doubt(o.what + " " + shortFun(o.call.Node().(*ast.CallExpr)) + " returns is not closed, at " + e.p.place(o.call.Node().Pos()))
	}
}

// closed reports whether some call closes something that may be o.
func (e *escape) closed(o opened) bool {
	for c := range e.fn.Preorder((*ast.CallExpr)(nil)) {
		for _, name := range o.methods {
			r, ok := e.p.methodOn(c.Node().(*ast.CallExpr), name)
			if ok && e.held[r.obj] != nil && r.field() == o.field {
				return true
			}
		}
	}
	return false
}
