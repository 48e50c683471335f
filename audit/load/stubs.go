package load

import (
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"strings"
	"sync"
	"unicode"
)

// The declarations of the standard library that rules ask about, as Go files without bodies.
// TestStubs compares them with the real ones.
//
//go:embed std
var stubFiles embed.FS

// A stubMap holds, by import path, a function for each stub that parses and checks it when it is first called: a package
// that nobody imports costs nothing. The checked packages are complete and so may be shared between checkers.
type stubMap map[string]func() *types.Package

var stubs = sync.OnceValue(newStubs)

func newStubs() stubMap {
	known := stubMap{}
	err := fs.WalkDir(stubFiles, "std", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			path := strings.TrimSuffix(strings.TrimPrefix(name, "std/"), ".go.txt")
			known[path] = sync.OnceValue(func() *types.Package { return known.check(path, name) })
		}
		return err
	})
	if err != nil {
		panic(err) // they are part of the program
	}
	return known
}

// check parses and checks the stub of a package. TestStubs does so for all of them: none can be wrong in the program.
func (m stubMap) check(path, name string) *types.Package {
	src, err := stubFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, path, src, parser.SkipObjectResolution)
	if err != nil {
		panic(err)
	}
	conf := types.Config{Importer: m, IgnoreFuncBodies: true}
	p, err := conf.Check(path, fset, []*ast.File{f}, nil)
	if err != nil {
		panic(err)
	}
	return p
}

// Import imports a stub for another one.
func (m stubMap) Import(path string) (*types.Package, error) {
	if stub := m[path]; stub != nil {
		return stub(), nil
	}
	return nil, fmt.Errorf("import %s: no stub", path)
}

// A stubImporter knows the stubs; any other package is empty.
type stubImporter struct{}

func (stubImporter) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if stub := stubs()[path]; stub != nil {
		return stub(), nil
	}
	p := types.NewPackage(path, guessName(path))
	p.MarkComplete()
	// A package that comes with an error is used all the same, and the checker then does not
	// make up an error for everything in it (importPackage in go/types/resolver.go).
	return p, errUnknown
}

var errUnknown = errors.New("not known")

// guessName guesses the name of a package from its import path, as goimports does
// (ImportPathToAssumedName in golang.org/x/tools/internal/imports): the last element that is not a
// major version, without a leading go-, up to the first character that no identifier has.
func guessName(path string) string {
	elems := strings.Split(strings.TrimRight(path, "/"), "/")
	name := elems[len(elems)-1]
	if len(elems) > 1 && isMajor(name) {
		name = elems[len(elems)-2]
	}
	name = strings.TrimPrefix(name, "go-")
	other := func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	if i := strings.IndexFunc(name, other); i >= 0 {
		name = name[:i]
	}
	if name == "" || !token.IsIdentifier(name) {
		return "_" // a name that no file can mean
	}
	return name
}

// isMajor reports whether an element of an import path is a major version, as v2.
func isMajor(elem string) bool {
	digits, ok := strings.CutPrefix(elem, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}
