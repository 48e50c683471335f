package apply

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"unleak/audit/load"
	"unleak/rewrite"
)

// verifyTypes leaves out of p the fixes after which a package has a type error that it did not have before, in any set of
// its files that some build takes. Files that remain are proved by their types. The check is the lenient one of package load:
// it knows a few packages, needs no go command, and does not mind errors that were there before.
func verifyTypes(ctx context.Context, root string, p *rewrite.Patch) error {
	changed := map[string]*rewrite.File{}
	var paths []string
	for _, f := range p.Changed() {
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		changed[path] = f
		paths = append(paths, path)
	}
	if len(paths) == 0 {
		return nil
	}
	// Given single files, load also takes in the rest of their packages. No interests: every function of them.
	tree, err := load.Scan(ctx, load.Config{Dir: root, Paths: paths})
	if err != nil {
		return fmt.Errorf("check types: %w", err)
	}
	var mu sync.Mutex
	checked := map[*rewrite.File]bool{}
	err = tree.Each(ctx, func(pkg *load.Package) {
		c := newChecker(ctx, pkg)
		for i, f := range pkg.Files {
			if file := changed[filepath.Join(tree.Root, filepath.FromSlash(f.Path))]; file != nil {
				c.changed[i] = file
			}
		}
		c.isolate()
		mu.Lock()
		defer mu.Unlock()
		for _, f := range c.changed {
			checked[f] = true
		}
	})
	if err := errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	for _, f := range p.Changed() {
		if checked[f] {
			f.Proof = rewrite.Proof{By: rewrite.Types}
		} else {
			rewrite.Isolate([]*rewrite.File{f}, func() string { return "its package could not be type-checked" })
		}
	}
	return nil
}

// A checker checks one package before and after its change.
type checker struct {
	pkg     *load.Package
	changed map[int]*rewrite.File // by index in pkg.Files
	known   importer
	sets    []fileSet
	before  []map[string]bool // texts of the errors of each set; nil until needed
	full    bool              // before was found in all functions, those of unchanged files included
	bare    map[int]*ast.File // unchanged files without the bodies of their functions
	ctx     context.Context   // done: say nothing any more
}

func newChecker(ctx context.Context, pkg *load.Package) *checker {
	c := &checker{pkg: pkg, changed: map[int]*rewrite.File{}, known: importer{}, bare: map[int]*ast.File{}, ctx: ctx}
	// The packages that load knows, as the first check of this package got them. The others are empty.
	for _, imp := range pkg.Types.Imports() {
		if len(imp.Scope().Names()) > 0 {
			c.known[imp.Path()] = imp
		}
	}
	var names []string
	var sources [][]byte
	for _, f := range pkg.Files {
		names = append(names, f.Path)
		sources = append(sources, f.Src)
	}
	c.sets = fileSets(names, sources)
	return c
}

// isolate leaves out the fixes that break the package.
func (c *checker) isolate() {
	var files []*rewrite.File
	for i := range c.pkg.Files {
		if f := c.changed[i]; f != nil {
			files = append(files, f)
		}
	}
	c.leaveOutTests()
	c.before = make([]map[string]bool, len(c.sets))
	rewrite.Isolate(files, c.fault)
}

// leaveOutTests takes the test files out of sets in which none of them changes: the other files are built without them, too. Sets that do not
// differ any more are one; a package whose tests have many tags would otherwise be checked for each combination of those.
func (c *checker) leaveOutTests() {
	isTest := func(i int) bool { return strings.HasSuffix(c.pkg.Files[i].Path, "_test.go") }
	var sets []fileSet
	for _, set := range c.sets {
		if !slices.ContainsFunc(set.files, func(i int) bool { return c.changed[i] != nil && isTest(i) }) {
			set.files = slices.DeleteFunc(slices.Clone(set.files), isTest)
		}
		if !slices.ContainsFunc(sets, func(o fileSet) bool { return slices.Equal(o.files, set.files) }) {
			sets = append(sets, set)
		}
	}
	c.sets = sets
}

