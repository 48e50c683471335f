package load

import (
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"unicode"
)

// The declarations of the standard library that rules ask about, as Go files without bodies.
// TestStubs compares them with the real ones.
//
//go:embed std
var stubFiles embed.FS

// stubPaths are the packages under std, each after those it imports.
var stubPaths = []string{
	"errors", "io", "sync", "runtime", "time", "context", "fmt", "os", "os/signal", "log", "testing",
	"golang.org/x/net/context",
}

// stubs holds the checked stub packages. They are complete and so may be shared between checkers.
var stubs = sync.OnceValue(func() map[string]*types.Package {
	known := stubMap{}
	for _, path := range stubPaths {
		src, err := stubFiles.ReadFile("std/" + path + ".go.txt")
		if err != nil {
			panic(err) // they are part of the program
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, src, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		conf := types.Config{Importer: known, IgnoreFuncBodies: true}
		if known[path], err = conf.Check(path, fset, []*ast.File{f}, nil); err != nil {
			panic(err)
		}
	}
	return known
})

// A stubMap imports the stubs checked so far.
type stubMap map[string]*types.Package

func (m stubMap) Import(path string) (*types.Package, error) {
	if p := m[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("import %s: no stub before this one", path)
}

// A stubImporter knows the stubs; any other package is empty.
type stubImporter struct{}

func (stubImporter) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := stubs()[path]; p != nil {
		return p, nil
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
