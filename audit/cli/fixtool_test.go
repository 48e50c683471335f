package cli_test

import (
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGoFix lets go fix make every safe fix of the example modules, of all rules at once. None may stand in the way of another, since go fix then
// leaves out the whole package; what comes out has to build, and to be what unleak rewrite makes of it, where both judge alike.
func TestGoFix(t *testing.T) {
	for module, alike := range map[string]bool{
		"blockingdrain/go1.22lib": true, "loopafter/go1.22lib": true, "lostcancel/go1.22": true, "lostcancel/go1.26": true,
		"stalereset/go1.22lib": true, "tick/go1.22lib": true,
		// Of these a driver cannot know all that the audit does: it takes a program below Go 1.23 for a library, and tells nobody of what is harmless.
		"loopafter/go1.22": false, "loopafter/go1.26": false, "tick/go1.26": false, "unstopped/go1.22": false, "unstopped/go1.26": false,
	} {
		t.Run(module, func(t *testing.T) {
			t.Parallel()
			rule, version := path.Split(module)
			copied := func() string {
				dir := t.TempDir() // with the modules beside it, which some replace others by
				if err := os.CopyFS(dir, os.DirFS(filepath.Join(repo, "testdata", "rules", rule))); err != nil {
					t.Fatal(err)
				}
				return filepath.Join(dir, version)
			}
			fixed, rewritten := copied(), copied()
			for range 2 { // a fix that needs another one of the same statement comes behind it
				if out := ran(t, fixed, "go", "fix", "-fixtool="+tool(t), "./..."); out != "" {
					t.Errorf("go fix says:\n%s", out)
				}
			}
			ran(t, fixed, "go", "vet", "-atomic", "./...") // checks the types of packages and tests
			if !alike {
				return
			}
			ran(t, rewritten, "unleak", "rewrite", "--write", "--allow-no-vcs", "--verify", "types", "--class", "bug,leak,churn")
			if diff := cmp.Diff(formatted(t, rewritten), formatted(t, fixed)); diff != "" {
				t.Errorf("-unleak rewrite +go fix:\n%s", diff)
			}
		})
	}
}

// tool returns the path of the program, for the go command to run.
func tool(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("unleak") // testscript.Main put it on the path
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// ran returns what a command that has to succeed says.
func ran(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// formatted returns the Go files below dir by name, as gofmt has them.
func formatted(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		src, err = format.Source(src)
		files[strings.TrimPrefix(path, dir)] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
