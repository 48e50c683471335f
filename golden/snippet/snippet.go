// Package snippet makes packages of small texts, for tests that ask a room of the rules one question.
package snippet

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
	"testing"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// std has the types of the standard library, which the tests of a package share.
var std = sync.OnceValue(func() types.Importer { return importer.ForCompiler(token.NewFileSet(), "gc", nil) })

// Package type-checks src, a file. Variables that nothing uses, and missing returns, are no errors here.
func Package(t testing.TB, src string) *code.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
	}
	conf := types.Config{Importer: std(), Error: func(error) {}}
	pkg, _ := conf.Check("p", fset, []*ast.File{file}, info)
	return code.NewPackage(fset, pkg, info, inspector.New([]*ast.File{file}))
}

// Func returns the declaration of a function of p.
func Func(t testing.TB, p *code.Package, name string) inspector.Cursor {
	t.Helper()
	for decl := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
		if decl.Node().(*ast.FuncDecl).Name.Name == name {
			return decl
		}
	}
	t.Fatalf("no function %s", name)
	return inspector.Cursor{}
}
