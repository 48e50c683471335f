package code

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// ConstString returns the value of e, if it is a constant string, or "".
func (p *Package) ConstString(e ast.Expr) string {
	if v := p.Info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return ""
}

// CallsBuiltin reports whether call calls the function of the language called name.
func (p *Package) CallsBuiltin(call *ast.CallExpr, name string) bool {
	b, ok := p.ObjectOf(call.Fun).(*types.Builtin)
	return ok && b.Name() == name
}

// IsError reports whether the variable obj is an error; one of unknown type is, if it goes by such a name.
func (p *Package) IsError(obj types.Object) bool {
	t := obj.Type()
	if t == nil || t == types.Typ[types.Invalid] {
		name := strings.ToLower(obj.Name())
		return strings.HasPrefix(name, "err") || strings.HasSuffix(name, "err")
	}
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// interesting are the packages whose functions and methods the rules ask for by name.
// golang.org/x/net/context is an alias of context since Go 1.9, and a context all the same.
var interesting = map[string]string{
	"time":                     "time",
	"context":                  "context",
	"golang.org/x/net/context": "context",
	"os/signal":                "signal",
}

// Qualified names a function or method of an interesting package, as "time.After" or
// "time.Timer.Reset"; it is empty for all others.
func Qualified(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	pkg := interesting[fn.Pkg().Path()]
	if pkg == "" {
		return ""
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return pkg + "." + fn.Name()
	}
	if named := NamedType(recv.Type()); named != nil {
		return pkg + "." + named.Obj().Name() + "." + fn.Name()
	}
	return ""
}

// NamedType returns the named type t is or points to, or nil.
func NamedType(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// CalleeName names the package-level function that call calls, as "errors.New", by the import
// path's last element; empty for methods and unresolved calls.
func (p *Package) CalleeName(call *ast.CallExpr) string {
	switch fun := uninstantiated(call.Fun).(type) {
	case *ast.Ident:
		if fn, ok := p.Info.Uses[fun].(*types.Func); ok && fn.Pkg() != nil && fn.Signature().Recv() == nil {
			return fn.Pkg().Path() + "." + fn.Name()
		}
	case *ast.SelectorExpr:
		// The package may be one the lenient check knows nothing about, so ask for the import only.
		if id, ok := fun.X.(*ast.Ident); ok {
			if pkg, ok := p.Info.Uses[id].(*types.PkgName); ok {
				return pkg.Imported().Path() + "." + fun.Sel.Name
			}
		}
	}
	return ""
}

// uninstantiated strips parentheses and type arguments from fun.
func uninstantiated(fun ast.Expr) ast.Expr {
	switch x := ast.Unparen(fun).(type) {
	case *ast.IndexExpr:
		return ast.Unparen(x.X)
	case *ast.IndexListExpr:
		return ast.Unparen(x.X)
	default:
		return x
	}
}

// ObjectOf returns what the identifier e denotes, or nil.
func (p *Package) ObjectOf(e ast.Expr) types.Object {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		return p.Info.ObjectOf(id)
	}
	return nil
}

// IsLocal reports whether obj is a variable of a function.
func IsLocal(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && !v.IsField() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope()
}

// IsNil reports whether e is the predeclared nil.
func (p *Package) IsNil(e ast.Expr) bool {
	_, ok := p.ObjectOf(e).(*types.Nil)
	return ok
}

// StaticCallee returns the function or method that call calls statically, or nil.
func (p *Package) StaticCallee(call *ast.CallExpr) *types.Func {
	var id *ast.Ident
	switch fun := uninstantiated(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return nil
	}
	fn, _ := p.Info.Uses[id].(*types.Func)
	return fn
}
