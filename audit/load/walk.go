package load

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// A source is a Go file as the scan leaves it.
type source struct {
	dir, base string // absolute directory, and name
	head      head
	audited   bool   // selected and not left out
	context   bool   // in the package of a selected file, which is judged with it; of all other files only the head counts
	pass      uint64 // interests it meets
	mate      uint64 // interests of which it has a companion word
	src       []byte // nil if it is not known to be needed, or over budget
	size      int
	lines     int
}

func (s *source) path() string { return filepath.Join(s.dir, s.base) }

// A walk goes through the selected directories and reads their Go files.
type walk struct {
	cfg    Config
	sel    selection
	filter *prefilter
	given  map[string]bool // directories of the selection
	listed sync.Map        // directory → *listing, of directories walked
	// asContext holds the directories of which single files are selected.
	asContext sync.Map
	kept      atomic.Int64 // bytes kept
	crew      *crew[task]
	members   []*walker

	progress    sync.Mutex
	done, found atomic.Int64
}

// Reasons to leave a file out. They are nouns, fit for counting.
const (
	specialFile = "special file" // a pipe, a device, a socket
	largeFile   = "over-10-MB file"
)

// A listing says what a directory holds besides Go files.
type listing struct {
	mod, work bool // go.mod, go.work
}

// A task is a directory to list, or some of its files to read.
type task struct {
	dir     string
	files   []string // names; nil, and no scripts: list dir
	scripts []string // names
	context bool     // read the directory's Go files for the sake of selected ones
	hidden  bool     // list dir for its scripts only
	foreign bool     // files are in another shard: only their heads count
}

// batch is the number of files a worker takes at once: enough to make the hand-over cheap, few
// enough to spread one large directory.
const batch = 32

func newWalk(cfg Config, sel selection) *walk {
	w := &walk{cfg: cfg, sel: sel, filter: newPrefilter(cfg.Interests), given: make(map[string]bool)}
	for _, d := range sel.dirs {
		w.given[d] = true
	}
	return w
}

// run walks the selection.
func (w *walk) run(ctx context.Context) (findings, error) {
	var tasks []task
	for _, f := range w.sel.files {
		dir := filepath.Dir(f)
		if !w.ours(dir) {
			continue
		}
		tasks = append(tasks, task{dir: dir, files: []string{filepath.Base(f)}}, task{dir: dir, context: true})
	}
	for _, f := range w.sel.scripts {
		if !w.ours(filepath.Dir(f)) {
			continue
		}
		tasks = append(tasks, task{dir: filepath.Dir(f), scripts: []string{filepath.Base(f)}})
	}
	for _, d := range w.sel.dirs {
		tasks = append(tasks, task{dir: d})
	}
	w.found.Add(int64(len(w.sel.files)))
	w.crew = newCrew(tasks)
	w.crew.work(ctx, func() func(task) {
		m := &walker{walk: w, sieve: w.filter.sieve(), names: make(map[string]string)}
		w.members = append(w.members, m)
		return m.do
	})
	return w.merge(), ctx.Err()
}

// ours reports whether a directory is in the shard of this walk.
func (w *walk) ours(dir string) bool {
	return w.cfg.Shard.Of <= 1 || w.cfg.Shard.holds(relative(w.sel.root, dir))
}

// A walker is one of the goroutines of a walk, with its part of the results.
type walker struct {
	*walk
	sieve *sieve
	buf   []byte
	names map[string]string // package names, one copy each
	findings
}

func (m *walker) do(t task) {
	switch {
	case t.context:
		m.siblings(t.dir)
		return
	case t.hidden:
		m.listHidden(t.dir)
		return
	case t.scripts != nil:
		m.readScripts(t.dir, t.scripts)
		return
	case t.files == nil:
		m.list(t.dir)
		return
	}
	for _, name := range t.files {
		if t.foreign {
			m.readHead(&source{dir: t.dir, base: name})
			continue
		}
		m.read(t.dir, name)
	}
	m.tell(len(t.files), 0)
}

// tell reports progress.
func (m *walker) tell(done, found int) {
	if m.cfg.Progress == nil {
		return
	}
	m.progress.Lock()
	defer m.progress.Unlock()
	m.cfg.Progress(int(m.done.Add(int64(done))), int(m.found.Add(int64(found))))
}

// list lists dir and adds tasks for what it holds.
func (m *walker) list(dir string) {
	l := new(listing)
	if _, again := m.listed.LoadOrStore(dir, l); again {
		return // the given paths overlap
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		m.problem(dir+"/", "read directory", err)
	}
	var tasks []task
	var files, scripts []string
	foreign := !m.ours(dir)
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir():
			if m.enter(dir, name) {
				tasks = append(tasks, task{dir: filepath.Join(dir, name)})
			} else if m.holdsScripts(name) {
				tasks = append(tasks, task{dir: filepath.Join(dir, name), hidden: true})
			}
		case m.wanted(dir, e):
			files = append(files, name)
		case m.wantedScript(dir, e):
			scripts = append(scripts, name)
		default:
			l.note(name)
		}
	}
	m.tell(0, len(files))
	for len(files) > 0 {
		n := min(batch, len(files))
		tasks = append(tasks, task{dir: dir, files: files[:n], foreign: foreign})
		files = files[n:]
	}
	if foreign {
		scripts = nil
	}
	m.crew.add(append(tasks, scriptTasks(dir, scripts)...)...)
}

