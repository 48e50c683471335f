package load

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A resolver tells which module each directory belongs to and what is known of the modules.
//
// The answers must not hang on which paths were given. So they count the whole repository of a
// module: what a walk from the repository's root comes to. Of a module in no repository, or in a place that
// walk leaves out (as one under testdata), they count what a walk from its own directory comes to.
type resolver struct {
	*walk
	owners  map[string]string    // directory → directory of its go.mod; empty: none
	mods    map[string]*modFile  // by directory
	works   map[string]*workFile // by directory
	sources map[string][]*source // by directory of the module
	modules map[string]*Module   // those selected
	bases   map[string]string    // what base returned
	sums    map[string]summary   // what heads returned
}

func newResolver(w *walk, sources []*source) *resolver {
	r := &resolver{
		walk:    w,
		owners:  make(map[string]string),
		mods:    make(map[string]*modFile),
		works:   make(map[string]*workFile),
		sources: make(map[string][]*source),
		modules: make(map[string]*Module),
		bases:   make(map[string]string),
		sums:    make(map[string]summary),
	}
	for _, s := range sources {
		owner := r.owner(s.dir)
		r.sources[owner] = append(r.sources[owner], s)
		if s.audited && r.modules[owner] == nil {
			r.modules[owner] = r.module(owner)
		}
	}
	return r
}

// owner returns the nearest directory from dir upwards with a go.mod, as the go command does,
// beyond the root if need be.
func (r *resolver) owner(dir string) string {
	if o, ok := r.owners[dir]; ok {
		return o
	}
	o := ""
	if r.holds(dir, "go.mod") {
		o = dir
	} else if up := filepath.Dir(dir); up != dir {
		o = r.owner(up)
	}
	r.owners[dir] = o
	return o
}

// holds reports whether dir has a file of that name, which may be go.mod or go.work.
func (r *resolver) holds(dir, name string) bool {
	if l, ok := r.listed.Load(dir); ok {
		l := l.(*listing)
		return name == "go.mod" && l.mod || name == "go.work" && l.work
	}
	info, err := os.Stat(filepath.Join(dir, name))
	return err == nil && !info.IsDir()
}

// module makes the module of directory dir, or the one of all files that have none.
func (r *resolver) module(dir string) *Module {
	if dir == "" {
		return &Module{Dir: ".", Go: r.given()}
	}
	f := r.mod(dir)
	return &Module{Dir: relative(r.sel.root, dir), Path: f.path, Go: cmp.Or(r.given(), f.goLine)}
}

func (r *resolver) given() string { return strings.TrimPrefix(r.cfg.GoVersion, "go") }

func (r *resolver) mod(dir string) *modFile {
	if r.mods[dir] == nil {
		r.mods[dir] = readMod(r.sel.root, dir)
	}
	return r.mods[dir]
}

func (r *resolver) work(dir string) *workFile {
	if r.works[dir] == nil {
		r.works[dir] = readWork(r.sel.root, dir)
	}
	return r.works[dir]
}

// resolve fills in the selected modules and returns the problems with their go.mod and go.work files.
func (r *resolver) resolve(ctx context.Context) ([]Problem, error) {
	if err := r.survey(ctx); err != nil {
		return nil, err
	}
	var problems []Problem
	for dir, m := range r.modules {
		works := r.workspaces(dir)
		m.Timers, m.Reason = decide(r.facts(dir, works))
		if dir != "" {
			m.Settings = append(m.Settings, r.mod(dir).settings...)
			problems = appendProblem(problems, r.mod(dir).problem)
		}
		for _, w := range works {
			m.Settings = append(m.Settings, w.settings...)
			problems = appendProblem(problems, w.problem)
		}
		for _, s := range r.sources[dir] {
			if s.audited {
				m.Settings = append(m.Settings, r.directives(s)...)
			}
		}
		slices.SortFunc(m.Settings, compareSettings)
		m.Requires = r.requires(dir)
	}
	return problems, nil
}

