package audit_test

import (
	"os"
	"path/filepath"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rewrite"
	"unleak/rules"
)

// FuzzRules runs every rule over whatever the parser accepts, however ill-typed: nothing may panic or
// run for ever, and two runs say the same.
func FuzzRules(f *testing.F) {
	for _, pattern := range []string{cases + "/*/go1.22/*.go", cases + "/broken/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("find seeds %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				continue // a directory that is called x.go
			}
			if len(data) < 1<<16 {
				f.Add(data, "sync")
				f.Add(data, "async")
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, timers string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.go"), src, 0o666); err != nil {
			t.Fatal(err)
		}
		version := "1.26"
		if timers == "async" {
			version = "1.21"
		}
		var reports [2]*audit.Report
		for i := range reports {
			tree, err := load.Scan(t.Context(), load.Config{Dir: dir, GoVersion: version})
			if err != nil {
				t.Fatal(err)
			}
			if reports[i], err = audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := compare(found(reports[0]), found(reports[1])); diff != "" {
			t.Errorf("two runs differ:\n%s", diff)
		}
		for _, x := range reports[0].Findings {
			if x.Line < 1 || x.Column < 1 || x.EndLine < x.Line || x.Message == "" || x.Fix.Level == "" {
				t.Errorf("incomplete finding: %+v", x)
			}
		}
	})
}

// TestBroken audits files that are hard to read or parse: every one of them is either audited or named as an error.
func TestBroken(t *testing.T) {
	tree, err := load.Scan(t.Context(), load.Config{Paths: []string{cases + "/broken"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]bool{}
	for _, e := range r.Errors {
		if e.File == "" || e.Reason == "" {
			t.Errorf("an error says too little: %+v", e)
		}
		failed[filepath.Base(e.File)] = true
	}
	for _, name := range []string{"syntax.go", "nopackage.go", "empty.go", "unclosed.go"} {
		if !failed[name] {
			t.Errorf("%s is not named as an error", name)
		}
	}
	audited := map[string]bool{}
	for _, f := range r.Findings {
		audited[filepath.Base(f.File)] = true
		if filepath.Base(f.File) == "arguments.go" && f.Fix.Level != rewrite.None {
			t.Errorf("%s:%d: there is a fix for a call that does not compile", f.File, f.Line)
		}
	}
	for _, name := range []string{"bomcrlf.go", "lines.go", "cgo.go", "hugeselect.go", "arguments.go", "labeltwice.go"} {
		if !audited[name] || failed[name] {
			t.Errorf("%s is not audited", name)
		}
	}
}
