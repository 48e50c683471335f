package edit

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// Qualifier is what stands in front of the name of the function that call calls: "time.", "t." where the package is
// imported under that name, or "" behind a dot import.
func Qualifier(call *ast.CallExpr) string {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if id, ok := sel.X.(*ast.Ident); ok {
			return id.Name + "."
		}
	}
	return ""
}

// namesTaken holds, for each top-level declaration, the names in it and those given to new variables since.
var namesTaken = code.NewMemo(func() map[ast.Node]map[string]bool { return map[ast.Node]map[string]bool{} })

// FreshName returns base, or base with a number, so that neither that nor that with "Read" behind it is a name in
// the top-level declaration around s: then it can shadow nothing, and nothing can shadow it. The name counts as
// taken from then on.
func FreshName(p *code.Package, s flow.Site, base string) string {
	taken := namesIn(p, s)
	name := base
	for i := 2; taken[name] || taken[name+"Read"]; i++ {
		name = fmt.Sprint(base, i)
	}
	taken[name] = true
	return name
}

// namesIn returns the names that are taken in the top-level declaration around s. The field in x.timer is no
// variable, and does not count.
func namesIn(p *code.Package, s flow.Site) map[string]bool {
	var decl inspector.Cursor
	for c := range s.Cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		decl = c
	}
	names := namesTaken.Of(p)
	if taken := names[decl.Node()]; taken != nil {
		return taken
	}
	taken := map[string]bool{}
	for id := range decl.Preorder((*ast.Ident)(nil)) {
		if id.ParentEdgeKind() != edge.SelectorExpr_Sel {
			taken[id.Node().(*ast.Ident).Name] = true
		}
	}
	names[decl.Node()] = taken
	return taken
}
