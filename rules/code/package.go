// Package code is a package of Go as the rules may see it: its syntax and types, who declares, mentions and sets
// what, and the questions about one expression or statement that need no more than that.
package code

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A Package is what the rules share about one package: syntax, types, and an index of what they look up. It is for one
// goroutine at a time.
type Package struct {
	Fset  *token.FileSet
	Types *types.Package
	Info  *types.Info      // at least Types, Defs and Uses; what a lenient check did not resolve is missing
	Root  inspector.Cursor // above all files

	// Mentioning returns the files of the package that contain an identifier, parsed whole and without types. It is
	// nil where the package is complete as it is; a loader that leaves out what seems to matter to no rule must set
	// it.
	Mentioning func(name string) []inspector.Cursor
	// Excerpt says that the loader left out the files and function bodies that seemed to matter to no rule. See
	// Pass.NeedWhole of package rule.
	Excerpt bool
	// Incomplete is set by a room when an answer hangs on functions or types of the package that an excerpt may not
	// have.
	Incomplete bool
	// Elsewhere returns the functions, named as by [DeclName], that other files of the package declare, which a driver
	// left out because they are for other systems: what such a function does is not known. It is nil where the files
	// of all systems are here.
	Elsewhere func() map[string]bool

	Calls []inspector.Cursor            // every call, in source order
	Ifs   []inspector.Cursor            // every if statement, in source order
	Funcs map[*types.Func]*ast.FuncDecl // every function and method that the files declare

	refs     map[string][]inspector.Cursor // mentions by qualified name: see References
	mutable  map[types.Object]bool         // variables that change behind their function's back: see MutableElsewhere
	setAgain map[types.Object]bool         // variables that are set after their declaration: see SetAgain
	byName   map[string][]inspector.Cursor // function declarations, made when first asked for: see DeclsNamed
	memos    map[any]any                   // what the rooms know: by *Memo[T], of type T

	Trail *Trail // of the rule at work; nil: nobody asks why
}

// NewPackage indexes the files of the type-checked package pkg. The check may have been lenient: a name that info
// does not resolve is not one that the rules look for. The rules need Types, Defs and Uses of info.
func NewPackage(fset *token.FileSet, pkg *types.Package, info *types.Info, files *inspector.Inspector) *Package {
	p := &Package{
		Fset:     fset,
		Types:    pkg,
		Info:     info,
		Root:     files.Root(),
		refs:     map[string][]inspector.Cursor{},
		mutable:  map[types.Object]bool{},
		setAgain: map[types.Object]bool{},
		Funcs:    map[*types.Func]*ast.FuncDecl{},
		memos:    map[any]any{},
	}
	p.index()
	return p
}
