package code

import (
	"go/ast"
	"go/constant"
	"go/types"
)

// IsChannelField reports whether e is the channel of a timer or ticker: t.C.
func (p *Package) IsChannelField(e *ast.SelectorExpr) bool {
	c, ok := p.Info.Uses[e.Sel].(*types.Var)
	return ok && c.Name() == "C" && c.IsField() && c.Pkg() != nil && c.Pkg().Path() == "time"
}

// YieldsTimerChannel reports whether call returns the channel of a timer or ticker.
func (p *Package) YieldsTimerChannel(call *ast.CallExpr) bool {
	name := p.CalleeName(call)
	return name == "time.After" || name == "time.Tick"
}

// IsChan reports whether e is a channel, as far as its type is known.
func (p *Package) IsChan(e ast.Expr) bool {
	t := p.Info.Types[e].Type
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// IsTimerMethod reports whether call calls the method called name of a time.Timer.
func (p *Package) IsTimerMethod(call *ast.CallExpr, name string) bool {
	fn := p.StaticCallee(call)
	return fn != nil && Qualified(fn) == "time.Timer."+name
}

// NotPositive reports whether the first argument of call is a constant ≤ 0.
func (p *Package) NotPositive(call *ast.CallExpr) bool {
	if call == nil || len(call.Args) == 0 {
		return false
	}
	v := p.Info.Types[call.Args[0]].Value
	return v != nil && (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) <= 0
}
