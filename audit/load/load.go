// Package load finds the Go files of a tree, tells which module each belongs to and which
// timer semantics that module gets, and parses the files that can matter.
//
// It works offline and without a go command: on any checkout, whatever the GOOS or build tag
// of a file, and however broken its neighbours are.
package load

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

// A Config says what to load.
type Config struct {
	Dir       string     // working directory: relative Paths start here
	Paths     []string   // directories, files, or patterns such as ./...; none means "."
	Interests []Interest // which files are worth parsing; a file that meets none is only counted. None: all files
	// Scripts are words: a script, as a makefile, a CI workflow or an environment file, that contains one is kept. None: no
	// script is read.
	Scripts   []string
	Generated bool // also files marked "Code generated … DO NOT EDIT."
	NoTests   bool // leave out _test.go files
	// GoVersion, as "1.22", stands for every version that a go line of go.mod or go.work or a default= setting
	// states. asynctimerchan settings still count. Empty: none.
	GoVersion string
	// Shard picks one part of the directories, so that several machines can share an audit. Of the rest only what decides on
	// modules is read.
	Shard Shard
	// Progress, if not nil, is called from one goroutine at a time with the number of files
	// done and found so far.
	Progress func(done, found int)
}

// A Shard is one of Of equal parts of a tree, counted from 1; zero is all of it. The name of a directory, relative to the root, decides on its
// part, so that every machine divides in the same way.
type Shard struct{ Index, Of int }

// holds reports whether a directory, slash-separated and relative to the root, is in the shard.
func (s Shard) holds(dir string) bool {
	h := fnv.New32a()
	io.WriteString(h, dir) // never fails
	return int(h.Sum32()%uint32(s.Of)) == s.Index-1
}

// An Interest is a sound test on the bytes of a file: that it imports one of Imports (any file, if there are none)
// and contains one of Words. Files with one of Companions are parsed, too, where another file of their
// package passes. See rules.Source, its twin.
type Interest struct {
	Imports    []string
	Words      []string
	Companions []string
}

// A Tree is what a scan found. Packages are parsed later, by Each, and not kept.
type Tree struct {
	Root    string    // absolute: the repository, or the given directory outside a repository
	Modules []*Module // sorted by Dir
	Skipped []Skip    // what was left out, sorted by File
	Errors  []Problem // what failed, sorted by File and Line; all the rest was still done
	Paths   []string  // what the paths of the Config stand for: directories and files, slash-separated, relative to Root
	Scripts []Script  // those with a word of Config.Scripts, sorted by Path
	Files   int       // Go files audited: read and not left out
	Lines   int       // their lines

	packages []*unit // those to parse
}

// A Module is a go.mod with the timer semantics its code gets.
type Module struct {
	Dir      string    // slash-separated, relative to Root; "." for the root and for files in no module; can start with ".."
	Path     string    // as in go.mod; empty where there is none
	Go       string    // version of the go line that counts, as "1.21"; empty where there is none
	Timers   string    // "sync", "async" or "importer"
	Reason   string    // why, in words: "go 1.21 in go.mod"
	Settings []Setting // of go.mod, of the go.work files that use it, and of audited main packages and tests
	Requires []string  // Dirs of the modules of this tree that its go.mod requires, or replaces another by; sorted
}

// A Setting is a line that chooses timer semantics; see rules.Setting, its twin.
type Setting struct {
	File  string
	Line  int
	Key   string
	Value string
	Text  string
}

// A Script is a file outside of Go code that can set the environment of programs; see rules.Script, its twin.
type Script struct {
	Path string // slash-separated, relative to Root
	Src  []byte // as read
}

// A Skip is a file or directory that was left out.
type Skip struct {
	File   string // slash-separated, relative to Root, in valid UTF-8; directories end in a slash
	Reason string // a noun phrase fit for counting: "vendor directory", "generated file", "symbolic link"
}

// A Problem is something that could not be read or parsed.
type Problem struct {
	File   string // slash-separated, relative to Root
	Line   int    // 1-based; 0 where there is none
	Reason string // "verb object: cause"
}

// A Package holds the parsed files of one package clause in one directory, whatever their
// build constraints.
type Package struct {
	Module *Module
	Dir    string // slash-separated, relative to Root
	Fset   *token.FileSet
	Files  []*File
	Types  *types.Package
	Info   *types.Info // of a lenient check: imports other than the known ones are empty packages
	// Excerpt says that files of the package are left out, or that functions have empty bodies: they can matter to no
	// interest. Whole has them.
	Excerpt bool

	path  string // of its directory, absolute
	whole whole
	texts []*text // see Mentioning
}

// A File is one parsed file.
type File struct {
	Path string    // slash-separated, relative to Root
	Src  []byte    // as read, BOM and CRLF included
	AST  *ast.File // bodies of functions that can matter to no interest are empty
	// Context says that the file was not asked for, but belongs to the package of one that was:
	// nothing is to be reported in it.
	Context bool
	left    int // bytes of the source that AST was made from, such bodies aside
}

// Scan walks the paths of cfg, reads every Go file once and resolves the modules.
// Trouble with single files goes to Tree.Errors; an error means that nothing could be done.
func Scan(ctx context.Context, cfg Config) (*Tree, error) {
	if cfg.GoVersion != "" && !version.IsValid("go"+strings.TrimPrefix(cfg.GoVersion, "go")) {
		return nil, fmt.Errorf("read Go version %s: not a version; write it as 1.22", cfg.GoVersion)
	}
	sel, err := resolve(cfg)
	if err != nil {
		return nil, err
	}
	w := newWalk(cfg, sel)
	found, err := w.run(ctx)
	if err != nil {
		return nil, err
	}
	r := newResolver(w, found.sources)
	problems, err := r.resolve(ctx)
	if err != nil {
		return nil, err
	}
	t := &Tree{Root: sel.root, Skipped: found.skipped, Scripts: found.scripts, Errors: append(found.problems, problems...)}
	for _, p := range slices.Concat(sel.dirs, sel.files, sel.scripts) {
		t.Paths = append(t.Paths, relative(sel.root, p))
	}
	t.fill(r, found.sources)
	t.sort()
	return t, nil
}

// fill sets what t counts and the packages to parse.
func (t *Tree) fill(r *resolver, sources []*source) {
	for _, m := range r.modules {
		t.Modules = append(t.Modules, m)
	}
	for _, s := range sources {
		if s.audited {
			t.Files++
			t.Lines += s.lines
		}
	}
	t.packages = group(r, sources)
}

func (t *Tree) sort() {
	slices.SortFunc(t.Modules, func(a, b *Module) int { return cmp.Or(cmp.Compare(a.Dir, b.Dir), cmp.Compare(a.Path, b.Path)) })
	slices.SortFunc(t.Errors, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Reason, b.Reason))
	})
	t.Errors = slices.Compact(t.Errors)
}
