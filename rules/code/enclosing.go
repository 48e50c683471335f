package code

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// IsDeferred reports whether each function literal between cur and the function with the given body is called by a
// defer statement right there: cur runs when that function returns.
func IsDeferred(cur inspector.Cursor, body *ast.BlockStmt) bool {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit.Node().(*ast.FuncLit).Body == body {
			break
		}
		if _, ok := DeferOf(lit); !ok {
			return false
		}
	}
	return true
}

// DeferOf returns the defer statement that calls the function literal lit, if one does right there.
func DeferOf(lit inspector.Cursor) (stmt inspector.Cursor, ok bool) {
	return callerOf(lit, edge.DeferStmt_Call)
}

// StartedByGo reports whether lit is the function of a go statement.
func StartedByGo(lit inspector.Cursor) bool {
	_, ok := callerOf(lit, edge.GoStmt_Call)
	return ok
}

// callerOf returns the statement whose call, the part of it that kind tells, calls the function at fun.
func callerOf(fun inspector.Cursor, kind edge.Kind) (stmt inspector.Cursor, ok bool) {
	up := ClimbParens(fun)
	if up.ParentEdgeKind() != edge.CallExpr_Fun || up.Parent().ParentEdgeKind() != kind {
		return stmt, false
	}
	return up.Parent().Parent(), true
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
	return BodyOf(EnclosingFunc(cur).Node())
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
