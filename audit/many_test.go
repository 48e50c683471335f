package audit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/rules"
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
