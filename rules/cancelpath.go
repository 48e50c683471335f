package rules

import (
	"go/ast"
	"go/types"
	"slices"
)

// onlyDiscarded reports whether every use of cancel in the function is _ = cancel.
func (p *Pass) onlyDiscarded(s site, cancel types.Object) bool {
	discarded := false
	for id := range p.mentions(s, cancel) {
		if p.Info.Uses[id.Node().(*ast.Ident)] == nil {
			continue
		}
		if !assignsBlank(climbParens(id)) {
			return false
		}
		discarded = true
	}
	return discarded
}

// unusedOnSomePath reports whether a way leads from the assignment to a return without a use of cancel, or to an
// assignment that overwrites it. As in go vet's lostcancel, any mention is a use; a bare return uses a named result. Where m returned an error, there is none.
func (p *Pass) unusedOnSomePath(s site, m maker, h holder) bool {
	at, ok := s.flow.places[h.assign]
	fn := enclosingFunc(s.cur).Node()
	if !ok || h.obj.Pos() < fn.Pos() || h.obj.Pos() > fn.End() {
		return false // of the function around this literal, which may use it
	}
	cancel := ref{obj: h.obj}
	names := p.aliases(s, h.obj)
	captured := p.captured(s, h.obj)
	used := func(n ast.Node) bool {
		return slices.ContainsFunc(names, func(o types.Object) bool { return p.uses(n, o) })
	}
	done := p.doneOf(s, h)
	var failed ast.Node
	if m.err >= 0 {
		if check, ok := p.errorCheck(statementAt(s.cur)); ok {
			failed = check.Body
		}
	}
	return s.flow.search(at.next(), facts(nil).after(p.Package, h.assign), visitor{clause: func(c *ast.CommClause) verdict {
		if done(receiveOperand(c.Comm)) {
			return deadEnd
		}
		return walkOn
	}, node: func(n ast.Node) verdict {
		switch {
		case s.flow.comms[n], p.makesAlias(n, names):
			return walkOn
		case p.receives(n, done):
			return deadEnd
		case p.assigns(n, cancel) && !p.readsIn(n, h.obj) && !captured:
			return found
		case used(n):
			return deadEnd
		}
		if ret, ok := n.(*ast.ReturnStmt); ok {
			if len(ret.Results) == 0 && isResult(fn, h.obj) || failed != nil && failed.Pos() <= ret.Pos() && ret.End() <= failed.End() {
				return deadEnd
			}
			return found
		}
		return walkOn
	}})
}

// doneOf returns a test for the Done channel of the context that h's assignment made: once it was received from, the
// context is cancelled, or its deadline is over, and nothing is left to cancel. A variable that is assigned anew somewhere may
// hold another context by then.
func (p *Package) doneOf(s site, h holder) func(ast.Expr) bool {
	a, ok := h.assign.(*ast.AssignStmt)
	if !ok {
		return func(ast.Expr) bool { return false }
	}
	ctx, ok := p.refOf(a.Lhs[0])
	for other := range enclosingFunc(s.cur).Preorder((*ast.AssignStmt)(nil)) {
		ok = ok && (other.Node() == ast.Node(a) || !p.assigns(other.Node(), ctx))
	}
	return func(e ast.Expr) bool {
		call, isCall := e.(*ast.CallExpr)
		if !isCall || !ok {
			return false
		}
		r, isDone := p.methodOn(call, "Done")
		return isDone && r == ctx
	}
}

// aliases returns cancel and the local variables that hold a copy of it, or a function literal that mentions it.
// Making one is no use of cancel; using one is.
func (p *Pass) aliases(s site, cancel types.Object) []types.Object {
	out := []types.Object{cancel}
	for id := range p.mentions(s, cancel) {
		value := climbParens(id)
		for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
			if lit.Node() != enclosingFunc(s.cur).Node() {
				value = climbParens(lit) // the outermost literal inside the function counts
			} else {
				break
			}
		}
		if u := p.useOf(value); u.kind == useVariable && u.v.obj != cancel && p.isFunc(u.v.obj) && !p.captured(s, u.v.obj) {
			out = append(out, u.v.obj)
		}
	}
	return out
}

// captured reports whether others than the function of s and what it defers can use the local variable obj.
func (p *Package) captured(s site, obj types.Object) bool {
	if fn := enclosingFunc(s.cur).Node(); obj.Pos() < fn.Pos() || obj.Pos() > fn.End() {
		return true // a variable of the function around this literal
	}
	for id := range p.mentions(s, obj) {
		if enclosingBody(id) != s.body && !deferred(id, s.body) {
			return true
		}
	}
	return false
}

// isFunc reports whether obj has a function type: interfaces and the like may hold more than the alias.
func (p *Pass) isFunc(obj types.Object) bool {
	if obj.Type() == nil {
		return false
	}
	_, ok := obj.Type().Underlying().(*types.Signature)
	return ok
}

// makesAlias reports whether n does nothing but set one of names, other than the first, cancel itself.
func (p *Pass) makesAlias(n ast.Node, names []types.Object) bool {
	return slices.ContainsFunc(names[1:], func(o types.Object) bool { return p.assigns(n, ref{obj: o}) })
}

// readsIn reports whether the right side of the assignment n mentions obj.
func (p *Pass) readsIn(n ast.Node, obj types.Object) bool {
	a, ok := n.(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, r := range a.Rhs {
		if p.uses(r, obj) {
			return true
		}
	}
	return false
}
