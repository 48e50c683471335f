package load

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// A unit is a package to parse: the files of one directory with the same package clause that
// meet an interest, and their companions.
type unit struct {
	module *Module
	root   string
	dir    string // relative to root
	files  []*source
	unread map[string]bool // names of audited files of the package that meet no interest
	part   bool            // the directory has more files of the package
	size   int             // of the files, in bytes
	filter *prefilter
	mask   uint64 // the interests that a file of the package meets
}

// group makes units of the sources, which are sorted.
func group(r *resolver, sources []*source) []*unit {
	var units []*unit
	for len(sources) > 0 {
		dir, n := sources[0].dir, 0
		passed := make(map[string]uint64)
		for n < len(sources) && sources[n].dir == dir {
			passed[sources[n].head.pkg] |= sources[n].pass
			n++
		}
		byName := make(map[string]*unit)
		var rest []*source
		for _, s := range sources[:n] {
			if !s.audited && !s.context || !r.filter.all && s.pass == 0 && s.mate&passed[s.head.pkg] == 0 {
				rest = append(rest, s)
				continue
			}
			u := byName[s.head.pkg]
			if u == nil {
				u = &unit{module: r.modules[r.owner(dir)], root: r.sel.root, dir: relative(r.sel.root, dir), filter: r.filter, mask: passed[s.head.pkg]}
				byName[s.head.pkg] = u
				units = append(units, u)
			}
			u.files = append(u.files, s)
			u.size += s.size
		}
		for _, s := range rest {
			if u := byName[s.head.pkg]; u != nil {
				u.leaveOut(s)
			}
		}
		sources = sources[n:]
	}
	return slices.DeleteFunc(units, func(u *unit) bool {
		return !slices.ContainsFunc(u.files, func(s *source) bool { return s.audited })
	})
}

// leaveOut notes that s is a file of the package and not in files.
func (u *unit) leaveOut(s *source) {
	u.part = true
	if s.audited {
		if u.unread == nil {
			u.unread = make(map[string]bool)
		}
		u.unread[s.base] = true
	}
}

// Each parses and checks the packages that matter and calls visit for each, from several
// goroutines and in no order. Files with syntax errors go to Tree.Errors and to no visit.
// Each may be called once.
func (t *Tree) Each(ctx context.Context, visit func(*Package)) error {
	// The largest first, lest one comes last and all wait for it.
	slices.SortStableFunc(t.packages, func(a, b *unit) int { return cmp.Compare(b.size, a.size) })
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	room, wholes := semaphore.NewWeighted(parseLimit), semaphore.NewWeighted(parseLimit)
	for _, u := range t.packages {
		weight := int64(min(u.size, parseLimit))
		if room.Acquire(ctx, weight) != nil {
			break // cancelled
		}
		group.Go(func() error {
			defer room.Release(weight)
			pkg, problems := u.load()
			mu.Lock()
			t.Errors = append(t.Errors, problems...)
			mu.Unlock()
			if pkg != nil && ctx.Err() == nil {
				pkg.whole.room = wholes
				defer pkg.whole.release()
				visit(pkg)
			}
			return nil
		})
	}
	group.Wait()
	t.packages = nil
	t.sort()
	return ctx.Err()
}

// load parses and checks a package. It returns nil if nothing of it can be shown to rules.
func (u *unit) load() (pkg *Package, problems []Problem) {
	pkg = &Package{Module: u.module, Dir: u.dir, Fset: token.NewFileSet(), path: u.files[0].dir, Excerpt: u.part}
	pkg.whole.root, pkg.whole.unread = u.root, u.unread
	for _, s := range u.files {
		f, p := u.parse(pkg.Fset, s)
		s.src = nil
		switch {
		case p != nil && s.context:
			continue
		case p != nil:
			problems = append(problems, *p)
			continue
		}
		f.Context = s.context
		pkg.Excerpt = pkg.Excerpt || f.left < len(f.Src)
		pkg.Files = append(pkg.Files, f)
	}
	if len(pkg.Files) == 0 {
		return nil, problems
	}
	if err := pkg.check(); err != nil {
		return nil, append(problems, pkg.unchecked(err))
	}
	return pkg, problems
}

// unchecked reports that the type checker failed on the package.
func (p *Package) unchecked(err error) Problem {
	return Problem{p.Files[0].Path, 0, "check package: " + err.Error() + "; the package is left out"}
}

// parse parses one file, after reading it again if its bytes were not kept.
func (u *unit) parse(fset *token.FileSet, s *source) (*File, *Problem) {
	f := &File{Path: relative(u.root, s.path()), Src: s.src}
	if f.Src == nil {
		src, err := readFile(s.path(), nil)
		if err != nil {
			return nil, &Problem{f.Path, 0, "read file: " + cause(err).Error()}
		}
		f.Src = src
	}
	var err error
	text := f.Src
	f.left = len(text)
	if !u.filter.all {
		text, f.left = outline(f.Src, u.filter.relevant(f.Src, u.mask))
	}
	if f.AST, err = parseFile(fset, f.Path, text); err != nil {
		return nil, syntaxProblem(f, err)
	}
	return f, nil
}

func parseFile(fset *token.FileSet, path string, src []byte) (*ast.File, error) {
	return parser.ParseFile(fset, path, src, parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
}

// syntaxProblem reports the first of a file's syntax errors. Its line is counted in the bytes of the
// file: the error's own line follows //line comments.
func syntaxProblem(f *File, err error) *Problem {
	p := &Problem{File: f.Path, Reason: "parse file: " + err.Error() + "; the file is left out"}
	list := scanner.ErrorList(nil)
	if errors.As(err, &list) && len(list) > 0 {
		first := list[0]
		for _, e := range list[1:] {
			// At the end of an empty file two things are expected; one of them makes sense.
			if e.Pos.Offset < first.Pos.Offset || e.Pos.Offset == first.Pos.Offset && strings.HasPrefix(e.Msg, "expected 'package'") {
				first = e
			}
		}
		end := min(max(first.Pos.Offset, 0), len(f.Src))
		p.Line = 1 + bytes.Count(f.Src[:end], []byte("\n"))
		p.Reason = "parse file: " + first.Msg + "; the file is left out"
	}
	return p
}
