package afterfunc

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// clearedByName reports whether some file of the package sets a field or package-level variable called name to nil.
func clearedByName(p *code.Package, name string) bool {
	return p.AnyNamed(name, func(cur inspector.Cursor) bool {
		kind, i := cur.ParentEdge()
		n, ok := cur.Parent().Node().(*ast.AssignStmt)
		if !ok || kind != edge.AssignStmt_Lhs || len(n.Lhs) != len(n.Rhs) {
			return false
		}
		value, ok := n.Rhs[i].(*ast.Ident)
		return ok && value.Name == "nil"
	})
}
