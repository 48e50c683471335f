package code

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// ShortPos names a position for people: "server.go:41".
func (p *Package) ShortPos(pos token.Pos) string {
	at := p.Fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)
}

// longest is the number of bytes of source up to which an expression is printed whole. It also keeps the printer from
// sums of thousands of terms, which take it minutes.
const longest = 120

// Pattern prints n on one line, gofmt's way. What is long, or a function literal, is cut.
func (p *Package) Pattern(n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if s, short := p.printed(n); short && (!ok || !slices.ContainsFunc(call.Args, isFuncLit)) {
		return s
	} else if !ok {
		return "…"
	}
	fun, ok := p.printed(call.Fun)
	if !ok {
		fun = "…"
	}
	var args []string
	for _, arg := range call.Args {
		s, ok := p.printed(arg)
		switch lit, isLit := arg.(*ast.FuncLit); {
		case isLit:
			s = types.ExprString(lit.Type) + " {…}"
		case !ok:
			s = "…"
		}
		args = append(args, s)
	}
	return fun + "(" + strings.Join(args, ", ") + ")"
}

// isFuncLit reports whether e is a function literal.
func isFuncLit(e ast.Expr) bool {
	_, ok := e.(*ast.FuncLit)
	return ok
}

// printed returns n as gofmt prints it, on one line, if it is short.
func (p *Package) printed(n ast.Node) (string, bool) {
	if n.End()-n.Pos() > longest {
		return "", false
	}
	var buf bytes.Buffer
	if err := format.Node(&buf, p.Fset, n); err != nil {
		return "", false
	}
	if bytes.IndexByte(buf.Bytes(), '\n') >= 0 {
		return strings.Join(strings.Fields(buf.String()), " "), true
	}
	return buf.String(), true
}
