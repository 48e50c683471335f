package code

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// CommentsIn returns the comments of the file around cur between two positions.
func CommentsIn(cur inspector.Cursor, from, to token.Pos) (out []string) {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			for _, c := range group.List {
				if from <= c.Pos() && c.End() <= to {
					out = append(out, c.Text)
				}
			}
		}
	}
	return out
}

// Untouchable says why no function at cur is rewritten, or returns "".
func (p *Package) Untouchable(cur inspector.Cursor) string {
	switch {
	case p.UsesCgo(cur):
		return "the file uses cgo"
	case hasPragma(cur):
		return "the function has a //go: directive, which more calls could break"
	}
	return ""
}

// UsesCgo reports whether the file around cur imports "C": its positions are those of generated code when it is built.
func (p *Package) UsesCgo(cur inspector.Cursor) bool {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, i := range f.Node().(*ast.File).Imports {
			if i.Path.Value == `"C"` {
				return true
			}
		}
	}
	return false
}

// HasCommentBeside reports whether a comment stands in call but not inside its argument, with which it could move.
func (p *Package) HasCommentBeside(cur inspector.Cursor, call *ast.CallExpr) bool {
	arg := call.Args[0]
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			if call.Pos() < group.Pos() && group.End() < call.End() && (group.Pos() < arg.Pos() || group.End() > arg.End()) {
				return true
			}
		}
	}
	return false
}

// hasPragma reports whether the function declaration around cur has a //go: directive, as //go:nosplit.
func hasPragma(cur inspector.Cursor) bool {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		doc := c.Node().(*ast.FuncDecl).Doc
		if doc == nil {
			return false
		}
		for _, line := range doc.List {
			if strings.HasPrefix(line.Text, "//go:") {
				return true
			}
		}
	}
	return false
}

// ContextImportName returns the name by which the file around cur refers to package context, with its dot, or "" where the names of the package are the file's.
func ContextImportName(cur inspector.Cursor) (name string, ok bool) {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, i := range f.Node().(*ast.File).Imports {
			switch i.Path.Value {
			case `"context"`, `"golang.org/x/net/context"`:
			default:
				continue
			}
			switch {
			case i.Name == nil:
				return "context.", true
			case i.Name.Name == ".":
				return "", true
			case i.Name.Name != "_" && token.IsIdentifier(i.Name.Name):
				return i.Name.Name + ".", true
			}
		}
	}
	return "", false
}

// TrailingComment returns the comment behind cur on its last line.
func (p *Package) TrailingComment(cur inspector.Cursor) string {
	end := cur.Node().End()
	line := p.Fset.PositionFor(end, false).Line
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			if group.Pos() >= end && p.Fset.PositionFor(group.Pos(), false).Line == line {
				return group.List[0].Text
			}
		}
	}
	return ""
}
