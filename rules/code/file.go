package code

import (
	"go/ast"
	"go/token"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// fileAround returns the file around cur; nil for the root.
func fileAround(cur inspector.Cursor) *ast.File {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		return f.Node().(*ast.File)
	}
	return nil
}

// commentsAround yields the comments of the file around cur.
func commentsAround(cur inspector.Cursor) iter.Seq[*ast.CommentGroup] {
	if f := fileAround(cur); f != nil {
		return slices.Values(f.Comments)
	}
	return slices.Values[[]*ast.CommentGroup](nil)
}

// importsAround yields the imports of the file around cur.
func importsAround(cur inspector.Cursor) iter.Seq[*ast.ImportSpec] {
	if f := fileAround(cur); f != nil {
		return slices.Values(f.Imports)
	}
	return slices.Values[[]*ast.ImportSpec](nil)
}

// CommentsIn returns the comments of the file around cur between two positions.
func CommentsIn(cur inspector.Cursor, from, to token.Pos) (out []string) {
	for group := range commentsAround(cur) {
		for _, c := range group.List {
			if from <= c.Pos() && c.End() <= to {
				out = append(out, c.Text)
			}
		}
	}
	return out
}

// Untouchable says why no function at cur is rewritten, or returns "".
func (p *Package) Untouchable(cur inspector.Cursor) string {
	return p.FirstRefusal(
		Require("is the file free of cgo?", !p.UsesCgo(cur), "the file uses cgo"),
		Require("is the function free of //go: directives?", !hasPragma(cur),
			"the function has a //go: directive, which more calls could break"),
	)
}

// UsesCgo reports whether the file around cur imports "C": what is built is not the file, but one that cgo makes of
// it.
func (p *Package) UsesCgo(cur inspector.Cursor) bool {
	for i := range importsAround(cur) {
		if i.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// HasCommentBeside reports whether a comment stands in call outside its first argument: a comment inside would move
// with the argument, this one would be lost.
func (p *Package) HasCommentBeside(cur inspector.Cursor, call *ast.CallExpr) bool {
	arg := call.Args[0]
	for group := range commentsAround(cur) {
		inCall := call.Pos() < group.Pos() && group.End() < call.End()
		if inCall && (group.Pos() < arg.Pos() || group.End() > arg.End()) {
			return true
		}
	}
	return false
}

// hasPragma reports whether the function declaration around cur has a //go: directive, as //go:nosplit.
func hasPragma(cur inspector.Cursor) bool {
	decl := EnclosingDecl(cur)
	return decl != nil && decl.Doc != nil && slices.ContainsFunc(decl.Doc.List, func(line *ast.Comment) bool {
		return strings.HasPrefix(line.Text, "//go:")
	})
}

// ContextImportName returns what the file around cur writes in front of a name of package context: "context.", or ""
// after a dot import. It returns false if the file does not import the package under a name that it can use.
func ContextImportName(cur inspector.Cursor) (name string, ok bool) {
	for i := range importsAround(cur) {
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
	return "", false
}

// TrailingComment returns the comment behind cur on its last line, or "".
func (p *Package) TrailingComment(cur inspector.Cursor) string {
	end := cur.Node().End()
	line := p.Fset.PositionFor(end, false).Line
	for group := range commentsAround(cur) {
		if group.Pos() >= end && p.Fset.PositionFor(group.Pos(), false).Line == line {
			return group.List[0].Text
		}
	}
	return ""
}
