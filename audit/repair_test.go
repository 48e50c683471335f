package audit_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRepair rewrites the functions of testdata/repair, which receive an old value or hang, and runs original and result in virtual time, with
// the timers of package time and with a model of those before Go 1.23: the original does go wrong, the result does not.
func TestRepair(t *testing.T) {
	for _, test := range []struct {
		name, version string
		program       bool
	}{
		{"sync", "1.26", true}, {"async", "1.22", true}, {"importer", "1.22", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("../testdata/repair")); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, "before", "before.go")
			original := read(t, file)
			write(t, filepath.Join(dir, "go.mod"), "module example.com/differential\n\ngo "+test.version+"\n")
			if test.program {
				write(t, filepath.Join(dir, "main.go"), "package main\n\nfunc main() {}\n")
			}
			rewritten := composed(t, dir, nil)["before/before.go"]
			if rewritten == "" {
				t.Fatal("nothing was rewritten")
			}
			swap := strings.NewReplacer(`import "time"`, `import time "example.com/differential/clock"`, "package before\n", "package after\n")
			write(t, filepath.Join(dir, "after", "after.go"), swap.Replace(rewritten))
			write(t, file, strings.Replace(swap.Replace(original), "package after\n", "package before\n", 1))
			if err := os.CopyFS(filepath.Join(dir, "clock"), os.DirFS("../testdata/differential/clock")); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "run_test.go"), read(t, filepath.Join(dir, "run_test.go.txt")))
			write(t, filepath.Join(dir, "go.mod"), read(t, "../testdata/repair/go.mod"))
			if err := os.RemoveAll(filepath.Join(dir, "main.go")); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "go", "test", ".")
			cmd.Dir, cmd.Env = dir, toolchain("local").env("TIMERS="+test.name)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s\n%s", err, out, rewritten)
			}
		})
	}
}
