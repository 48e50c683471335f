package code

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// IsDeferred reports whether cur lies in function literals of the function with the given body that are all deferred right there.
func IsDeferred(cur inspector.Cursor, body *ast.BlockStmt) bool {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit.Node().(*ast.FuncLit).Body == body {
			break
		}
		up := ClimbParens(lit)
		if up.ParentEdgeKind() != edge.CallExpr_Fun || up.Parent().ParentEdgeKind() != edge.DeferStmt_Call {
			return false
		}
	}
	return true
}

// StartedByGo reports whether lit is the function of a go statement.
func StartedByGo(lit inspector.Cursor) bool {
	up := ClimbParens(lit)
	return up.ParentEdgeKind() == edge.CallExpr_Fun && up.Parent().ParentEdgeKind() == edge.GoStmt_Call
}

// SelectOf returns the select statement of which cur is an operand, or nil.
func SelectOf(cur inspector.Cursor) *ast.SelectStmt {
	if comm := StatementAt(cur); comm.ParentEdgeKind() == edge.CommClause_Comm {
		return comm.Parent().Parent().Parent().Node().(*ast.SelectStmt) // CommClause → BlockStmt → SelectStmt
	}
	return nil
}

// EnclosingDecl returns the function declaration around cur; nil at package level.
func EnclosingDecl(cur inspector.Cursor) *ast.FuncDecl {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.Node().(*ast.FuncDecl)
	}
	return nil
}

// FuncName names the function declaration around cur, as "(*Worker).loop"; empty at package level.
func FuncName(cur inspector.Cursor) string {
	decl := EnclosingDecl(cur)
	switch {
	case decl == nil:
		return ""
	case decl.Recv == nil || len(decl.Recv.List) == 0:
		return decl.Name.Name
	}
	recv := types.ExprString(ast.Unparen(decl.Recv.List[0].Type))
	if i := strings.IndexByte(recv, '['); i >= 0 {
		recv = recv[:i] // type parameters are noise here
	}
	if strings.HasPrefix(recv, "*") {
		recv = "(" + recv + ")"
	}
	return recv + "." + decl.Name.Name
}

// EnclosingFunc returns the innermost function declaration or literal around cur, or the root.
func EnclosingFunc(cur inspector.Cursor) inspector.Cursor {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return c
	}
	return cur.Inspector().Root()
}

// EnclosingBody returns the body of the innermost function around cur, or nil at package level.
func EnclosingBody(cur inspector.Cursor) *ast.BlockStmt {
	switch n := EnclosingFunc(cur).Node().(type) {
	case *ast.FuncDecl:
		return n.Body
	case *ast.FuncLit:
		return n.Body
	}
	return nil
}

// ClimbParens returns the outermost of the parentheses directly around cur, or cur.
func ClimbParens(cur inspector.Cursor) inspector.Cursor {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	return cur
}

// IsMain reports whether cur lies directly in init, or in the main function of a program.
func (p *Package) IsMain(cur inspector.Cursor) bool {
	decl, ok := EnclosingFunc(cur).Node().(*ast.FuncDecl)
	return ok && decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main" && p.Types.Name() == "main")
}

// OutermostDecl returns the function declaration around cur, or the root.
func (p *Package) OutermostDecl(cur inspector.Cursor) inspector.Cursor {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return decl
	}
	return p.Root
}
