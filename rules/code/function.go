package code

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// ResultIndex returns the index of the named result obj of the function fn, or -1.
func ResultIndex(fn ast.Node, obj types.Object) int {
	i := 0
	for _, f := range FuncType(fn).Results.List {
		for _, name := range f.Names {
			if name.Pos() == obj.Pos() {
				return i
			}
			i++
		}
	}
	return -1
}

// FuncType returns the type of the function declaration or literal fn; nil for all other nodes.
func FuncType(fn ast.Node) *ast.FuncType {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Type
	case *ast.FuncLit:
		return fn.Type
	}
	return nil
}

// IsParameter reports whether obj is a parameter or result, or the receiver, of the function fn or of a literal in it.
func IsParameter(fn inspector.Cursor, obj types.Object) bool {
	for f := range fn.Preorder((*ast.Field)(nil)) {
		if n := f.Node(); n.Pos() <= obj.Pos() && obj.Pos() < n.End() {
			return true
		}
	}
	return false
}

// BodyOf returns the body of the function declaration or literal fn; nil for all other nodes.
func BodyOf(fn ast.Node) *ast.BlockStmt {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Body
	case *ast.FuncLit:
		return fn.Body
	}
	return nil
}

// ResultCount returns how many results the function fn has.
func ResultCount(fn ast.Node) int { return FuncType(fn).Results.NumFields() }

// IsResult reports whether obj is a named result of the function fn.
func IsResult(fn ast.Node, obj types.Object) bool {
	ft := FuncType(fn)
	return ft != nil && ft.Results != nil && ft.Results.Pos() <= obj.Pos() && obj.Pos() < ft.Results.End()
}

// ResultName returns the name of result i of the function fn, whose results are named; nil if it has fewer.
func ResultName(fn ast.Node, i int) *ast.Ident {
	for _, f := range FuncType(fn).Results.List {
		if i < len(f.Names) {
			return f.Names[i]
		}
		i -= len(f.Names)
	}
	return nil
}
