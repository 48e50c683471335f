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
			src := read(t, filepath.Join(dir, "loops", "loops.go"))
			out := fixAll(t, dir, test.version, test.form)
			if gone := strings.Count(src, "time.After(") - strings.Count(out, "time.After("); gone != test.rewritten {
				t.Errorf("rewrote %d calls of time.After, want %d", gone, test.rewritten)
			}
			write(t, filepath.Join(dir, "rewritten", "loops.go"), strings.Replace(out, "package loops", "package rewritten", 1))
			write(t, filepath.Join(dir, "run_test.go"), read(t, filepath.Join(dir, "run_test.go.txt")))
			goTest(t, dir, test.form)
		})
	}
}

// fixAll returns loops.go with every fix of the audit made, those that ask for review included.
func fixAll(t *testing.T, dir, version, form string) string {
	t.Helper()
	rs := []*rules.Rule{rules.LoopAfter}
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir, Paths: []string{"loops"}, Interests: audit.Interests(rs), GoVersion: version})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rs, Form: form})
	if err != nil {
		t.Fatal(err)
	}
	src := read(t, filepath.Join(dir, "loops", "loops.go"))
	edits, err := rewrite.Splice([]byte(src), func(tree *rewrite.Tree) error {
		for _, f := range report.Findings {
			if f.Fix.Change == nil {
				if f.InLoop == rules.Yes {
					t.Logf("line %d is left alone: %s", f.Line, f.Fix.Reason)
				}
				continue
			}
			if err := f.Fix.Change(tree); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(rewrite.Apply([]byte(src), edits))
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

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