func (l *listing) note(name string) {
	l.mod = l.mod || name == "go.mod"
	l.work = l.work || name == "go.work"
}

// enter reports whether the walk goes into a directory.
func (m *walker) enter(dir, name string) bool {
	why := excluded(name)
	if why != "" && name != ".git" && !m.given[filepath.Join(dir, name)] {
		m.skip(filepath.Join(dir, name)+"/", why)
	}
	return why == ""
}

// wanted reports whether a directory entry is a Go file to read.
func (m *walker) wanted(dir string, e fs.DirEntry) bool {
	name := e.Name()
	isGo := strings.HasSuffix(name, ".go")
	switch {
	case e.Type()&fs.ModeSymlink != 0:
		if isGo || leadsToDir(filepath.Join(dir, name)) {
			m.skip(filepath.Join(dir, name), "symbolic link")
		}
	case !isGo:
	case !e.Type().IsRegular():
		m.skip(filepath.Join(dir, name), specialFile)
	case name[0] == '.' || name[0] == '_':
		// The go command ignores these, too (go help packages); editors and
		// operating systems leave them behind.
		m.skip(filepath.Join(dir, name), "hidden file")
	default:
		return true
	}
	return false
}

// leadsToDir reports whether a symbolic link leads to a directory, or in circles.
func leadsToDir(link string) bool {
	info, err := os.Stat(link)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return info.IsDir()
}

// read reads one Go file of the selection.
func (m *walker) read(dir, name string) {
	s := &source{dir: dir, base: name}
	if m.cfg.NoTests && strings.HasSuffix(name, "_test.go") {
		m.leave(s, "test file")
		return
	}
	src, err := readFile(s.path(), m.buf)
	m.buf = src[:0]
	switch {
	case err == errTooLarge:
		m.leave(s, largeFile)
		return
	case err == errNotRegular:
		m.skip(s.path(), specialFile)
		return
	case err != nil:
		m.problem(s.path(), "read file", err)
		return
	}
	s.head = parseHead(src)
	s.head.pkg = m.name(s.head.pkg)
	m.sources = append(m.sources, s)
	if s.head.generated && !m.cfg.Generated {
		m.skip(s.path(), "generated file")
		return
	}
	s.audited = true
	s.size, s.lines = len(src), countLines(src)
	s.pass, s.mate = m.sieve.test(src)
	if (s.pass != 0 || m.filter.all) && m.kept.Add(int64(len(src))) <= keepBudget {
		s.src = bytes.Clone(src)
	}
}

// siblings reads the Go files of a directory of which single files are selected. The package they make up decides
// what is true of those.
func (m *walker) siblings(dir string) {
	if _, again := m.asContext.LoadOrStore(dir, true); again {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the selected file tells why
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || !e.Type().IsRegular() {
			continue
		}
		s := &source{dir: dir, base: e.Name(), context: true}
		src, err := readFile(s.path(), m.buf)
		m.buf = src[:0]
		if err != nil {
			continue
		}
		s.head = parseHead(src)
		s.size = len(src)
		s.pass, s.mate = m.sieve.test(src)
		m.sources = append(m.sources, s)
	}
}

// leave leaves out a file of which only the head counts: it can hold a main package or a
// directive, and what a module's semantics are must not depend on flags.
func (m *walker) leave(s *source, why string) {
	m.skip(s.path(), why)
	m.readHead(s)
}

// readHead reads the head of a file that is not audited. One that cannot be read says nothing.
func (m *walker) readHead(s *source) {
	var err error
	if s.head, m.buf, err = readHead(s.path(), m.buf); err == nil {
		m.sources = append(m.sources, s)
	}
}

// name returns the one copy of a package name.
func (m *walker) name(s string) string {
	if one, ok := m.names[s]; ok {
		return one
	}
	m.names[s] = s
	return s
}

// skip notes what is left out. Those in another shard are noted there.
func (m *walker) skip(path, why string) {
	if !m.ours(filepath.Dir(filepath.Clean(path))) {
		return
	}
	m.skipped = append(m.skipped, Skip{relative(m.sel.root, path), why})
}

func (m *walker) problem(path, doing string, err error) {
	if !m.ours(filepath.Dir(filepath.Clean(path))) {
		return
	}
	m.problems = append(m.problems, Problem{relative(m.sel.root, path), 0, doing + ": " + cause(err).Error()})
}
