package afterfunc

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// overwrites reports whether control can lead from the statement that keeps the timer of s back to it, or to another
// that sets the same variable or field, past no Stop of it. A call that is given what holds the field may stop it.
func overwrites(p *code.Package, s flow.Site) bool {
	kind, i := code.ClimbParens(s.Cur).ParentEdge()
	assign, ok := code.ClimbParens(s.Cur).Parent().Node().(*ast.AssignStmt)
	if !ok || kind != edge.AssignStmt_Rhs || i >= len(assign.Lhs) || len(assign.Lhs) != len(assign.Rhs) {
		return false
	}
	r, ok := p.RefOf(assign.Lhs[i])
	at, known := s.Flow.Places[assign]
	if !ok || !known || isNewIn(p, assign, r) {
		return false
	}
	held := flow.PathFacts(nil).With(flow.Fact{Kind: flow.NonNil, Ref: r}, true)
	return s.Flow.Search(at.Next(), held, flow.Visitor{
		Node: func(n ast.Node) flow.Verdict {
			switch {
			case n == ast.Node(assign):
				return flow.Found
			case p.CallsMethod(n, r, "Stop"), r.Path != "" && maySet(p, n, r.Obj), renews(p, n, r):
				return flow.DeadEnd
			case p.Assigns(n, r):
				return flow.Found
			}
			return flow.WalkOn
		},
		Edge: func(b *cfg.Block, i int) flow.Verdict {
			loop, ok := b.Succs[i].Stmt.(*ast.RangeStmt)
			if ok && b.Succs[i].Kind == cfg.KindRangeBody && (isVariable(p, loop.Key, r.Obj) || isVariable(p, loop.Value, r.Obj)) {
				return flow.DeadEnd // another one on each pass
			}
			return flow.WalkOn
		},
	})
}

// isVariable reports whether e, which may be nil, is the variable obj.
func isVariable(p *code.Package, e ast.Expr, obj types.Object) bool {
	return e != nil && p.ObjectOf(e) == obj
}

// isNewIn reports whether a declares the variable r.
func isNewIn(p *code.Package, a *ast.AssignStmt, r code.Ref) bool {
	for _, l := range a.Lhs {
		if id, ok := l.(*ast.Ident); ok && r.Path == "" && p.Info.Defs[id] == r.Obj {
			return true
		}
	}
	return false
}

// renews reports whether what r refers to is another variable or field from n on: n declares the variable, as on each
// pass of a loop, or sets what the field belongs to.
func renews(p *code.Package, n ast.Node, r code.Ref) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		return p.Assigns(n, code.RefTo(r.Obj))
	case *ast.AssignStmt:
		if isNewIn(p, n, code.RefTo(r.Obj)) {
			return true
		}
		for outer := r; outer.Path != ""; {
			if outer = outer.Parent(); p.Assigns(n, outer) {
				return true
			}
		}
	}
	return false
}

// maySet reports whether n calls something that knows the variable obj, and so may stop or clear a timer in a field
// of it.
func maySet(p *code.Package, n ast.Node, obj types.Object) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		yes = yes || ok && p.Uses(call, obj)
		return !yes
	})
	return yes
}
