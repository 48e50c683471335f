package load

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// survey completes what the walk of the selection has seen: it lists the rest of the repository and
// reads the heads of the Go files there that can decide on a selected module.
func (r *resolver) survey(ctx context.Context) error {
	r.takeListed()
	open := r.undecided()
	if len(open) == 0 {
		return nil
	}
	var starts []task
	for _, dir := range open {
		// Without go.mod and repository nothing says where the tree ends.
		if dir != "" || r.sel.repo {
			starts = append(starts, task{dir: r.base(dir)})
		}
	}
	fresh := r.list(ctx, starts)
	r.takeListed()
	relevant := make(map[string]bool)
	for _, dir := range open {
		relevant[dir] = true
		if dir == "" {
			continue
		}
		for _, u := range r.users(dir) {
			relevant[u.dir] = true
		}
	}
	r.readHeads(ctx, slices.DeleteFunc(fresh, func(t task) bool { return !relevant[r.owner(t.dir)] }))
	return ctx.Err()
}

// takeListed reads the go.mod and go.work files of the directories listed so far.
func (r *resolver) takeListed() {
	r.listed.Range(func(dir, l any) bool {
		if l.(*listing).mod {
			r.mod(dir.(string))
		}
		if l.(*listing).work {
			r.work(dir.(string))
		}
		return true
	})
}

// undecided returns the selected modules whose semantics can hang on files not yet seen, sorted.
func (r *resolver) undecided() []string {
	var list []string
	for dir := range r.modules {
		f := moduleFacts{noMod: dir == "", goLine: r.given()}
		if dir != "" {
			m := r.mod(dir)
			f.broken = m.problem != nil
			if f.goLine == "" {
				f.goLine = m.goLine
			}
		}
		if !f.settled() {
			list = append(list, dir)
		}
	}
	slices.Sort(list)
	return list
}

// settled reports whether nothing outside of go.mod can change what decide says.
func (f *moduleFacts) settled() bool {
	return f.broken || atLeast(f.goLine, "1.27") || f.goLine == "" && !f.noMod
}

// list lists the directories below starts that were not walked and returns their Go files.
func (r *resolver) list(ctx context.Context, starts []task) []task {
	var mu sync.Mutex
	var fresh []task
	seen := make(map[string]bool) // files of the selection in directories that were not walked
	for _, f := range r.sel.files {
		seen[f] = true
	}
	crew := newCrew(starts)
	crew.work(ctx, func() func(task) {
		return func(t task) {
			dirs, files := r.glance(t.dir)
			files = slices.DeleteFunc(files, func(name string) bool { return seen[filepath.Join(t.dir, name)] })
			for _, d := range dirs {
				crew.add(task{dir: d})
			}
			if len(files) > 0 {
				mu.Lock()
				fresh = append(fresh, task{dir: t.dir, files: files})
				mu.Unlock()
			}
		}
	})
	return fresh
}

// glance returns the directories in dir to go into, and its Go files; nothing if dir was listed
// before, since then all below it was, too. What cannot be read, or is no plain file, is passed over: it
// was not asked for.
func (r *resolver) glance(dir string) (dirs, files []string) {
	l := new(listing)
	if _, again := r.listed.LoadOrStore(dir, l); again {
		return nil, nil
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir() && excluded(name) == "":
			dirs = append(dirs, filepath.Join(dir, name))
		case e.IsDir():
		case e.Type().IsRegular() && strings.HasSuffix(name, ".go") && name[0] != '.' && name[0] != '_':
			files = append(files, name)
		default:
			l.note(name)
		}
	}
	return dirs, files
}

// readHeads reads the heads of the files in tasks.
func (r *resolver) readHeads(ctx context.Context, tasks []task) {
	var mu sync.Mutex
	newCrew(tasks).work(ctx, func() func(task) {
		var buf []byte
		return func(t task) {
			for _, name := range t.files {
				s := &source{dir: t.dir, base: name}
				var err error
				if s.head, buf, err = readHead(s.path(), buf); err != nil {
					continue
				}
				mu.Lock()
				owner := r.owner(t.dir)
				r.sources[owner] = append(r.sources[owner], s)
				mu.Unlock()
			}
		}
	})
}
