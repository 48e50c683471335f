package differential

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"sync"
)

// A checker tells which programs compile, without the compiler: each is a file that needs no other but contextWorld.
type checker struct {
	mu    sync.Mutex
	fset  *token.FileSet
	std   types.Importer
	env   *types.Package
	world *ast.File // of the package of programs
}

// newChecker returns a checker for programs whose world is in template.
func newChecker(template string) (*checker, error) {
	c := &checker{fset: token.NewFileSet()}
	c.std = importer.ForCompiler(c.fset, "gc", nil)
	files, err := filepath.Glob(filepath.Join(template, "env", "*.go"))
	if err != nil {
		return nil, err
	}
	var parsed []*ast.File
	for _, file := range files {
		f, err := parser.ParseFile(c.fset, file, nil, 0)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
	}
	if c.world, err = parser.ParseFile(c.fset, "world.go", contextWorld, 0); err != nil {
		return nil, err
	}
	c.env, err = (&types.Config{Importer: c}).Check("example.com/differential/env", c.fset, parsed, nil)
	return c, err
}

// Import implements types.Importer.
func (c *checker) Import(path string) (*types.Package, error) {
	if path == "example.com/differential/env" {
		return c.env, nil
	}
	return c.std.Import(path)
}

// check returns what is wrong with a program.
func (c *checker) check(src string) error {
	_, _, err := c.typed(src, nil)
	return err
}

// typed returns a program as the package it makes, and fills info, which may be nil.
func (c *checker) typed(src string, info *types.Info) (*ast.File, *types.Package, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f, err := parser.ParseFile(c.fset, "program.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	pkg, err := (&types.Config{Importer: c}).Check("original", c.fset, []*ast.File{f, c.world}, info)
	return f, pkg, err
}
