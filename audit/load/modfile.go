package load

import (
	"bytes"
	"errors"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// A modFile is what a go.mod file says.
type modFile struct {
	dir       string // absolute
	name      string // of the file, relative to the root
	path      string // module path
	goLine    string
	toolchain string
	settings  []Setting
	requires  map[string]bool // module paths, and absolute directories that replace modules
	problem   *Problem        // why it cannot be parsed
}

// A workFile is what a go.work file says.
type workFile struct {
	dir string // absolute
	workspace
	uses    map[string]bool // absolute directories
	problem *Problem
}

// readMod reads the go.mod of dir. With trouble it is still worth a name and, if possible, a go line.
func readMod(root, dir string) *modFile {
	m := &modFile{dir: dir, name: relative(root, filepath.Join(dir, "go.mod"))}
	src, err := readFile(filepath.Join(dir, "go.mod"), nil)
	if err != nil {
		m.problem = &Problem{m.name, 0, "read go.mod: " + cause(err).Error()}
		return m
	}
	m.parse(src)
	return m
}

func (m *modFile) parse(src []byte) {
	// The strict parser is the go command's for main modules; the lax one ignores godebug
	// and replace lines. Versions are not looked up, so any will do.
	f, err := modfile.Parse(m.name, src, anyVersion)
	if err != nil {
		m.problem = modProblem(m.name, "parse go.mod", err)
		if f, err = modfile.ParseLax(m.name, src, anyVersion); err != nil {
			return
		}
	}
	if f.Module != nil {
		m.path = f.Module.Mod.Path
	}
	if f.Go != nil {
		m.goLine = f.Go.Version
	}
	if f.Toolchain != nil {
		m.toolchain = f.Toolchain.Name
	}
	m.requires = make(map[string]bool)
	m.settings = settingsOf(m.name, f.Godebug, src)
	for _, r := range f.Require {
		m.requires[r.Mod.Path] = true
	}
	for _, r := range f.Replace {
		if modfile.IsDirectoryPath(r.New.Path) {
			m.requires[join(m.dir, r.New.Path)] = true
		}
	}
}

// readWork reads the go.work of dir.
func readWork(root, dir string) *workFile {
	name := relative(root, filepath.Join(dir, "go.work"))
	w := &workFile{dir: dir, workspace: workspace{file: name}, uses: make(map[string]bool)}
	src, err := readFile(filepath.Join(dir, "go.work"), nil)
	if err != nil {
		w.broken, w.problem = true, &Problem{name, 0, "read go.work: " + cause(err).Error()}
		return w
	}
	w.parse(src)
	return w
}

func (w *workFile) parse(src []byte) {
	f, err := modfile.ParseWork(w.file, src, anyVersion)
	if err != nil {
		w.broken, w.problem = true, modProblem(w.file, "parse go.work", err)
		return
	}
	if f.Go != nil {
		w.goLine = f.Go.Version
	}
	w.settings = settingsOf(w.file, f.Godebug, src)
	for _, u := range f.Use {
		w.uses[join(w.dir, u.Path)] = true
	}
}

// concerns reports whether w decides on the module in dir. One that cannot be parsed may.
func (w *workFile) concerns(dir string) bool {
	return w.uses[dir] || w.broken && within(w.dir, dir)
}

func anyVersion(_, v string) (string, error) { return v, nil }

func join(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// settingsOf keeps the godebug lines that choose timer semantics.
func settingsOf(name string, lines []*modfile.Godebug, src []byte) []Setting {
	var list []Setting
	text := bytes.Split(src, []byte("\n"))
	for _, g := range lines {
		if n := g.Syntax.Start.Line; choosesTimers(g.Key) {
			list = append(list, Setting{name, n, g.Key, g.Value, string(bytes.TrimSpace(text[n-1]))})
		}
	}
	return list
}

// modProblem keeps the first of the errors of package modfile.
func modProblem(name, doing string, err error) *Problem {
	list := modfile.ErrorList(nil)
	if errors.As(err, &list) && len(list) > 0 {
		return &Problem{name, list[0].Pos.Line, doing + ": " + list[0].Err.Error()}
	}
	one := (*modfile.Error)(nil)
	if errors.As(err, &one) {
		return &Problem{name, one.Pos.Line, doing + ": " + one.Err.Error()}
	}
	return &Problem{name, 0, doing + ": " + err.Error()}
}
