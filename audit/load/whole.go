package load

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/semaphore"
)

// A whole is what a package keeps for and of Whole.
type whole struct {
	root    string          // that paths are relative to
	unread  map[string]bool // names of audited files that are not in Files
	done    bool
	pkg     *Package
	problem *Problem
	room    *semaphore.Weighted // shared by the packages that are visited; nil outside of a visit
	taken   int64               // of room
}

// Whole returns the package with all files of its directory and all function bodies, for rules that have found
// something which only the rest of the package can decide. Most packages are not worth it: see outline. A package
// that is no excerpt is returned as it is.
//
// What the excerpt has keeps its path and its offsets, and a file that was parsed in full is the same
// value in both. Files that were not selected, or were left out as generated ones, have Context set. Files with
// syntax errors are passed over: where it matters that has been reported. The answer is kept as
// long as p; Whole is for one goroutine at a time.
func (p *Package) Whole() (*Package, *Problem) {
	if !p.Excerpt {
		return p, nil
	}
	if w := &p.whole; !w.done {
		w.done = true
		w.pkg, w.problem = p.loadWhole()
	}
	return p.whole.pkg, p.whole.problem
}

func (p *Package) loadWhole() (*Package, *Problem) {
	out := &Package{Module: p.Module, Dir: p.Dir, Fset: p.Fset, path: p.path}
	var fresh []*File
	here := map[string]bool{}
	for _, f := range p.Files {
		here[f.Path] = true
		if f.left == len(f.Src) {
			out.Files = append(out.Files, f)
		} else {
			fresh = append(fresh, &File{Path: f.Path, Src: f.Src, Context: f.Context, AST: f.AST, left: f.left})
		}
	}
	entries, err := os.ReadDir(p.path)
	if err != nil {
		return nil, &Problem{p.Dir + "/", 0, "read directory: " + cause(err).Error()}
	}
	for _, e := range entries {
		if f := p.missing(e, here); f != nil {
			fresh = append(fresh, f)
		}
	}
	p.whole.take(fresh)
	for _, f := range fresh {
		if file, err := parseFile(p.Fset, f.Path, f.Src); err == nil {
			f.AST, f.left = file, len(f.Src)
		}
		if f.AST != nil { // else it has a syntax error; if that is in a body that was empty, the excerpt's file stands
			out.Files = append(out.Files, f)
		}
	}
	slices.SortFunc(out.Files, func(a, b *File) int { return cmp.Compare(a.Path, b.Path) })
	if err := out.check(); err != nil {
		problem := out.unchecked(err)
		return nil, &problem
	}
	return out, nil
}

// missing reads a file of the directory if it belongs to the package and is not here.
func (p *Package) missing(e os.DirEntry, here map[string]bool) *File {
	name := e.Name()
	full := filepath.Join(p.path, name)
	f := &File{Path: relative(p.whole.root, full), Context: !p.whole.unread[name]}
	if here[f.Path] || !strings.HasSuffix(name, ".go") || name[0] == '.' || name[0] == '_' || !e.Type().IsRegular() {
		return nil
	}
	src, err := readFile(full, nil)
	if err != nil || parseHead(src).pkg != p.Files[0].AST.Name.Name {
		return nil
	}
	f.Src = src
	return f
}

// take waits until there is memory to parse files. Nobody who holds some waits for more.
func (w *whole) take(files []*File) {
	if w.room == nil {
		return
	}
	size := 0
	for _, f := range files {
		size += len(f.Src)
	}
	w.taken = int64(min(size, parseLimit))
	_ = w.room.Acquire(context.Background(), w.taken) // it cannot fail
}

// release ends a visit.
func (w *whole) release() {
	if w.taken > 0 {
		w.room.Release(w.taken)
	}
	w.room, w.taken = nil, 0
}
