package lostcancel_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/golden/cases"
	"unleak/rules/lostcancel"
	"unleak/rules/rule"
)

// TestVet wants the rule to report every lost cancel function that go vet reports in the example modules. Where go
// vet is mistaken, a comment says so and why.
func TestVet(t *testing.T) {
	modules, err := filepath.Glob(filepath.Join(cases.Dir(), "lostcancel", "go1.*", "go.mod"))
	if err != nil || len(modules) == 0 {
		t.Fatalf("find example modules: %v, %v", modules, err)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			ours := map[string]bool{}
			more := 0
			for _, f := range cases.Audit(t, dir, audit.Interests([]*rule.Rule{lostcancel.Rule}), lostcancel.Rule).Findings {
				if f.Variant != "ok" && f.Variant != "value" {
					ours[fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)] = true
					more++
				}
			}
			mistaken := mistakes(t, dir)
			list := vetLostCancel(t, dir)
			for at := range mistaken {
				if !slices.Contains(list, at) {
					t.Errorf("%s: go vet does not find it", at)
				}
			}
			for _, at := range list {
				more--
				if ours[at] == mistaken[at] {
					t.Errorf("%s: found by us: %t, said to be no finding: %t", at, ours[at], mistaken[at])
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
	cmd := exec.CommandContext(t.Context(), "go", "vet", "-lostcancel", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=")
	text, err := cmd.CombinedOutput()
	if _, found := errors.AsType[*exec.ExitError](err); !found {
		t.Fatalf("go vet: %v\n%s", err, text)
	}
	// The other half of a diagnostic is on a return statement.
	for _, m := range regexp.MustCompile(`(?m)^(?:vet: )?\S*?(\w+\.go:\d+):\d+: the `).FindAllSubmatch(text, -1) {
		out = append(out, string(m[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mistakes lists the lines of dir with a comment, on them or above, that only go vet reports them.
func mistakes(t *testing.T, dir string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			code, _, ok := strings.Cut(line, "// go vet alone: ")
			if n := i + 1; ok {
				if strings.TrimSpace(code) == "" {
					n++
				}
				out[fmt.Sprintf("%s:%d", filepath.Base(path), n)] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
