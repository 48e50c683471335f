// Package code is a package of Go as the rules may see it: its syntax and types, who declares, mentions and sets what, and the
// questions about one expression or statement that need no more than that.
package code

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A Package is what the rules share about one package: syntax, types, where the functions
// and methods they care about are mentioned, and the control flow of its functions.
type Package struct {
	Fset  *token.FileSet
	Types *types.Package
	Info  *types.Info
	// Mentioning returns the files of the package that contain an identifier, parsed whole and without types. It is nil
	// where the package is complete as it is; a loader that leaves out what seems to matter to no rule must set it.
	Mentioning func(name string) []inspector.Cursor
	// Excerpt says that the loader left out the files and function bodies that seemed to matter to no rule. See Pass.NeedWhole.
	Excerpt bool

	// Elsewhere returns the functions, as "run" and "server.run", that other files of the package declare, which a driver left out because they are for
	// other systems: what such a function does is not known. It is nil where the files of all systems are here.
	Elsewhere func() map[string]bool

	Root       inspector.Cursor
	Calls      []inspector.Cursor            // every call, in source order
	Ifs        []inspector.Cursor            // every if statement
	refs       map[string][]inspector.Cursor // mentions by qualified name, in source order
	mutable    map[types.Object]bool         // variables that change behind their function's back
	Funcs      map[*types.Func]*ast.FuncDecl
	byName     map[string][]inspector.Cursor // function declarations by declName; see declsOf
	Incomplete bool                          // an answer hangs on functions or types of the package that an excerpt may not have
	memos      map[any]any                   // by *Memo[T], of type T

	Trail *Trail // of the rule at work; nil: nobody asks why
}

// NewPackage indexes the files of the type-checked package pkg. The check may have been lenient:
// a name that info does not resolve is not one of ours. A rule needs Types, Defs and Uses of info.
func NewPackage(fset *token.FileSet, pkg *types.Package, info *types.Info, files *inspector.Inspector) *Package {
	p := &Package{
		Fset:    fset,
		Types:   pkg,
		Info:    info,
		Root:    files.Root(),
		refs:    map[string][]inspector.Cursor{},
		mutable: map[types.Object]bool{},
		Funcs:   map[*types.Func]*ast.FuncDecl{},
		memos:   map[any]any{},
	}
	p.index()
	return p
}
