// Package callee knows what functions of other packages do with what they get: a table of contracts, each with its source.
package callee

import (
	"go/ast"
	"strings"

	"unleak/rules/code"
)

// An Effect is what a function of a library does with an argument that is a context, or holds one.
type Effect int

const (
	Borrow  Effect = iota // uses it during the call only; what it returns does not depend on it
	Derive                // returns something that depends on it
	Keep                  // keeps it, or has something outside keep it
	Start                 // starts something that uses it, which Wait waits for
	Join                  // starts a goroutine with it, which Wait waits for
	Subtest               // runs it as a subtest, which may be a parallel one
	Respond               // derives a response, whose body is to be closed
	Query                 // derives rows, which are to be read to their end, or closed
	Begin                 // derives, and what it returns is still changed when its context ends
)

// EffectOf returns what the function that call calls does with argument i, or its receiver, if that function is one of
// a library that is known.
func EffectOf(p *code.Package, call *ast.CallExpr, i int) (Effect, bool) {
	name, method := LibraryName(p, call)
	if name == "" {
		return Borrow, false
	}
	if i == Receiver && method {
		if what, ok := library.receivers[name]; ok {
			return what, true
		}
		pkg := name[:strings.LastIndexByte(name[:strings.LastIndexByte(name, '.')], '.')]
		return Derive, nonRetaining[pkg]
	}
	if what, ok := library.first[name]; ok && i == 0 {
		return what, true
	}
	what, ok := library.any[name]
	return what, ok
}

// LibraryName names the function of another package that call calls: "net/http.Get", "database/sql.DB.Conn". The methods of package testing go by
// "testing.T", whatever the type. It is empty for others.
func LibraryName(p *code.Package, call *ast.CallExpr) (name string, method bool) {
	fn := p.StaticCallee(call)
	if fn == nil {
		return ContextPath(p.CalleeName(call)), false
	}
	if fn.Pkg() == nil || fn.Pkg() == p.Types {
		return "", false
	}
	path := ContextPath(fn.Pkg().Path())
	recv := fn.Signature().Recv()
	if recv == nil {
		return path + "." + fn.Name(), false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && p.Info.Types[sel.X].IsType() {
		return "", false // a method expression: the receiver is an argument
	}
	if path == "testing" {
		return "testing.T." + fn.Name(), true
	}
	named := code.NamedType(recv.Type())
	if named == nil {
		return "", false
	}
	return path + "." + named.Obj().Name() + "." + fn.Name(), true
}

// ContextPath writes the old path of package context as the new one: its functions and types are the same since Go 1.9.
func ContextPath(name string) string {
	return strings.Replace(name, "golang.org/x/net/context", "context", 1)
}

// Receiver is the index of the receiver of a method among its arguments.
const Receiver = -1
