package rules

import (
	"go/ast"
	"go/types"
	"strings"
)

// mayHold reports whether the value of e may hold a context.
func (p *Package) mayHold(e ast.Expr) bool {
	tv, ok := p.Info.Types[e]
	if id, isIdent := e.(*ast.Ident); isIdent {
		if obj := p.objectOf(id); obj != nil {
			return p.variableMayHold(obj)
		}
	}
	return !ok || p.typeMayHold(tv.Type)
}

// variableMayHold reports whether the variable obj may hold a context. One of unknown type goes by its name: errors are never asked for theirs.
func (p *Package) variableMayHold(obj types.Object) bool {
	return !p.isError(obj) && p.typeMayHold(obj.Type())
}

// isError reports whether the variable obj is an error; one of unknown type is, if it goes by such a name.
func (p *Package) isError(obj types.Object) bool {
	t := obj.Type()
	if t == nil || t == types.Typ[types.Invalid] {
		name := strings.ToLower(obj.Name())
		return strings.HasPrefix(name, "err") || strings.HasSuffix(name, "err")
	}
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// resultMayHold reports whether result i of call may hold a context.
func (p *Package) resultMayHold(call *ast.CallExpr, i int) bool {
	switch t := p.Info.Types[call].Type.(type) {
	case *types.Tuple:
		return i >= t.Len() || p.typeMayHold(t.At(i).Type())
	case nil:
		return true
	default:
		return p.typeMayHold(t)
	}
}

// typeMayHold reports whether a value of type t may hold a context, as far as types tell.
func (p *Package) typeMayHold(t types.Type) bool { return p.holdsWithin(t, 10) }

// holdsWithin looks no deeper than so many types that consist of others.
//
// An error may hold a context, as *url.Error does the error of one, but nobody waits for it or asks whether it is done. Structs and interfaces
// of other packages may hold what cannot be seen, apart from some that are known.
func (p *Package) holdsWithin(t types.Type, depth int) bool {
	if t == nil || depth == 0 {
		return true
	}
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		obj := named.Obj()
		if obj.Pkg() == nil && obj.Name() == "error" {
			return false
		}
		if obj.Pkg() != nil && obj.Pkg() != p.Types {
			if plainTypes[obj.Pkg().Path()+"."+obj.Name()] {
				return false
			}
			switch named.Underlying().(type) {
			case *types.Struct, *types.Interface:
				return true
			}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		p.looked = p.looked || u.Kind() == types.Invalid // it may be declared in a file that an excerpt leaves out
		return u.Kind() == types.Invalid || u.Kind() == types.UnsafePointer
	case *types.Pointer:
		return p.holdsWithin(u.Elem(), depth-1)
	case *types.Slice:
		return p.holdsWithin(u.Elem(), depth-1)
	case *types.Array:
		return p.holdsWithin(u.Elem(), depth-1)
	case *types.Map:
		return p.holdsWithin(u.Key(), depth-1) || p.holdsWithin(u.Elem(), depth-1)
	case *types.Struct:
		for f := range u.Fields() {
			if p.holdsWithin(f.Type(), depth-1) {
				return true
			}
		}
		return false
	case *types.Tuple:
		return u.Len() > 0
	}
	return true
}

// plainTypes are types of the standard library that hold no context, or keep it to themselves.
var plainTypes = map[string]bool{
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

	// To call it shows nobody what became of the context.
	"context.CancelFunc":      true,
	"context.CancelCauseFunc": true,
}
