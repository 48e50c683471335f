package value

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// passedToLibrary follows v into a function of another package that has the given effect on it.
func (tr *tracker) passedToLibrary(call inspector.Cursor, effect callee.Effect, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch effect {
	case callee.Borrow:
	case callee.Derive:
		tr.result(call, v)
	case callee.Respond:
		tr.open = append(tr.open, opened{call, "the body of what", []string{"Close"}, "Body"})
		tr.result(call, v)
	case callee.Query:
		tr.open = append(tr.open, opened{call, "what", []string{"Close", "Next"}, ""})
		tr.result(call, v)
	case callee.Begin:
		tr.Unknown = append(tr.Unknown, call)
		tr.doubt("the transaction that " + shortFun(n) + " begins is rolled back when " + v.what + " ends, if it is still open, at " + tr.p.ShortPos(n.Pos()))
		tr.result(call, v)
	case callee.Keep:
		tr.out(v, n.Pos(), "is kept by %s", shortFun(n))
	case callee.Start:
		if !tr.waited(call) {
			tr.out(v, n.Pos(), "is used by what %s starts, not known to be waited for,", shortFun(n))
		}
	case callee.Join:
		if !tr.joined(call) {
			tr.out(v, n.Pos(), "is used by a goroutine, not known to be waited for, that %s starts", shortFun(n))
		}
	case callee.Subtest:
		t, ok := tr.p.RefOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok || t.Path != "" || tr.InPass || tr.CallerOwns || code.EnclosingFunc(call) != tr.Fn {
			tr.out(v, n.Pos(), "is used by a subtest, which may run on when the function has returned,")
		} else {
			tr.Subtests = t.Obj.Name()
		}
	}
}

// An opened is a call that returned something that holds a connection until it is closed, or its context ends.
type opened struct {
	call    inspector.Cursor
	what    string   // for people, as "the body of what", to be followed by "f returns"
	methods []string // a call of one of them closes it
	field   string   // the field of the result that has them; empty: the result itself
}

// unclosed notes a doubt for each call whose result nothing in the function closes: to cancel the context would.
// Where the caller gets results, it may close them.
func (tr *tracker) unclosed() {
	tr.open = slices.DeleteFunc(tr.open, tr.closed)
	if len(tr.results) > 0 {
		return
	}
	for _, o := range tr.open {
		tr.Unknown = append(tr.Unknown, o.call)
		tr.doubt(o.what + " " + shortFun(o.call.Node().(*ast.CallExpr)) + " returns is not closed, at " + tr.p.ShortPos(o.call.Node().Pos()))
	}
}

// closed reports whether some call in the function closes something that may be what o returned.
func (tr *tracker) closed(o opened) bool {
	for c := range tr.Fn.Preorder((*ast.CallExpr)(nil)) {
		for _, name := range o.methods {
			r, ok := tr.p.MethodOn(c.Node().(*ast.CallExpr), name)
			if ok && tr.Carriers[r.Obj] != nil && r.Field() == o.field {
				return true
			}
		}
	}
	return false
}
