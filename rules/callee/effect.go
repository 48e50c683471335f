// Package callee knows what functions of other packages do with an argument that is a context, or holds one. It is a
// table of contracts, library.go: each entry has an [Effect], and says where the contract is written. What is not in
// the table is not known.
package callee

import (
	"go/ast"
	"strings"

	"unleak/rules/code"
)

// An Effect is what a function of another package does with an argument that is a context, or holds one.
type Effect int

const (
	Borrow  Effect = iota // uses it during the call only; what the call returns does not depend on it
	Derive                // returns something that depends on it, or is it
	Keep                  // keeps it, or hands it to something that outlives the call
	Start                 // starts something that uses it, until the method Wait of the receiver returns
	Join                  // starts a goroutine that uses it, until the method Wait of the receiver returns
	Subtest               // runs it as a subtest, which may be a parallel one and outlive the call
	Respond               // returns a response that depends on it until its body is closed
	Query                 // returns rows that depend on it until they are read to their end, or closed
	Begin                 // returns something open that depends on it: when the context ends, that is undone
)

// EffectOf returns the effect of call on its argument i, or on its receiver where i is [Receiver]. It returns false
// if the table does not tell. For exec.CommandContext(ctx, "ls"), the effect on argument 0 is Derive; that on
// argument 1 is not known.
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

// LibraryName returns the name by which the table knows the function of another package that call calls,
// "net/http.Get" or "database/sql.DB.Conn", and whether it is called as a method. All types of package testing have
// the name "testing.T" there. The name is empty for functions of this package, and for what is not known. Of a
// package that could not be loaded it may be that of a function there, by the import path.
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

// ContextPath returns name, a qualified name or an import path, with the old path of package context replaced by the
// new one: the functions and types of the two are the same since Go 1.9.
func ContextPath(name string) string {
	return strings.Replace(name, "golang.org/x/net/context", "context", 1)
}

// Receiver stands for the receiver of a method where the index of an argument is asked for.
const Receiver = -1