// fault returns the first error that the package has now and did not have before, in any of its file sets.
func (c *checker) fault() string {
	after := map[int]*ast.File{}
	full := false // look at every function: what a file declares is not what it was
	for i, file := range c.changed {
		if len(file.Edits) == 0 {
			continue
		}
		f, err := parser.ParseFile(c.pkg.Fset, c.pkg.Files[i].Path, file.New, parser.SkipObjectResolution)
		if err != nil {
			return "the result does not parse: " + err.Error()
		}
		after[i] = f
		full = full || !sameDeclarations(c.pkg.Files[i].AST, f)
	}
	if full != c.full {
		c.before, c.full = make([]map[string]bool, len(c.sets)), full
	}
	for n, set := range c.sets {
		if !slices.ContainsFunc(set.files, func(i int) bool { return c.changed[i] != nil }) || c.ctx.Err() != nil {
			continue
		}
		if c.before[n] == nil {
			c.before[n] = map[string]bool{}
			for _, e := range c.errors(set, func(i int) *ast.File { return c.unchanged(i, full) }) {
				c.before[n][e.Msg] = true
			}
		}
		// Texts are not counted: where a package cannot be told by its import path, a fix may name it once more.
		for _, e := range c.errors(set, func(i int) *ast.File { return cmp.Or(after[i], c.unchanged(i, full)) }) {
			if !c.before[n][e.Msg] {
				at := c.pkg.Fset.PositionFor(e.Pos, false)
				return fmt.Sprintf("the result does not type-check: %s:%d: %s", at.Filename, at.Line, e.Msg)
			}
		}
	}
	return ""
}

// unchanged returns the file as it was read. What functions do in files that do not change cannot become wrong as long as the package declares
// the same things: their bodies are left out, unless it does not. That is most of the work in a large package.
func (c *checker) unchanged(i int, full bool) *ast.File {
	f := c.pkg.Files[i].AST
	if full || c.changed[i] != nil {
		return f
	}
	if c.bare[i] == nil {
		c.bare[i] = withoutBodies(f)
	}
	return c.bare[i]
}

// withoutBodies returns a copy of f whose functions have no bodies.
func withoutBodies(f *ast.File) *ast.File {
	bare := *f
	bare.Decls = slices.Clone(f.Decls)
	for i, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			fn := *fn
			fn.Body, bare.Decls[i] = nil, &fn
		}
	}
	return &bare
}

// sameDeclarations reports whether two files declare the same things at package level, function bodies and imports aside.
func sameDeclarations(a, b *ast.File) bool {
	text := func(f *ast.File) string {
		var out strings.Builder
		for _, d := range withoutBodies(f).Decls {
			if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
				// Without positions, everything comes out in one way.
				_ = printer.Fprint(&out, token.NewFileSet(), d)
				out.WriteByte('\n')
			}
		}
		return out.String()
	}
	return text(a) == text(b)
}

// errors type-checks the files of a set.
func (c *checker) errors(set fileSet, file func(int) *ast.File) (errs []types.Error) {
	conf := types.Config{
		GoVersion:   goVersion(c.pkg.Module),
		Importer:    c.known,
		FakeImportC: true,
		Error: func(err error) {
			if e, ok := err.(types.Error); ok {
				errs = append(errs, e)
			}
		},
	}
	var files []*ast.File
	for _, i := range set.files {
		files = append(files, file(i))
	}
	// The checker is made for packages that the go command has let pass; see load.
	defer func() {
		if p := recover(); p != nil {
			errs = append(errs, types.Error{Fset: c.pkg.Fset, Pos: token.NoPos, Msg: fmt.Sprintf("type checker failed: %v", p)})
		}
	}()
	_, _ = conf.Check(c.pkg.Types.Path(), c.pkg.Fset, files, nil)
	return errs
}

// goVersion returns the language version of a module, or "" for any.
func goVersion(m *load.Module) string {
	if m == nil || m.Go == "" {
		return ""
	}
	return "go" + m.Go
}

// An importer knows some packages; any other is empty.
type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p, nil
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return nil, errNotKnown // the checker then makes an empty package that has no missing names
}

var errNotKnown = errors.New("not known")
