package audit_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
	"golang.org/x/tools/go/packages"

	"unleak/audit"
	"unleak/rules"
)

// TestVet wants every lost cancel function that go vet finds in the example modules.
func TestVet(t *testing.T) {
	modules, err := filepath.Glob(cases + "/lostcancel/go1.*/go.mod")
	if err != nil || len(modules) == 0 {
		t.Fatalf("find example modules: %v, %v", modules, err)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			ours := map[string]bool{}
			more := 0
			for _, f := range run(t, dir, audit.Interests([]*rules.Rule{rules.LostCancel}), rules.LostCancel).Findings {
				if f.Variant != "ok" && f.Variant != "value" {
					ours[fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)] = true
					more++
				}
			}
			list := vetLostCancel(t, dir)
			for _, at := range list {
				if more--; !ours[at] {
					t.Errorf("%s: only go vet finds it", at)
				}
			}
			t.Logf("%d lost cancel functions by go vet, and %d more", len(list), more)
			if len(list) == 0 {
				t.Error("go vet finds none: the comparison says nothing")
			}
		})
	}
}

// vetLostCancel lists where go vet sees a cancel function that is not used on all paths.
func vetLostCancel(t *testing.T, dir string) (out []string) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Context: t.Context(), Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir, Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{lostcancel.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		for _, d := range act.Diagnostics {
			if strings.HasPrefix(d.Message, "this return statement") {
				continue // the other half of a diagnostic
			}
			at := act.Package.Fset.Position(d.Pos)
			out = append(out, fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
