package audit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/golden/cases"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/loopafter"
	"unleak/rules/rule"
	"unleak/rules/tick"
)

// TestManySites audits one function with hundreds of timers, as generators write them. Where the time explodes, the
// test runs into the limit of go test.
func TestManySites(t *testing.T) {
	const sites = 250
	var src strings.Builder
	src.WriteString("package p\n\nimport \"time\"\n\nfunc f(c chan int) {\n\tfor {\n")
	for i := range sites {
		fmt.Fprintf(&src, "\t\tt%[1]d := time.NewTimer(1)\n\t\tselect {\n\t\tcase <-c:\n\t\tcase <-t%[1]d.C:\n\t\t}\n", i)
	}
	src.WriteString("\t}\n}\n")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(src.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Summary.Sites; n != sites {
		t.Errorf("%d sites, want %d", n, sites)
	}
}

// TestEverywhere: a fix does not depend on where in a file a function stands.
func TestEverywhere(t *testing.T) {
	var src strings.Builder
	src.WriteString("package p\n\nimport \"time\"\n")
	const n = 1500
	for i := range n {
		fmt.Fprintf(&src, "\nfunc f%d(c chan int) {\n\tfor range time.Tick(time.Second) {\n\t\tselect {\n\t\tcase <-c:\n\t\t\treturn\n\t\tcase <-time.After(time.Millisecond):\n\t\t}\n\t}\n}\n", i)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/p\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "p.go"), src.String())
	rs := []*rule.Rule{loopafter.Rule, tick.Rule}
	report := cases.Audit(t, dir, audit.Interests(rs), rs...)
	if len(report.Findings) != 2*n {
		t.Fatalf("%d findings, want %d", len(report.Findings), 2*n)
	}
	for _, f := range report.Findings {
		if f.Fix.Level != rewrite.Safe {
			t.Fatalf("line %d: %s: %s, %s", f.Line, f.Rule, f.Fix.Level, f.Fix.Reason)
		}
	}
}
