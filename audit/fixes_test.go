package audit_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/golden"
	"unleak/rewrite"
	"unleak/rules"
)

// TestFixes makes every fix of the example modules and compares what a reviewer sees: for each place in a loop, and each with
// something to fix, the level and the reason, and the diff. The result must build and vet, and leave nothing to do for a second run.
func TestFixes(t *testing.T) {
	modules, err := filepath.Glob(cases + "/*/go1.*/go.mod")
	if err != nil || len(modules) == 0 {
		t.Fatalf("find example modules: %v, %v", modules, err)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		rule := rules.Lookup(filepath.Base(filepath.Dir(dir)))
		if rule.Best == "" {
			continue // it only reports
		}
		t.Run(rule.Name+"/"+filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			out := t.TempDir()
			if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			patch, verdicts := plan(t, out, rule)
			for _, f := range patch.Files {
				if f.Trouble != "" {
					t.Errorf("%s: %s", f.Name, f.Trouble)
				}
				name := strings.Join([]string{"rules", rule.Name, filepath.Base(dir), f.Name + ".diff"}, "/")
				golden.Compare(t, name, []byte(verdicts[f.Name]+rewrite.Unified(f.Name, f.Src, f.Edits)))
				write(t, filepath.Join(out, filepath.FromSlash(f.Name)), string(f.New))
			}
			vet(t, out)
			if again, _ := plan(t, out, rule); len(again.Files) > 0 {
				t.Errorf("a second run would change %s", again.Files[0].Name)
			}
		})
	}
}

// plan plans every fix in dir, those for review included, and returns the lines on places by file.
func plan(t *testing.T, dir string, rule *rules.Rule) (*rewrite.Patch, map[string]string) {
	t.Helper()
	report := run(t, dir, audit.Interests([]*rules.Rule{rule}), rule)
	verdicts := map[string]string{}
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		src := read(t, filepath.Join(dir, filepath.FromSlash(f.File)))
		list = append(list, rewrite.Candidate{
			File: f.File, Line: f.Line, Rule: f.Rule, Sum: sha256.Sum256([]byte(src)), Fix: f.Fix,
		})
		if f.InLoop != rules.Yes && f.Fix.Reason == "nothing to fix" {
			continue
		}
		line := fmt.Sprintf("line %d: %s", f.Line, f.Fix.Level)
		if f.Fix.Reason != "" {
			line += ": " + f.Fix.Reason
		}
		verdicts[f.File] += line + "\n"
	}
	patch := rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(file))) },
	})
	for _, s := range patch.Steps {
		if s.Status != rewrite.Made && s.Status != rewrite.Refused {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	return patch, verdicts
}

// vet builds and vets a module.
func vet(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "vet", "-lostcancel=false", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("go vet: %v\n%s", err, out.Bytes())
	}
}
