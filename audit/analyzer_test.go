package audit_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"unleak/audit"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
	"unleak/rules/vet"
)

// TestAnalyzers runs the derived analyzers over the example modules as go vet would, with the real types of every
// import, and wants the same places as the audit with its lenient ones.
func TestAnalyzers(t *testing.T) {
	modules, err := filepath.Glob(cases + "/*/go1.*/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		r := rules.Lookup(filepath.Base(filepath.Dir(dir)))
		t.Run(r.Name+"/"+filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			report := run(t, dir, audit.Interests([]*rule.Rule{r}), r)
			for _, m := range report.Modules {
				// An analyzer knows the go line and no more, so it cannot know of a setting.
				if m.Timers == rule.Async && !strings.HasPrefix(m.Go, "1.22") {
					t.Skipf("module %s is async by a setting", m.Dir)
				}
			}
			diagnostics, files := analyze(t, dir, vet.For(r))
			var want []string
			for _, f := range report.Findings {
				// What is wrong with the new timers only is no alarm where a module below Go 1.23 may be a program.
				if strings.HasSuffix(f.Message, ", for users whose main module is at Go 1.23 or later") {
					continue
				}
				if f.Class != rule.Fine && f.Column > 0 && files[filepath.Base(f.File)] && f.Variant != "setting" && f.Variant != "directive" {
					fix := ""
					if f.Fix.Level == rewrite.Safe && len(f.Fix.Needs) == 0 { // a driver makes fixes one by one
						fix = " (with a fix)"
					}
					want = append(want, fmt.Sprintf("%s:%d:%d %s%s", filepath.Base(f.File), f.Line, f.Column, withoutAudience(f.Message), fix))
				}
			}
			if diff := compare(want, diagnostics); diff != "" {
				t.Errorf("places differ (-audit +analyzer):\n%s", diff)
			}
		})
	}
}

// TestAnalyzersTogether runs all analyzers at once, as go vet does, where they share what is known of a package, and the one that is all of
// them, as nogo does: what they report is what each reports alone.
func TestAnalyzersTogether(t *testing.T) {
	for _, module := range []string{"loopafter/go1.22", "lostcancel/go1.26", "tick/go1.22lib", "unstopped/go1.22"} {
		t.Run(module, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(cases, module)
			var alone, named []string
			var analyzers []*analysis.Analyzer
			for _, r := range rules.All() {
				diagnostics, _ := analyze(t, dir, vet.For(r))
				for _, d := range diagnostics {
					place, message, _ := strings.Cut(d, " ")
					named = append(named, place+" "+r.Name+": "+message)
				}
				alone = append(alone, diagnostics...)
				analyzers = append(analyzers, vet.For(r))
			}
			slices.Sort(alone)
			slices.Sort(named)
			together, _ := analyze(t, dir, analyzers...)
			if diff := compare(slices.Compact(alone), together); diff != "" {
				t.Errorf("diagnostics differ (-alone +together):\n%s", diff)
			}
			one, _ := analyze(t, dir, vet.Analyzer)
			if diff := compare(named, one); diff != "" {
				t.Errorf("diagnostics differ (-alone +all in one):\n%s", diff)
			}
		})
	}
}

// withoutAudience takes out for whom a finding holds: an analyzer takes every module below Go 1.23 for a library.
func withoutAudience(message string) string {
	return strings.ReplaceAll(message, ", for users whose main module is below Go 1.23 or built by Go before 1.23", "")
}

// analyze returns the diagnostics of analyzers, and the files that this GOOS and these build tags take in.
func analyze(t *testing.T, dir string, analyzers ...*analysis.Analyzer) (diagnostics []string, files map[string]bool) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Context: t.Context(),
		Mode:    packages.LoadSyntax | packages.NeedModule,
		Dir:     dir,
		Tests:   true,
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the example module does not build")
	}
	graph, err := checker.Analyze(analyzers, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]bool{}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, f := range act.Package.GoFiles {
			files[filepath.Base(f)] = true
		}
		for _, d := range act.Diagnostics {
			p := act.Package.Fset.PositionFor(d.Pos, false)
			fix := ""
			if len(d.SuggestedFixes) > 0 {
				fix = " (with a fix)"
			}
			diagnostics = append(diagnostics, fmt.Sprintf("%s:%d:%d %s%s", filepath.Base(p.Filename), p.Line, p.Column, withoutAudience(d.Message), fix))
		}
	}
	slices.Sort(diagnostics) // a package and its test variant report the same files
	return slices.Compact(diagnostics), files
}
