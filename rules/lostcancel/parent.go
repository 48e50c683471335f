package lostcancel

import (
	"go/ast"
	"go/types"
	"slices"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// isRootContext reports whether the parent of the context that call makes is context.Background() or
// context.TODO(), or one of them with values.
func isRootContext(p *code.Package, call *ast.CallExpr) bool {
	if call == nil || len(call.Args) == 0 {
		return false
	}
	parent, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := p.StaticCallee(parent)
	if fn == nil {
		return false
	}
	switch code.Qualified(fn) {
	case "context.Background", "context.TODO":
		return true
	case "context.WithValue":
		return isRootContext(p, parent)
	}
	return false
}

// cancelsParent reports whether the parent of the context made at s is one that the function made itself, and whose
// cancel function it has deferred wherever control gets to s: then the new one ends with the function as well.
func cancelsParent(p *code.Package, s flow.Site) bool {
	if s.Flow == nil || len(s.Call.Args) == 0 {
		return false
	}
	parent := p.ObjectOf(s.Call.Args[0])
	fn := code.EnclosingFunc(s.Cur).Node()
	if !code.IsLocal(parent) || p.MutableElsewhere(parent) || parent.Pos() < fn.Pos() || fn.End() < parent.Pos() {
		return false
	}
	cancels := cancelsOf(p, s, parent)
	at, ok := s.Flow.PlaceOf(s.Cur)
	if !ok || len(cancels) == 0 {
		return false
	}
	self := at.Block.Nodes[at.Index]
	start := s.Flow.Entry()
	return !s.Flow.Search(start, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		d, isDefer := n.(*ast.DeferStmt)
		switch {
		case isDefer && slices.Contains(cancels, p.ObjectOf(d.Call.Fun)):
			return flow.DeadEnd
		case n == self:
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// cancelsOf returns the variables of cancel functions of which each ends all that the variable parent ever holds at
// s; nil where there is something that none of them ends. A child of what the variable held before needs no cancel
// function of its own: it ends with that.
func cancelsOf(p *code.Package, s flow.Site, parent types.Object) (cancels []types.Object) {
	for o := range p.Origins(s.Cur, parent) {
		a, ok := o.Stmt.Node().(*ast.AssignStmt)
		if !ok || !flow.MakesContext(p, a) {
			return nil
		}
		if cancel := p.ObjectOf(a.Lhs[1]); code.IsLocal(cancel) && !p.MutableElsewhere(cancel) {
			cancels = append(cancels, cancel)
		} else if p.ObjectOf(ast.Unparen(a.Rhs[0]).(*ast.CallExpr).Args[0]) != parent {
			return nil
		}
	}
	return cancels
}
