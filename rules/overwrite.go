package rules

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/cfg"
)

// overwrites reports whether control can lead from the statement that keeps the timer of s back to it, or to another that sets the same variable
// or field, past no Stop of it. A call that is given what holds the field may stop it.
func (p *Pass) overwrites(s site) bool {
	kind, i := climbParens(s.cur).ParentEdge()
	assign, ok := climbParens(s.cur).Parent().Node().(*ast.AssignStmt)
	if !ok || kind != edge.AssignStmt_Rhs || i >= len(assign.Lhs) || len(assign.Lhs) != len(assign.Rhs) {
		return false
	}
	r, ok := p.refOf(assign.Lhs[i])
	at, known := s.flow.places[assign]
	if !ok || !known || p.isNewIn(assign, r) {
		return false
	}
	held := facts(nil).with(fact{nonNil, r}, true)
	return s.flow.search(at.next(), held, visitor{
		node: func(n ast.Node) verdict {
			switch {
			case n == ast.Node(assign):
				return found
			case p.callsMethod(n, r, "Stop"), r.path != "" && p.maySet(n, r.obj), p.renews(n, r):
				return deadEnd
			case p.assigns(n, r):
				return found
			}
			return walkOn
		},
		edge: func(b *cfg.Block, i int) verdict {
			loop, ok := b.Succs[i].Stmt.(*ast.RangeStmt)
			if ok && b.Succs[i].Kind == cfg.KindRangeBody && (p.isVariable(loop.Key, r.obj) || p.isVariable(loop.Value, r.obj)) {
				return deadEnd // another one on each pass
			}
			return walkOn
		},
	})
}

// isVariable reports whether e, which may be nil, is the variable obj.
func (p *Pass) isVariable(e ast.Expr, obj types.Object) bool { return e != nil && p.objectOf(e) == obj }

// isNewIn reports whether a declares the variable r.
func (p *Pass) isNewIn(a *ast.AssignStmt, r ref) bool {
	for _, l := range a.Lhs {
		if id, ok := l.(*ast.Ident); ok && r.path == "" && p.Info.Defs[id] == r.obj {
			return true
		}
	}
	return false
}

// renews reports whether what r refers to is another variable or field from n on: n declares the variable, as on each pass of a loop, or sets
// what the field belongs to.
func (p *Pass) renews(n ast.Node, r ref) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		return p.assigns(n, ref{obj: r.obj})
	case *ast.AssignStmt:
		if p.isNewIn(n, ref{obj: r.obj}) {
			return true
		}
		for outer := r; outer.path != ""; {
			if outer = outer.parent(); p.assigns(n, outer) {
				return true
			}
		}
	}
	return false
}

// maySet reports whether n calls something that knows the variable obj, and so may stop or clear a timer in a field of it.
func (p *Pass) maySet(n ast.Node, obj types.Object) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		yes = yes || ok && p.uses(call, obj)
		return !yes
	})
	return yes
}
