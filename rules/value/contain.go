package value

import (
	"go/ast"
	"go/types"

	"unleak/rules/code"
)

// mayContainContext reports whether the value of e may hold a context. What has no type may.
func mayContainContext(p *code.Package, e ast.Expr) bool {
	tv, ok := p.Info.Types[e]
	if id, isIdent := e.(*ast.Ident); isIdent {
		if obj := p.ObjectOf(id); obj != nil {
			return variableMayContainContext(p, obj)
		}
	}
	return !ok || typeMayContainContext(p, tv.Type)
}

// variableMayContainContext reports whether the variable obj may hold a context that matters. An error does not: see
// [containsWithin]. A variable of unknown type counts as an error if it has the name of one.
func variableMayContainContext(p *code.Package, obj types.Object) bool {
	return !p.IsError(obj) && typeMayContainContext(p, obj.Type())
}

// resultMayContainContext reports whether result i of call may hold a context, as far as types tell.
func resultMayContainContext(p *code.Package, call *ast.CallExpr, i int) bool {
	switch t := p.Info.Types[call].Type.(type) {
	case *types.Tuple:
		return i >= t.Len() || typeMayContainContext(p, t.At(i).Type())
	case nil:
		return true
	default:
		return typeMayContainContext(p, t)
	}
}

// typeMayContainContext reports whether a value of type t may hold a context, as far as types tell.
func typeMayContainContext(p *code.Package, t types.Type) bool { return containsWithin(p, t, 10) }

// containsWithin reports whether a value of type t may hold a context. It descends into the types that t consists of,
// depth levels of them, and says yes to what lies deeper.
//
// An error may hold a context, or an error that one gave, as *url.Error does. But nobody waits for the context of an
// error, or asks it whether it is done, so that it does not matter here. Structs and interfaces of other packages may
// hold what cannot be seen; [contextFree] lists those that do not.
func containsWithin(p *code.Package, t types.Type, depth int) bool {
	if t == nil || depth == 0 {
		return true
	}
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		if may, known := namedMayContainContext(p, named); known {
			return may
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		p.Incomplete = p.Incomplete || u.Kind() == types.Invalid // it may be declared in a file that an excerpt leaves out
		return u.Kind() == types.Invalid || u.Kind() == types.UnsafePointer
	case *types.Pointer:
		return containsWithin(p, u.Elem(), depth-1)
	case *types.Slice:
		return containsWithin(p, u.Elem(), depth-1)
	case *types.Array:
		return containsWithin(p, u.Elem(), depth-1)
	case *types.Map:
		return containsWithin(p, u.Key(), depth-1) || containsWithin(p, u.Elem(), depth-1)
	case *types.Struct:
		for f := range u.Fields() {
			if containsWithin(p, f.Type(), depth-1) {
				return true
			}
		}
		return false
	case *types.Tuple:
		return u.Len() > 0
	}
	return true
}

// namedMayContainContext reports whether a value of the type named may hold a context, where that can be told without
// a look inside: it is the type error, or a type of another package that holds none or is opaque.
func namedMayContainContext(p *code.Package, named *types.Named) (may, known bool) {
	obj := named.Obj()
	switch {
	case obj.Pkg() == nil:
		return false, obj.Name() == "error"
	case obj.Pkg() == p.Types:
		return false, false
	case contextFree[obj.Pkg().Path()+"."+obj.Name()]:
		return false, true
	}
	switch named.Underlying().(type) {
	case *types.Struct, *types.Interface:
		return true, true
	}
	return false, false
}

// contextFree lists types of the standard library that hold no context, or none that shows.
var contextFree = map[string]bool{
	"time.Time":           true,
	"time.Location":       true,
	"net/url.URL":         true,
	"net/url.Userinfo":    true,
	"net.IPNet":           true,
	"net.IPAddr":          true,
	"net.MX":              true,
	"net.NS":              true,
	"net.SRV":             true,
	"net/http.Cookie":     true,
	"database/sql.Result": true,
	"bytes.Buffer":        true,
	"strings.Builder":     true,
	"os.ProcessState":     true,
	"math/big.Int":        true,
	"sync.Mutex":          true,
	"sync.RWMutex":        true,
	"sync.WaitGroup":      true,
	"sync.Once":           true,

	// A cancel function holds the context that it cancels, but to call it shows nobody what became of that.
	"context.CancelFunc":      true,
	"context.CancelCauseFunc": true,
}
