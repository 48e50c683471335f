package value

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// freshBase returns the variable x of lhs, the field x.f or the element x[i], if what is stored there is stored in x,
// as it were: x is a local variable of the function fn, and is a struct or array itself, or refers to something that
// fn made for it. Otherwise it returns nil. In
//
//	k := &keeper{}; k.ctx = ctx
//	k := parameter; k.ctx = ctx
//
// k is the fresh base of the first k.ctx, and the second has none.
func freshBase(p *code.Package, fn inspector.Cursor, lhs ast.Expr) types.Object {
	var x ast.Expr
	switch lhs := lhs.(type) {
	case *ast.SelectorExpr:
		x = lhs.X
	case *ast.IndexExpr:
		x = lhs.X
	default:
		return nil
	}
	obj := p.ObjectOf(x)
	if !code.IsLocal(obj) || obj.Type() == nil || !declaredIn(fn.Node(), obj) {
		return nil
	}
	switch obj.Type().Underlying().(type) {
	case *types.Struct, *types.Array:
		return obj
	}
	if code.IsParameter(fn, obj) {
		return nil
	}
	for o := range p.Origins(fn, obj) {
		if o.Value == nil || !isFresh(p, o.Value) {
			return nil
		}
	}
	return obj
}

// isFresh reports whether e makes something that nothing else refers to: T{…}, &T{…}, make(T) or new(T).
func isFresh(p *code.Package, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		_, lit := ast.Unparen(e.X).(*ast.CompositeLit)
		return e.Op == token.AND && lit
	case *ast.CallExpr:
		return p.CallsBuiltin(e, "make") || p.CallsBuiltin(e, "new")
	}
	return false
}
