package afterfunc

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// partOnly returns what the function literal fn needs of the captured variable c, an array or struct, as written, if
// that is only elements or fields of basic types, and nothing else keeps the variable: then fn keeps all of it for
// the sake of a part.
func partOnly(p *code.Package, s flow.Site, fn ast.Expr, c capture) (parts []string) {
	lit, isLit := ast.Unparen(fn).(*ast.FuncLit)
	switch c.obj.Type().Underlying().(type) {
	case *types.Array, *types.Struct:
	default:
		return nil // others may keep what it refers to
	}
	if !isLit || p.MutableElsewhere(c.obj) {
		return nil
	}
	for id := range p.OutermostDecl(s.Cur).Preorder((*ast.Ident)(nil)) {
		n := id.Node().(*ast.Ident)
		if p.Info.ObjectOf(n) != c.obj {
			continue
		}
		if n.Pos() < lit.Pos() || lit.End() < n.Pos() {
			if value.IsCapture(id, c.obj) {
				return nil
			}
			continue
		}
		part, ok := partAt(p, id)
		if !ok {
			return nil
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// partAt returns the field, or the element at a constant index, of basic type that the mention id of a variable is for.
func partAt(p *code.Package, id inspector.Cursor) (string, bool) {
	var e ast.Expr
	switch n := code.ClimbParens(id).Parent().Node().(type) {
	case *ast.SelectorExpr:
		e = n
	case *ast.IndexExpr:
		if p.Info.Types[n.Index].Value == nil {
			return "", false // it may be each of them in turn
		}
		e = n
	default:
		return "", false
	}
	t := p.Info.Types[e].Type
	if t == nil {
		return "", false
	}
	b, ok := t.Underlying().(*types.Basic)
	return types.ExprString(e), ok && b.Kind() != types.Invalid
}
