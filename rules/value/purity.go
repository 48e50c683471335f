package value

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"unleak/rules/code"
)

// EffectFree reports whether evaluating e does nothing but read, so that it may be evaluated more or less often. It
// may consist of identifiers, selectors, index expressions, constants, arithmetic, conversions, len and cap, and
// composite literals; of calls of Done on a context, which returns the same channel each time (documentation of
// context.Context); and of calls of functions of this package whose whole body is to return such an expression. In
// s.timeout*2 nothing but reading is done, unlike in <-s.c and next().
func EffectFree(p *code.Package, e ast.Expr) bool { return effectFreeTo(p, e, 3) }

// effectFreeTo is EffectFree for an expression that may call functions of this package, so many deep.
func effectFreeTo(p *code.Package, e ast.Expr, depth int) bool {
	if tv, ok := p.Info.Types[e]; ok && (tv.Value != nil || tv.IsType()) {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return effectFreeTo(p, e.X, depth)
	case *ast.StarExpr:
		return effectFreeTo(p, e.X, depth)
	case *ast.IndexExpr:
		return effectFreeTo(p, e.X, depth) && effectFreeTo(p, e.Index, depth)
	case *ast.BinaryExpr:
		return effectFreeTo(p, e.X, depth) && effectFreeTo(p, e.Y, depth)
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && effectFreeTo(p, e.X, depth)
	case *ast.CompositeLit:
		return !slices.ContainsFunc(e.Elts, func(x ast.Expr) bool {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				return !effectFreeTo(p, kv.Value, depth) || p.Info.Types[kv.Key].Value == nil && !isIdent(kv.Key)
			}
			return !effectFreeTo(p, x, depth)
		})
	case *ast.CallExpr:
		return effectFreeCall(p, e, depth)
	}
	return false
}

// isIdent reports whether e is an identifier, as the name of a field in a composite literal is.
func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

// effectFreeCall is effectFreeTo for a call.
func effectFreeCall(p *code.Package, call *ast.CallExpr, depth int) bool {
	for _, arg := range call.Args {
		if !effectFreeTo(p, arg, depth) {
			return false
		}
	}
	if tv := p.Info.Types[call.Fun]; tv.IsType() {
		return true
	}
	if b, ok := p.ObjectOf(call.Fun).(*types.Builtin); ok {
		return b.Name() == "len" || b.Name() == "cap"
	}
	if x, ok := doneReceiver(p, call); ok {
		return effectFreeTo(p, x, depth)
	}
	return isAccessor(p, call, depth)
}

// doneReceiver returns x of x.Done(), if x is a context.Context.
func doneReceiver(p *code.Package, call *ast.CallExpr) (ast.Expr, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Done" || len(call.Args) != 0 {
		return nil, false
	}
	fn := p.StaticCallee(call)
	return sel.X, fn != nil && code.Qualified(fn) == "context.Context.Done"
}

// isAccessor reports whether call calls a function of this package whose body is one return of an expression that is
// free of effects.
func isAccessor(p *code.Package, call *ast.CallExpr, depth int) bool {
	fn := p.StaticCallee(call)
	if fn == nil || depth == 0 {
		return false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil && !effectFreeTo(p, sel.X, depth) {
		return false
	}
	decl := p.FuncDecl(fn)
	if decl == nil || decl.Body == nil || len(decl.Body.List) != 1 {
		return false
	}
	ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
	return ok && len(ret.Results) == 1 && effectFreeTo(p, ret.Results[0], depth-1)
}

// Immutable reports whether no call can change what e yields: it is a constant, nil, a local variable that only the
// function which declares it sets, or Done() of such a variable. A field, s.timeout, is not.
func Immutable(p *code.Package, e ast.Expr) bool {
	if tv, ok := p.Info.Types[e]; ok && tv.Value != nil {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj := p.ObjectOf(e)
		return p.IsNil(e) || code.IsLocal(obj) && !p.MutableElsewhere(obj) && !setOutside(p, e, obj)
	case *ast.CallExpr:
		x, ok := doneReceiver(p, e)
		return ok && Immutable(p, x)
	}
	return false
}

// setOutside reports whether the mention id of the variable obj stands in a function literal that obj is not declared
// in, and obj is set again somewhere: while the literal runs, the function around it may do that.
func setOutside(p *code.Package, id *ast.Ident, obj types.Object) bool {
	if !p.SetAgain(obj) {
		return false
	}
	cur, ok := p.Root.FindNode(id)
	return !ok || IsCapture(cur, obj)
}
