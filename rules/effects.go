package rules

import (
	"go/ast"
	"strings"
)

// An effect is what a function of a library does with an argument that is a context, or holds one.
type effect int

const (
	effectBorrow  effect = iota // uses it during the call only; what it returns does not depend on it
	effectDerive                // returns something that depends on it
	effectKeep                  // keeps it, or has something outside keep it
	effectStart                 // starts something that uses it, which Wait waits for
	effectJoin                  // starts a goroutine with it, which Wait waits for
	effectSubtest               // runs it as a subtest, which may be a parallel one
	effectRespond               // derives a response, whose body is to be closed
	effectQuery                 // derives rows, which are to be read to their end, or closed
	effectBegin                 // derives, and what it returns is still changed when its context ends
)

// effectOf returns what the function that call calls does with argument i, or its receiver, if that function is one of
// a library that is known.
func (p *Package) effectOf(call *ast.CallExpr, i int) (effect, bool) {
	name, method := p.libraryName(call)
	if name == "" {
		return effectBorrow, false
	}
	if i == receiver && method {
		if what, ok := library.receivers[name]; ok {
			return what, true
		}
		pkg := name[:strings.LastIndexByte(name[:strings.LastIndexByte(name, '.')], '.')]
		return effectDerive, plainReceivers[pkg]
	}
	if what, ok := library.first[name]; ok && i == 0 {
		return what, true
	}
	what, ok := library.any[name]
	return what, ok
}

// libraryName names the function of another package that call calls: "net/http.Get", "database/sql.DB.Conn". The methods of package testing go by
// "testing.T", whatever the type. It is empty for others.
func (p *Package) libraryName(call *ast.CallExpr) (name string, method bool) {
	fn := p.method(call)
	if fn == nil {
		return contextPath(p.callee(call)), false
	}
	if fn.Pkg() == nil || fn.Pkg() == p.Types {
		return "", false
	}
	path := contextPath(fn.Pkg().Path())
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
	named := namedType(recv.Type())
	if named == nil {
		return "", false
	}
	return path + "." + named.Obj().Name() + "." + fn.Name(), true
}

// contextPath writes the old path of package context as the new one: its functions and types are the same since Go 1.9.
func contextPath(name string) string {
	return strings.Replace(name, "golang.org/x/net/context", "context", 1)
}
