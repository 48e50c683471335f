package audit_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// TestBehaviour rewrites the loops of testdata/behaviour in every shape, and runs original and result in virtual time
// against the same random events: every event, every evaluation of a duration and its time must be the same.
func TestBehaviour(t *testing.T) {
	for _, test := range []struct {
		name, version, form string
		program             bool // has a package main, so that its timers are known
		rewritten           int  // calls of time.After that must be gone
	}{
		{name: "sync", version: "1.26", rewritten: 29},
		{name: "async", version: "1.22", program: true, rewritten: 30},
		{name: "importer", version: "1.22", rewritten: 30},
		{name: "replace", version: "1.26", form: "replace", rewritten: 29},
		{name: "drain", version: "1.26", form: "drain", rewritten: 29},
		{name: "fresh", version: "1.26", form: "fresh", rewritten: 29},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("../testdata/behaviour")); err != nil {
				t.Fatal(err)
			}
			if test.program {
				write(t, filepath.Join(dir, "cmd", "main.go"), "package main\n\nfunc main() {}\n")
			}
			gone := 0
			for file, out := range fixAll(t, dir, test.version, test.form) {
				gone += strings.Count(read(t, filepath.Join(dir, "loops", file)), "time.After(") - strings.Count(out, "time.After(")
				write(t, filepath.Join(dir, "rewritten", file), strings.Replace(out, "package loops", "package rewritten", 1))
			}
			if gone != test.rewritten {
				t.Errorf("rewrote %d calls of time.After, want %d", gone, test.rewritten)
			}
			write(t, filepath.Join(dir, "run_test.go"), read(t, filepath.Join(dir, "run_test.go.txt")))
			goTest(t, dir, test.form)
		})
	}
}

// fixAll returns the files of package loops with every fix of the audit made, those that ask for review included.
func fixAll(t *testing.T, dir, version, form string) map[string]string {
	t.Helper()
	var rs []*rule.Rule
	for _, r := range rules.All() {
		if r.Best != "" {
			rs = append(rs, r)
		}
	}
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir, Paths: []string{"loops"}, Interests: audit.Interests(rs), GoVersion: version})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rs, Form: form})
	if err != nil {
		t.Fatal(err)
	}
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		if f.Fix.Change == nil {
			if f.Fix.Reason != "nothing to fix" {
				t.Logf("%s:%d is left alone: %s: %s", f.File, f.Line, f.Rule, f.Fix.Reason)
			}
			continue
		}
		f.Fix.Instead = nil // does something else
		list = append(list, rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Sum: report.Sums[f.File], Fix: f.Fix})
	}
	patch := rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read: func(file string) ([]byte, error) {
			return os.ReadFile(filepath.Join(dir, "loops", filepath.FromSlash(file)))
		},
	})
	for _, s := range patch.Steps {
		if s.Status != rewrite.Made {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "loops", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		out[filepath.Base(f)] = read(t, f)
	}
	for _, f := range patch.Files {
		out[f.Name] = string(f.New)
	}
	return out
}

func goTest(t *testing.T, dir, form string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "test", "-v", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=", "FORM="+form)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("%v\n%s\n%s", err, out.Bytes(), read(t, filepath.Join(dir, "rewritten", "loops.go")))
	}
	t.Log(regexp.MustCompile(`allocations .*`).FindString(out.String()))
}