// requires returns which of the selected modules the one in dir builds on.
func (r *resolver) requires(dir string) (dirs []string) {
	if dir == "" {
		return nil
	}
	named := r.mod(dir).requires
	for other, m := range r.modules {
		if other != dir && other != "" && (named[m.Path] || named[other]) {
			dirs = append(dirs, m.Dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

func appendProblem(list []Problem, p *Problem) []Problem {
	if p == nil || slices.Contains(list, *p) {
		return list
	}
	return append(list, *p)
}

// facts gathers what decides on the module in dir.
func (r *resolver) facts(dir string, works []*workFile) moduleFacts {
	f := moduleFacts{goLine: r.given(), given: r.given() != "", noMod: dir == ""}
	sum := r.heads(dir)
	f.program, f.code = sum.program, sum.code
	if f.noMod {
		return f
	}
	m := r.mod(dir)
	f.mod, f.broken, f.toolchain, f.own = m.name, m.problem != nil, m.toolchain, m.settings
	f.goLine = cmp.Or(f.goLine, m.goLine)
	for _, w := range works {
		f.works = append(f.works, w.workspace)
	}
	for _, u := range r.users(dir) {
		f.users = append(f.users, u.settings...)
		f.users = append(f.users, r.heads(u.dir).code...)
	}
	return f
}

// base returns where the walk starts that decides on the module in dir: its repository, or outside of one, and
// in a place that a walk of the repository leaves out, the module itself.
func (r *resolver) base(dir string) string {
	if dir == "" || r.sel.repo && within(dir, r.sel.root) {
		return r.sel.root
	}
	base, ok := r.bases[dir]
	if !ok {
		if base, ok = repository(dir); !ok || !reachable(base, dir) {
			base = dir
		}
		r.bases[dir] = base
	}
	return base
}

// near reports whether what stands in directory d counts for the module in dir.
func (r *resolver) near(dir, d string) bool { return reachable(r.base(dir), d) }

// A summary is what the files of a module say about it.
type summary struct {
	program bool      // it has one
	code    []Setting // //go:debug lines, sorted
}

// heads sums up the files of a module.
func (r *resolver) heads(dir string) summary {
	if sum, ok := r.sums[dir]; ok {
		return sum
	}
	var sum summary
	base := r.base(dir)
	for _, s := range r.sources[dir] {
		if reachable(base, s.dir) {
			sum.program = sum.program || s.program()
			sum.code = append(sum.code, r.directives(s)...)
		}
	}
	slices.SortFunc(sum.code, compareSettings)
	sum.code = slices.Compact(sum.code)
	r.sums[dir] = sum
	return sum
}

// program reports whether a file belongs to a program. One that is only run by hand, as
// generators in libraries are, does not make a program of its module.
func (s *source) program() bool {
	return s.head.pkg == "main" && !s.head.ignored && !strings.HasSuffix(s.base, "_test.go")
}

// directives returns the //go:debug lines of a file that count. The go command heeds them in main packages
// and in tests (GOROOT/doc/godebug.md).
func (r *resolver) directives(s *source) []Setting {
	if s.head.pkg != "main" && !strings.HasSuffix(s.base, "_test.go") {
		return nil
	}
	var list []Setting
	for _, d := range s.head.directives {
		list = append(list, Setting{relative(r.sel.root, s.path()), d.line, d.key, d.value, d.text})
	}
	return list
}

// workspaces returns the go.work files that concern the module in dir, nearest first.
func (r *resolver) workspaces(dir string) []*workFile {
	if dir == "" {
		return nil
	}
	var list, others []*workFile
	for d := dir; ; d = filepath.Dir(d) {
		if r.holds(d, "go.work") && r.work(d).concerns(dir) {
			list = append(list, r.work(d))
		}
		if d == filepath.Dir(d) {
			break
		}
	}
	for d, w := range r.works {
		if !within(d, dir) && r.near(dir, d) && w.concerns(dir) {
			others = append(others, w)
		}
	}
	slices.SortFunc(others, func(a, b *workFile) int { return cmp.Compare(a.file, b.file) })
	return append(list, others...)
}

// users returns the other modules of the repository that require the module in dir.
func (r *resolver) users(dir string) []*modFile {
	m := r.mod(dir)
	var list []*modFile
	for d, u := range r.mods {
		if d != dir && r.near(dir, d) &&
			(m.path != "" && u.requires[m.path] || u.requires[dir]) {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b *modFile) int { return cmp.Compare(a.name, b.name) })
	return list
}

func compareSettings(a, b Setting) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
}
