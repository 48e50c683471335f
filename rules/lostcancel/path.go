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

// unusedOnSomePath reports whether a path leads from the assignment of the cancel function of c, which binding
// describes, to a return without a use of it, or to an assignment that overwrites it.
func unusedOnSomePath(p *code.Package, c cancelSite, binding value.Binding) bool {
	at, ok := c.Flow.Places[binding.Assign]
	fn := code.EnclosingFunc(c.Cur).Node()
	if !ok || binding.Obj.Pos() < fn.Pos() || binding.Obj.Pos() > fn.End() {
		return false // a variable of the function around this literal, which may use it
	}
	u := uses{
		p: p, flow: c.Flow, cancel: binding.Obj,
		names:      aliases(p, c.Site, binding.Obj),
		isCaptured: value.CapturedByOthers(p, c.Site, binding.Obj),
		isResult:   code.IsResult(fn, binding.Obj),
		done:       doneOf(p, c.Site, binding),
	}
	if c.err >= 0 {
		if check, ok := p.ErrorCheck(code.StatementAt(c.Cur)); ok {
			u.failed = check.Body
		}
	}
	visitor := flow.Visitor{Clause: u.atClause, Node: u.atNode}
	return c.Flow.Search(at.Next(), flow.PathFacts(nil).After(p, binding.Assign), visitor)
}

// A uses tells what uses a cancel function, on a path from where it is made. As in go vet's lostcancel, any mention
// is a use, of it or of an alias.
type uses struct {
	p          *code.Package
	flow       *flow.Graph
	cancel     types.Object
	names      []types.Object      // cancel and its aliases
	isCaptured bool                // other functions may set or call it
	isResult   bool                // it is a named result, which a bare return uses
	done       func(ast.Expr) bool // the channel that says that the context is over
	failed     *ast.BlockStmt      // where the source has returned an error, and there is no cancel function; or nil
}

// atClause ends a path where the select received that the context is over.
func (u uses) atClause(clause *ast.CommClause) flow.Verdict {
	if u.done(code.ReceiveOperand(clause.Comm)) {
		return flow.DeadEnd
	}
	return flow.WalkOn
}

// atNode ends a path at a use, and has found what it looks for at an assignment that overwrites the cancel
// function, or a return.
func (u uses) atNode(n ast.Node) flow.Verdict {
	switch {
	case u.flow.Comms[n], makesAlias(u.p, n, u.names):
		return flow.WalkOn
	case u.p.Receives(n, u.done):
		return flow.DeadEnd
	case u.p.Assigns(n, code.RefTo(u.cancel)) && !readsIn(u.p, n, u.cancel) && !u.isCaptured:
		return flow.Found
	case slices.ContainsFunc(u.names, func(o types.Object) bool { return u.p.Uses(n, o) }):
		return flow.DeadEnd
	}
	ret, ok := n.(*ast.ReturnStmt)
	if !ok {
		return flow.WalkOn
	}
	isFailure := u.failed != nil && u.failed.Pos() <= ret.Pos() && ret.End() <= u.failed.End()
	if isFailure || len(ret.Results) == 0 && u.isResult {
		return flow.DeadEnd
	}
	return flow.Found
}

// doneOf returns a test for the Done channel of the context that is made together with the cancel function: behind
// a receive from it the context is cancelled, or its deadline is over, and nothing is left to cancel. The test
// never holds where the variable of the context is assigned elsewhere as well: it may hold another one by then.
func doneOf(p *code.Package, s flow.Site, binding value.Binding) func(ast.Expr) bool {
	a, ok := binding.Assign.(*ast.AssignStmt)
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
