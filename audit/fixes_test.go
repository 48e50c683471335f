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
	"unleak/rules/rule"
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
		r := rules.Lookup(filepath.Base(filepath.Dir(dir)))
		if r.Best == "" {
			continue // it only reports
		}
		t.Run(r.Name+"/"+filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			if err := os.CopyFS(root, os.DirFS(filepath.Dir(dir))); err != nil { // with the modules that it needs
				t.Fatal(err)
			}
			out := filepath.Join(root, filepath.Base(dir))
			kept, instead := plan(t, out, r, false), plan(t, out, r, true)
			kept.compare(t, filepath.Base(dir), ".diff", nil)
			kept.settle(t, out, false)
			if len(instead.preferred) > 0 {
				instead.compare(t, filepath.Base(dir), ".instead.diff", instead.preferred)
				instead.settle(t, out, true)
			}
		})
	}
}

// A proposal is a patch of one rule for a module.
type proposal struct {
	*rewrite.Patch
	rule      *rule.Rule
	verdicts  map[string]string // lines on places by file
	preferred map[string]bool   // files with fixes that do what was probably meant, instead of what the program does
}

// compare compares the diffs of files, all of them if that is nil, with the golden ones.
func (p proposal) compare(t *testing.T, module, suffix string, files map[string]bool) {
	t.Helper()
	for _, f := range p.Files {
		if f.Trouble != "" {
			t.Errorf("%s: %s", f.Name, f.Trouble)
		}
		if files == nil || files[f.Name] {
			name := strings.Join([]string{"rules", p.rule.Name, module, f.Name + suffix}, "/")
			golden.Compare(t, name, []byte(p.verdicts[f.Name]+rewrite.Unified(f.Name, f.Src, f.Edits)))
		}
	}
}

// settle makes the patch in dir, which must then build, vet, and leave nothing to do.
func (p proposal) settle(t *testing.T, dir string, instead bool) {
	t.Helper()
	for _, f := range p.Files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.New))
	}
	goVet(t, dir)
	if again := plan(t, dir, p.rule, instead); len(again.Files) > 0 {
		t.Errorf("a second run would change %s", again.Files[0].Name)
	}
}

// plan plans every fix in dir, those for review included. With instead, they do what was probably meant, where that is
// something else.
func plan(t *testing.T, dir string, r *rule.Rule, instead bool) proposal {
	t.Helper()
	report := run(t, dir, audit.Interests([]*rule.Rule{r}), r)
	out := proposal{rule: r, verdicts: map[string]string{}, preferred: map[string]bool{}}
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		src := read(t, filepath.Join(dir, filepath.FromSlash(f.File)))
		switch {
		case f.Fix.Instead == nil:
		case instead:
			out.preferred[f.File] = true
			f.Fix = *f.Fix.Instead
		default:
			f.Fix.Instead = nil
		}
		list = append(list, rewrite.Candidate{
			File: f.File, Line: f.Line, Rule: f.Rule, Sum: sha256.Sum256([]byte(src)), Fix: f.Fix,
		})
		if f.InLoop != rule.Yes && f.Fix.Reason == "nothing to fix" {
			continue
		}
		line := fmt.Sprintf("line %d: %s", f.Line, f.Fix.Level)
		if f.Fix.Reason != "" {
			line += ": " + f.Fix.Reason
		}
		out.verdicts[f.File] += line + "\n"
	}
	out.Patch = rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(file))) },
	})
	for _, s := range out.Steps {
		if s.Status != rewrite.Made && s.Status != rewrite.Refused {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	return out
}

// goVet builds and vets a module.
func goVet(t *testing.T, dir string) {
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
