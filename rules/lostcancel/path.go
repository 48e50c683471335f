package lostcancel

import (
	"go/ast"
	"go/types"
	"slices"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// onlyDiscarded reports whether every use of cancel in the function is _ = cancel.
func onlyDiscarded(p *code.Package, s flow.Site, cancel types.Object) bool {
	discarded := false
	for id := range p.Mentions(s.Cur, cancel) {
		if p.Info.Uses[id.Node().(*ast.Ident)] == nil {
			continue
		}
		if !code.AssignsBlank(code.ClimbParens(id)) {
			return false
		}
		discarded = true
	}
	return discarded
}

// unusedOnSomePath reports whether a way leads from the assignment to a return without a use of cancel, or to an
// assignment that overwrites it. As in go vet's lostcancel, any mention is a use; a bare return uses a named result. Where m returned an error, there is none.
func unusedOnSomePath(p *code.Package, s flow.Site, m contextSource, h value.Binding) bool {
	at, ok := s.Flow.Places[h.Assign]
	fn := code.EnclosingFunc(s.Cur).Node()
	if !ok || h.Obj.Pos() < fn.Pos() || h.Obj.Pos() > fn.End() {
		return false // of the function around this literal, which may use it
	}
	cancel := code.RefTo(h.Obj)
	names := aliases(p, s, h.Obj)
	captured := value.CapturedByOthers(p, s, h.Obj)
	used := func(n ast.Node) bool {
		return slices.ContainsFunc(names, func(o types.Object) bool { return p.Uses(n, o) })
	}
	done := doneOf(p, s, h)
	var failed ast.Node
	if m.err >= 0 {
		if check, ok := p.ErrorCheck(code.StatementAt(s.Cur)); ok {
			failed = check.Body
		}
	}
	return s.Flow.Search(at.Next(), flow.PathFacts(nil).After(p, h.Assign), flow.Visitor{Clause: func(c *ast.CommClause) flow.Verdict {
		if done(code.ReceiveOperand(c.Comm)) {
			return flow.DeadEnd
		}
		return flow.WalkOn
	}, Node: func(n ast.Node) flow.Verdict {
		switch {
		case s.Flow.Comms[n], makesAlias(p, n, names):
			return flow.WalkOn
		case p.Receives(n, done):
			return flow.DeadEnd
		case p.Assigns(n, cancel) && !readsIn(p, n, h.Obj) && !captured:
			return flow.Found
		case used(n):
			return flow.DeadEnd
		}
		if ret, ok := n.(*ast.ReturnStmt); ok {
			if len(ret.Results) == 0 && code.IsResult(fn, h.Obj) || failed != nil && failed.Pos() <= ret.Pos() && ret.End() <= failed.End() {
				return flow.DeadEnd
			}
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// doneOf returns a test for the Done channel of the context that h's assignment made: once it was received from, the
// context is cancelled, or its deadline is over, and nothing is left to cancel. A variable that is assigned anew somewhere may
// hold another context by then.
func doneOf(p *code.Package, s flow.Site, h value.Binding) func(ast.Expr) bool {
	a, ok := h.Assign.(*ast.AssignStmt)
	if !ok {
		return func(ast.Expr) bool { return false }
	}
	ctx, ok := p.RefOf(a.Lhs[0])
	for other := range code.EnclosingFunc(s.Cur).Preorder((*ast.AssignStmt)(nil)) {
		ok = ok && (other.Node() == ast.Node(a) || !p.Assigns(other.Node(), ctx))
	}
	return func(e ast.Expr) bool {
		call, isCall := e.(*ast.CallExpr)
		if !isCall || !ok {
			return false
		}
		r, isDone := p.MethodOn(call, "Done")
		return isDone && r == ctx
	}
}

// aliases returns cancel and the local variables that hold a copy of it, or a function literal that mentions it.
// Making one is no use of cancel; using one is.
func aliases(p *code.Package, s flow.Site, cancel types.Object) []types.Object {
	out := []types.Object{cancel}
	for id := range p.Mentions(s.Cur, cancel) {
		val := code.ClimbParens(id)
		for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
			if lit.Node() != code.EnclosingFunc(s.Cur).Node() {
				val = code.ClimbParens(lit) // the outermost literal inside the function counts
			} else {
				break
			}
		}
		if u := value.UseOf(p, val); u.Kind == value.UseVariable && u.V.Obj != cancel && isFunc(p, u.V.Obj) && !value.CapturedByOthers(p, s, u.V.Obj) {
			out = append(out, u.V.Obj)
		}
	}
	return out
}

// isFunc reports whether obj has a function type: interfaces and the like may hold more than the alias.
func isFunc(p *code.Package, obj types.Object) bool {
	if obj.Type() == nil {
		return false
	}
	_, ok := obj.Type().Underlying().(*types.Signature)
	return ok
}

// makesAlias reports whether n does nothing but set one of names, other than the first, cancel itself.
func makesAlias(p *code.Package, n ast.Node, names []types.Object) bool {
	return slices.ContainsFunc(names[1:], func(o types.Object) bool { return p.Assigns(n, code.RefTo(o)) })
}

// readsIn reports whether the right side of the assignment n mentions obj.
func readsIn(p *code.Package, n ast.Node, obj types.Object) bool {
	a, ok := n.(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, r := range a.Rhs {
		if p.Uses(r, obj) {
			return true
		}
	}
	return false
}
