package cases

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"unleak/rewrite"
	"unleak/rules/rule"
	"unleak/rules/vet"
)

// diagnoses are what an analyzer reports of a module. They are nil where it cannot judge as the audit does.
type diagnoses map[string][]string // sorted, by file; a file that this GOOS and these build tags leave out is not there

// diagnose runs the rule's analyzer over the module.
func (m *module) diagnose() (diagnoses, error) {
	r, err := m.audit()
	if err != nil {
		return nil, err
	}
	for _, mod := range r.Modules {
		// An analyzer knows the go line and no more, so it cannot know of a setting.
		if mod.Timers == rule.Async && !strings.HasPrefix(mod.Go, "1.22") {
			return nil, nil
		}
	}
	p, err := loadPackages(m.dir)
	if err != nil {
		return nil, err
	}
	return p.analyze(vet.For(m.rule))
}

// checkAnalyzer runs the derived analyzer as go vet would, with the real types of every import, and wants the same places in a file as the
// audit with its lenient ones.
func (m *module) checkAnalyzer(t *testing.T, file string) {
	t.Helper()
	r, err := m.audit()
	if err != nil {
		t.Fatal(err)
	}
	d, err := m.diagnosed()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := d[file]; !ok {
		return
	}
	var want []string
	for _, f := range r.Findings {
		// What is wrong with the new timers only is no alarm where a module below Go 1.23 may be a program.
		if r.name(f) != file || strings.HasSuffix(f.Message, ", for users whose main module is at Go 1.23 or later") {
			continue
		}
		if f.Class == rule.Fine || f.Column == 0 || f.Variant == "setting" || f.Variant == "directive" {
			continue
		}
		fixed := f.Fix.Level == rewrite.Safe && len(f.Fix.Needs) == 0 // a driver makes fixes one by one
		want = append(want, diagnostic(f.Line, f.Column, f.Message, fixed))
	}
	slices.Sort(want)
	diff(t, "the analyzer differs (-audit +analyzer)", want, d[file])
}

// diagnostic renders what is reported at a place. An analyzer takes every module below Go 1.23 for a library, so for whom a finding holds is left
// out.
func diagnostic(line, column int, message string, fixed bool) string {
	message = strings.ReplaceAll(message, ", for users whose main module is below Go 1.23 or built by Go before 1.23", "")
	if fixed {
		message += " (with a fix)"
	}
	return fmt.Sprintf("%d:%d %s", line, column, message)
}

// Packages are those of a module and of its tests, type-checked as go vet does.
type Packages struct {
	dir  string
	list []*packages.Package
}

// Load loads the packages of a module.
func Load(t *testing.T, dir string) *Packages {
	t.Helper()
	p, err := loadPackages(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func loadPackages(dir string) (*Packages, error) {
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir, Tests: true}, "./...")
	if err != nil {
		return nil, err
	}
	if packages.PrintErrors(list) > 0 {
		return nil, errors.New("the example module does not build")
	}
	return &Packages{dir, vetted(list)}, nil
}

// vetted leaves out packages that are there once more with the files of their tests, as go vet does.
func vetted(list []*packages.Package) []*packages.Package {
	tested := map[string]bool{}
	for _, p := range list {
		if p.ID != p.PkgPath {
			tested[p.PkgPath] = true
		}
	}
	return slices.DeleteFunc(list, func(p *packages.Package) bool { return p.ID == p.PkgPath && tested[p.PkgPath] })
}

// Diagnostics returns what analyzers report, as FILE:LINE:COLUMN MESSAGE, sorted.
func (p *Packages) Diagnostics(t *testing.T, analyzers ...*analysis.Analyzer) (out []string) {
	t.Helper()
	d, err := p.analyze(analyzers...)
	if err != nil {
		t.Fatal(err)
	}
	for file, list := range d {
		for _, line := range list {
			out = append(out, file+":"+line)
		}
	}
	slices.Sort(out)
	return out
}

// analyze runs analyzers.
func (p *Packages) analyze(analyzers ...*analysis.Analyzer) (diagnoses, error) {
	graph, err := checker.Analyze(analyzers, p.list, nil)
	if err != nil {
		return nil, err
	}
	rel := func(file string) string {
		if r, err := filepath.Rel(p.dir, file); err == nil {
			file = r
		}
		return filepath.ToSlash(file)
	}
	out := diagnoses{}
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, act.Err
		}
		for _, f := range act.Package.GoFiles {
			if _, ok := out[rel(f)]; !ok {
				out[rel(f)] = nil
			}
		}
		for _, d := range act.Diagnostics {
			at := act.Package.Fset.PositionFor(d.Pos, false)
			file := rel(at.Filename)
			out[file] = append(out[file], diagnostic(at.Line, at.Column, d.Message, len(d.SuggestedFixes) > 0))
		}
	}
	for file, list := range out { // a file may belong to several packages
		slices.Sort(list)
		out[file] = slices.Compact(list)
	}
	return out, nil
}
