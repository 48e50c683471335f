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

// unusedOnSomePath reports whether a path leads from the assignment of the cancel function of c, which h holds, to
// a return without a use of it, or to an assignment that overwrites it. As in go vet's lostcancel, any mention is a
// use; a bare return uses a named result. Where the source returned an error, there is no cancel function to use.
func unusedOnSomePath(p *code.Package, c cancelSite, h value.Binding) bool {
	s := c.Site
	at, ok := s.Flow.Places[h.Assign]
	fn := code.EnclosingFunc(s.Cur).Node()
	if !ok || h.Obj.Pos() < fn.Pos() || h.Obj.Pos() > fn.End() {
		return false // a variable of the function around this literal, which may use it
	}
	cancel := code.Ref{Obj: h.Obj}
	names := aliases(p, s, h.Obj)
	isCaptured := value.CapturedByOthers(p, s, h.Obj)
	used := func(n ast.Node) bool {
		return slices.ContainsFunc(names, func(o types.Object) bool { return p.Uses(n, o) })
	}
	done := doneOf(p, s, h)
	var failed ast.Node
	if c.err >= 0 {
		if check, ok := p.ErrorCheck(code.StatementAt(s.Cur)); ok {
			failed = check.Body
		}
	}
	return s.Flow.Search(at.Next(), flow.PathFacts(nil).After(p, h.Assign), flow.Visitor{Clause: func(clause *ast.CommClause) flow.Verdict {
		if done(code.ReceiveOperand(clause.Comm)) {
			return flow.DeadEnd
		}
		return flow.WalkOn
	}, Node: func(n ast.Node) flow.Verdict {
		switch {
		case s.Flow.Comms[n], makesAlias(p, n, names):
			return flow.WalkOn
		case p.Receives(n, done):
			return flow.DeadEnd
		case p.Assigns(n, cancel) && !readsIn(p, n, h.Obj) && !isCaptured:
			return flow.Found
		case used(n):
			return flow.DeadEnd
		}
		if ret, ok := n.(*ast.ReturnStmt); ok {
			isFailure := failed != nil && failed.Pos() <= ret.Pos() && ret.End() <= failed.End()
			if isFailure || len(ret.Results) == 0 && code.IsResult(fn, h.Obj) {
				return flow.DeadEnd
			}
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// doneOf returns a test for the Done channel of the context that the assignment of h made: behind a receive from it
// the context is cancelled, or its deadline is over, and nothing is left to cancel. The test never holds where the
// variable of the context is assigned elsewhere as well: it may hold another one by then.
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

// aliases returns cancel and the local variables that hold a copy of it, or a function literal that mentions it. To
// set an alias is no use of cancel; to mention one later is.
func aliases(p *code.Package, s flow.Site, cancel types.Object) []types.Object {
	out := []types.Object{cancel}
	for id := range p.Mentions(s.Cur, cancel) {
		alias := code.ClimbParens(id)
		for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
			if lit.Node() != code.EnclosingFunc(s.Cur).Node() {
				alias = code.ClimbParens(lit) // the outermost literal inside the function counts
			} else {
				break
			}
		}
		u := value.UseOf(p, alias)
		if u.Kind != value.UseVariable || u.V.Obj == cancel {
			continue
		}
		if isFunc(p, u.V.Obj) && !value.CapturedByOthers(p, s, u.V.Obj) {
			out = append(out, u.V.Obj)
		}
	}
	return out
}

// isFunc reports whether obj has a function type: a variable of an interface or a struct type may hold more than
// the alias.
func isFunc(p *code.Package, obj types.Object) bool {
	if obj.Type() == nil {
		return false
	}
	_, ok := obj.Type().Underlying().(*types.Signature)
	return ok
}

// makesAlias reports whether n sets one of names, which are aliases of the first of them.
func makesAlias(p *code.Package, n ast.Node, names []types.Object) bool {
	return slices.ContainsFunc(names[1:], func(o types.Object) bool { return p.Assigns(n, code.Ref{Obj: o}) })
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

// loopDefers reports whether a defer statement in a loop calls cancel, or a literal that mentions it.
func loopDefers(p *code.Package, s flow.Site, cancel types.Object) bool {
	for id := range p.Mentions(s.Cur, cancel) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if code.EnclosingBody(d) == s.Body && s.Flow.Loops(d) {
				return true
			}
		}
	}
	return false
}
