package flow

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// OutermostLoop returns the outermost for or range statement around cur in its function.
func OutermostLoop(cur inspector.Cursor) (loop inspector.Cursor, ok bool) {
	body := code.EnclosingBody(cur)
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if code.EnclosingBody(c) != body {
			break
		}
		loop, ok = c, true
	}
	return loop, ok
}

// InnermostLoop returns the innermost for or range statement around cur in its function.
func InnermostLoop(cur inspector.Cursor) (loop inspector.Cursor, ok bool) {
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		return c, code.EnclosingBody(c) == code.EnclosingBody(cur)
	}
	return loop, false
}

// LoopBody returns the body of a for or range statement; nil for all other nodes.
func LoopBody(loop ast.Node) *ast.BlockStmt {
	switch l := loop.(type) {
	case *ast.ForStmt:
		return l.Body
	case *ast.RangeStmt:
		return l.Body
	}
	return nil
}
