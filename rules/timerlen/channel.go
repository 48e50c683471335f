package timerlen

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/value"
)

// isTimerChannel reports whether e yields the channel of a timer or ticker: t.C, a call, or a local variable or field
// of this package that is only ever set to one, or to nil. The variables in seen are being asked about.
func isTimerChannel(p *code.Package, cur inspector.Cursor, e ast.Expr, seen []types.Object) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if p.IsChannelField(e) {
			return true
		}
		if value.FieldBinding(p, e.Sel).Kind != value.BoundField {
			return false
		}
		return holdsTimerChannel(p, p.Root, p.Info.Uses[e.Sel], seen)
	case *ast.CallExpr:
		return p.YieldsTimerChannel(e)
	case *ast.Ident:
		obj := p.ObjectOf(e)
		if !code.IsLocal(obj) {
			return false // others of the package, or its users, may set it
		}
		return holdsTimerChannel(p, p.OutermostDecl(cur), obj, seen)
	}
	return false
}

// holdsTimerChannel reports whether all that obj, a variable or field, is set to in scope are channels of timers, or
// nil, and one is.
func holdsTimerChannel(p *code.Package, scope inspector.Cursor, obj types.Object, seen []types.Object) bool {
	for _, s := range seen {
		if s == obj {
			return false // a circle: somewhere else there has to be a channel to begin with
		}
	}
	if !isTimeChannel(obj.Type()) {
		return false // which spares nearly all variables the search
	}
	sets, ok := p.SettersOf(scope, obj)
	if !ok {
		return false
	}
	some := false
	for _, s := range sets {
		if p.IsNil(s.Value) {
			continue
		}
		if !isTimerChannel(p, s.At, s.Value, append(seen[:len(seen):len(seen)], obj)) {
			return false
		}
		some = true
	}
	if v := obj.(*types.Var); some && v.IsField() && p.Mentioning != nil {
		// A part of the package that is not here may set it, or another field of that name.
		return p.CountSettersNamed(obj.Name()) == len(sets)
	}
	return some
}

// isTimeChannel reports whether t is the type of a timer's channel, or one it can be assigned to.
func isTimeChannel(t types.Type) bool {
	if t == nil {
		return false
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	named, ok := types.Unalias(c.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Time" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}
