package audit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"

	"unleak/audit"
)

// TestMain lets heaps grow, here and in the go command: what is kept is little, and the garbage much.
func TestMain(m *testing.M) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
		os.Setenv("GOGC", "400")
	}
	os.Exit(m.Run())
}

// caseDir is where the rules' example modules are: RULE/GO/…. What a rule finds in its own is for the test beside it; here, all rules run
// over all of them.
const caseDir = "../testdata/rules"

// found lists the findings of a report, sorted.
func found(r *audit.Report) (out []string) {
	for _, f := range r.Findings {
		out = append(out, fmt.Sprintf("%s:%d: %s %q %s %q %s", f.File, f.Line, f.Rule, f.Variant, f.InLoop, f.Outstanding, f.Class))
	}
	slices.Sort(out)
	return out
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
