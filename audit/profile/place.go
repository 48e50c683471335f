package profile

import (
	"path"
	"slices"
	"strings"

	"unleak/audit"
)

// places finds the files of a report by what a profile calls them.
type places struct {
	root    string // of the report, with slashes
	modules []audit.Module
	covers  *audit.Coverage
	sites   map[string][]*audit.Finding // by file
	builds  map[string]string           // directory in which a module was built → its Dir
}

func newPlaces(r *audit.Report) *places {
	p := &places{
		root:   strings.ReplaceAll(r.Root, `\`, "/"),
		covers: r.Coverage(),
		sites:  map[string][]*audit.Finding{},
		builds: map[string]string{},
	}
	for _, m := range r.Modules {
		if m.Path != "" {
			p.modules = append(p.modules, m)
		}
	}
	add := func(f *audit.Finding) { p.sites[f.File] = append(p.sites[f.File], f) }
	for i := range r.Findings {
		add(&r.Findings[i])
	}
	for i := range r.Suppressed {
		add(&r.Suppressed[i].Finding)
	}
	return p
}

// learn notes where modules were built: main packages have no import path in a profile, and only the directory tells them apart.
func (p *places) learn(frames []frame) {
	for _, f := range frames {
		m, rest := p.module(f.pkg)
		if len(m) != 1 || !rooted(f.file) {
			continue
		}
		dir, below := path.Dir(f.file), ""
		if rest != "" {
			below = "/" + rest
		}
		if root, ok := strings.CutSuffix(dir, below); ok {
			p.builds[root] = m[0].Dir
		}
	}
}

// module returns the modules that can have a package, and its directory in them. Two of one path, as copies, can both.
func (p *places) module(importPath string) (found []audit.Module, rest string) {
	longest := 0
	for _, m := range p.modules {
		if importPath != m.Path && !strings.HasPrefix(importPath, m.Path+"/") || len(m.Path) < longest {
			continue
		}
		if len(m.Path) > longest {
			found, longest = nil, len(m.Path)
		}
		found = append(found, m)
	}
	return found, strings.TrimPrefix(importPath[longest:], "/")
}

// find returns the file of the report that f is in. There is none if f is in code that the report is not about; ambiguous
// means that several are as likely.
func (p *places) find(f frame) (file string, ambiguous bool) {
	var likely []string
	for _, name := range p.candidates(f) {
		if !strings.HasSuffix(name, ".go") || !p.covers.Has(name) && p.sites[name] == nil {
			continue
		}
		switch better := len(likely) == 0 || common(name, f.file) > common(likely[0], f.file); {
		case better:
			likely = []string{name}
		case common(name, f.file) == common(likely[0], f.file) && !slices.Contains(likely, name):
			likely = append(likely, name)
		}
	}
	if len(likely) == 0 {
		return "", false
	}
	return likely[0], len(likely) > 1
}

// candidates returns the names that f's file can have in the report.
func (p *places) candidates(f frame) []string {
	pkg := f.pkg
	if strings.HasSuffix(f.file, "_test.go") {
		pkg = strings.TrimSuffix(pkg, "_test") // the package of external tests, in the same directory
	}
	trimmed, ok := f.trimmed()
	if pkg == "main" && ok {
		pkg = trimmed
	}
	if found, rest := p.module(pkg); len(found) > 0 {
		var names []string
		for _, m := range found {
			names = append(names, path.Join(m.Dir, rest, path.Base(f.file)))
		}
		return names
	}
	if name, ok := strings.CutPrefix(f.file, p.root+"/"); ok && p.root != "" { // built here
		return []string{name}
	}
	if f.pkg != "main" {
		return nil
	}
	if len(p.builds) > 0 && rooted(f.file) {
		return p.built(f.file)
	}
	return p.alike(f)
}

// built returns the name of a file in the innermost of the directories in which modules were built.
func (p *places) built(file string) []string {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if module, ok := p.builds[dir]; ok {
			return []string{path.Join(module, strings.TrimPrefix(file, dir))}
		}
		if dir == path.Dir(dir) {
			return nil
		}
	}
}

// alike returns the files with a site in f's function that f's file may be: those whose whole name it ends in.
func (p *places) alike(f frame) (names []string) {
	for name, sites := range p.sites {
		if !strings.HasSuffix("/"+f.file, "/"+name) {
			continue
		}
		if slices.ContainsFunc(sites, func(s *audit.Finding) bool { return s.Func != "" && f.in(s.Func) }) {
			names = append(names, name)
		}
	}
	return names
}

// common returns the number of path elements that a and b have in common at their ends.
func common(a, b string) (n int) {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return n
}

// at returns the findings that f is at: by their lines, and of several those of the function that is called. Where none is, f waits, and a select
// statement that waits is at its first line, wherever its cases are. A line at which there was another function when the program was built is none.
func (p *places) at(file string, f frame, call string) []*audit.Finding {
	if f.line <= 0 {
		return nil // not known
	}
	var hits []*audit.Finding
	for _, s := range p.sites[file] {
		if (s.Line <= f.line && f.line <= s.EndLine || call == "" && s.Select == f.line) && f.in(s.Func) {
			hits = append(hits, s)
		}
	}
	exact := slices.DeleteFunc(slices.Clone(hits), func(s *audit.Finding) bool { return !isCall(s, call) })
	if len(exact) > 0 {
		return exact
	}
	return hits
}

// calling returns the findings at which the second frame calls the first.
func (p *places) calling(frames []frame) []*audit.Finding {
	if len(frames) < 2 {
		return nil
	}
	file, ambiguous := p.find(frames[1])
	if ambiguous {
		return nil
	}
	name := frames[0].last()
	return slices.DeleteFunc(p.at(file, frames[1], name), func(s *audit.Finding) bool { return !isCall(s, name) })
}

// isCall reports whether s is a call of a function of this name, as "After".
func isCall(s *audit.Finding, name string) bool {
	fn, _, _ := strings.Cut(s.Pattern, "(")
	fn, _, _ = strings.Cut(fn, "[")
	return name != "" && fn[strings.LastIndexByte(fn, '.')+1:] == name
}
