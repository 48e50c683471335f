package vet_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"unleak/golden/cases"
	"unleak/rules"
	"unleak/rules/vet"
)

// TestTogether runs all analyzers at once, as go vet does, where they share what is known of a package, and the one
// that is all of them, as nogo does: what they report is what each reports alone.
func TestTogether(t *testing.T) {
	for _, module := range []string{"loopafter/go1.22", "lostcancel/go1.26", "tick/go1.22lib", "unstopped/go1.22"} {
		t.Run(module, func(t *testing.T) {
			t.Parallel()
			m := cases.Load(t, filepath.Join(cases.Dir(), filepath.FromSlash(module)))
			var alone, named []string
			var analyzers []*analysis.Analyzer
			for _, r := range rules.All() {
				diagnostics := m.Diagnostics(t, vet.For(r))
				for _, d := range diagnostics {
					place, message, _ := strings.Cut(d, " ")
					named = append(named, place+" "+r.Name+": "+message)
				}
				alone = append(alone, diagnostics...)
				analyzers = append(analyzers, vet.For(r))
			}
			slices.Sort(alone)
			slices.Sort(named)
			if diff := cmp.Diff(slices.Compact(alone), m.Diagnostics(t, analyzers...)); diff != "" {
				t.Errorf("diagnostics differ (-alone +together):\n%s", diff)
			}
			if diff := cmp.Diff(named, m.Diagnostics(t, vet.Analyzer)); diff != "" {
				t.Errorf("diagnostics differ (-alone +all in one):\n%s", diff)
			}
		})
	}
}
