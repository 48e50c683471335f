package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// simple reports whether evaluating e does nothing but read: identifiers, selectors, index expressions, constants, arithmetic,
// conversions, len and cap, composite literals, Done() of a context, which returns the same channel each time (documentation of
// context.Context), and functions of this package whose whole body is to return something simple.
func (p *Package) simple(e ast.Expr) bool { return p.simpleTo(e, 3) }

func (p *Package) simpleTo(e ast.Expr, depth int) bool {
	if tv, ok := p.Info.Types[e]; ok && (tv.Value != nil || tv.IsType()) {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return p.simpleTo(e.X, depth)
	case *ast.StarExpr:
		return p.simpleTo(e.X, depth)
	case *ast.IndexExpr:
		return p.simpleTo(e.X, depth) && p.simpleTo(e.Index, depth)
	case *ast.BinaryExpr:
		return p.simpleTo(e.X, depth) && p.simpleTo(e.Y, depth)
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && p.simpleTo(e.X, depth)
	case *ast.CompositeLit:
		return !slices.ContainsFunc(e.Elts, func(x ast.Expr) bool {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				return !p.simpleTo(kv.Value, depth) || p.Info.Types[kv.Key].Value == nil && !isIdent(kv.Key)
			}
			return !p.simpleTo(x, depth)
		})
	case *ast.CallExpr:
		return p.simpleCall(e, depth)
	}
	return false
}

func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

func (p *Package) simpleCall(call *ast.CallExpr, depth int) bool {
	for _, arg := range call.Args {
		if !p.simpleTo(arg, depth) {
			return false
		}
	}
	if tv := p.Info.Types[call.Fun]; tv.IsType() {
		return true
	}
	if b, ok := p.objectOf(call.Fun).(*types.Builtin); ok {
		return b.Name() == "len" || b.Name() == "cap"
	}
	if x, ok := p.doneReceiver(call); ok {
		return p.simpleTo(x, depth)
	}
	return p.accessor(call, depth)
}

// doneReceiver returns x of x.Done(), if x is a context.Context.
func (p *Package) doneReceiver(call *ast.CallExpr) (ast.Expr, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Done" || len(call.Args) != 0 {
		return nil, false
	}
	fn := p.method(call)
	return sel.X, fn != nil && qualified(fn) == "context.Context.Done"
}

// accessor reports whether call calls a function of this package that only returns something simple.
func (p *Package) accessor(call *ast.CallExpr, depth int) bool {
	fn := p.method(call)
	if fn == nil || depth == 0 {
		return false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil && !p.simpleTo(sel.X, depth) {
		return false
	}
	decl := p.funcDecl(fn)
	if decl == nil || decl.Body == nil || len(decl.Body.List) != 1 {
		return false
	}
	ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
	return ok && len(ret.Results) == 1 && p.simpleTo(ret.Results[0], depth-1)
}

// fixed reports whether no call can change what e yields: a constant, a local variable that is assigned only where we see
// it, or Done() of one.
func (p *Package) fixed(e ast.Expr) bool {
	if tv, ok := p.Info.Types[e]; ok && tv.Value != nil {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj := p.objectOf(e)
		return p.isNil(e) || isLocal(obj) && !p.mutableElsewhere(obj)
	case *ast.CallExpr:
		x, ok := p.doneReceiver(e)
		return ok && p.fixed(x)
	}
	return false
}

// hasCall reports whether evaluating e calls anything but conversions, len and cap.
func (p *Package) hasCall(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			_, builtin := p.objectOf(call.Fun).(*types.Builtin)
			if !p.Info.Types[call.Fun].IsType() && !builtin {
				yes = true
			}
		}
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.ARROW {
			yes = true
		}
		return !yes
	})
	return yes
}

// hasFuncLit reports whether e contains a function literal.
func hasFuncLit(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			yes = true
		}
		return !yes
	})
	return yes
}
