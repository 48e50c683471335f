package rules

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// assignedAt reports whether a statement sets the variable mentioned at id, and to what: nil if to the result of some operation, or of
// a call with several.
func assignedAt(id inspector.Cursor) (value ast.Expr, sets bool) {
	id = climbParens(id)
	kind, i := id.ParentEdge()
	switch n := id.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Lhs {
			return nil, false
		}
		if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
			value = n.Rhs[i]
		}
		return value, true
	case *ast.ValueSpec:
		if kind != edge.ValueSpec_Names {
			return nil, false
		}
		if len(n.Names) == len(n.Values) {
			value = n.Values[i]
		}
		return value, true
	case *ast.RangeStmt:
		return nil, kind != edge.RangeStmt_X
	case *ast.IncDecStmt:
		return nil, true
	}
	return nil, false
}

// isDeclared reports whether id stands in a declaration without values.
func isDeclared(id inspector.Cursor) bool {
	spec, ok := id.Parent().Node().(*ast.ValueSpec)
	return ok && len(spec.Values) == 0
}

// statementAt returns the innermost statement around cur.
func statementAt(cur inspector.Cursor) inspector.Cursor {
	for c := range cur.Enclosing() {
		if _, ok := c.Node().(ast.Stmt); ok {
			return c
		}
	}
	return cur
}

// receivesFrom reports whether n, outside function literals, receives from r.
func (p *Package) receivesFrom(n ast.Node, r ref) bool {
	return p.receives(n, func(e ast.Expr) bool {
		got, ok := p.refOf(e)
		return ok && got == r
	})
}

// receives reports whether n, outside function literals, receives from a channel for which ok holds.
func (p *Package) receives(n ast.Node, ok func(ast.Expr) bool) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if u, isUnary := n.(*ast.UnaryExpr); isUnary && u.Op == token.ARROW && ok(ast.Unparen(u.X)) {
			yes = true
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	return yes
}

// assigns reports whether the statement n assigns r.
func (p *Package) assigns(n ast.Node, r ref) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			if got, ok := p.refOf(l); ok && got == r {
				return true
			}
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			if p.objectOf(name) == r.obj {
				return true
			}
		}
	}
	return false
}

// notPositive reports whether the first argument of call is a constant ≤ 0.
func (p *Package) notPositive(call *ast.CallExpr) bool {
	if call == nil || len(call.Args) == 0 {
		return false
	}
	v := p.Info.Types[call.Args[0]].Value
	return v != nil && (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) <= 0
}

// callsMethod reports whether n calls the method called name on r, in a deferred literal or outside literals.
func (p *Package) callsMethod(n ast.Node, r ref, name string) bool {
	yes := false
	_, isDefer := n.(*ast.DeferStmt)
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if got, ok := p.methodOn(n, name); ok && got == r {
				yes = true
			}
		case *ast.FuncLit:
			return isDefer
		}
		return true
	})
	return yes
}

// uses reports whether n mentions obj, function literals included.
func (p *Package) uses(n ast.Node, obj types.Object) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && p.Info.Uses[id] == obj {
			yes = true
		}
		return !yes
	})
	return yes
}
