package code

import (
	"go/ast"
	"go/types"
	"strings"
)

// A Ref is a variable, or a field reached from one by selectors: t, s.timer, s.cfg.idle.
type Ref struct {
	Obj  types.Object
	Path string // as ".timer"; empty for the variable itself
}

// RefTo returns the reference to a variable itself.
func RefTo(obj types.Object) Ref { return Ref{Obj: obj} }

// Channel is the field C of r: the channel of a timer or ticker.
func (r Ref) Channel() Ref { return Ref{r.Obj, r.Path + ".C"} }

// Name returns the last name in r: "timer" for s.timer, "t" for t.
func (r Ref) Name() string {
	if dot := strings.LastIndexByte(r.Path, '.'); dot >= 0 {
		return r.Path[dot+1:]
	}
	return r.Obj.Name()
}

// RefOf returns what e refers to, if it is a variable or a chain of selectors on one. Parentheses and dereferences on
// the way do not count: (*s).timer is s.timer.
func (p *Package) RefOf(e ast.Expr) (Ref, bool) {
	path := ""
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			path = "." + x.Sel.Name + path
			e = x.X
		case *ast.Ident:
			obj, ok := p.ObjectOf(x).(*types.Var)
			return Ref{obj, path}, ok
		default:
			return Ref{}, false
		}
	}
}

// Field returns the last field of r, or "" for a plain variable.
func (r Ref) Field() string { return r.Path[strings.LastIndexByte(r.Path, '.')+1:] }

// Parent is what r is a field of; the zero Ref for a variable.
func (r Ref) Parent() Ref {
	if i := strings.LastIndexByte(r.Path, '.'); i >= 0 {
		return Ref{r.Obj, r.Path[:i]}
	}
	return Ref{}
}

// MethodOn returns the receiver of call if it calls a method called name on a variable or field.
func (p *Package) MethodOn(call *ast.CallExpr, name string) (Ref, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return Ref{}, false
	}
	return p.RefOf(sel.X)
}
