package load

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var scriptWord = []string{"asynctimerchan"}

func TestIsScript(t *testing.T) {
	for _, name := range []string{
		"Dockerfile", "Dockerfile.dev", "app.Dockerfile", "Containerfile", "Makefile", "makefile", "GNUmakefile", "Makefile.common", "x.mk",
		"run.sh", "run.bash", "ci.yml", "ci.yaml", ".gitlab-ci.yml", ".env", ".env.local", "prod.env", ".envrc", "app.service", "Jenkinsfile",
		"Taskfile.yml", "Justfile", "justfile", "Procfile", "BUILD", "BUILD.bazel", ".bazelrc", "ci.bazelrc", "devcontainer.json", "fly.toml",
	} {
		if !isScript(name) {
			t.Errorf("%s is no script", name)
		}
	}
	for _, name := range []string{"a.go", "README.md", "package.json", "Cargo.toml", "environment", "dockerfiles", "make", "a.shx", ".environment"} {
		if isScript(name) {
			t.Errorf("%s is a script", name)
		}
	}
}

// Scripts are read in every directory that is walked and in a few hidden ones, and kept if they contain a word.
func TestScripts(t *testing.T) {
	dir := unpack(t, `
-- .git/hooks/pre-commit.sh --
asynctimerchan
-- .github/workflows/a.yml --
asynctimerchan
-- .github/workflows/other.yml --
nothing
-- .github/workflows/tool.go --
package tool // asynctimerchan
-- .github/testdata/b.yml --
asynctimerchan
-- .github/.cache/b.yml --
asynctimerchan
-- .gitlab/a.yml --
asynctimerchan
-- .devcontainer/devcontainer.json --
asynctimerchan
-- .idea/b.yml --
asynctimerchan
-- _old/b.sh --
asynctimerchan
-- vendor/b.sh --
asynctimerchan
-- node_modules/b.sh --
asynctimerchan
-- x/testdata/b.sh --
asynctimerchan
-- x/.circleci/a.yml --
asynctimerchan
-- x/a.go --
package x
-- x/a.sh --
asynctimerchan
-- x/notes.txt --
asynctimerchan
-- x/.env --
asynctimerchan
-- x/dir.sh/notes.txt --
asynctimerchan
`)
	for name, target := range map[string]string{"x/link.sh": "a.sh", "x/circle.sh": "circle.sh", ".github/link.yml": "workflows/a.yml"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	mkfifo(t, filepath.Join(dir, "x/pipe.sh"))
	large, err := os.Create(filepath.Join(dir, "x/large.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(scriptSize + 1); err != nil {
		t.Fatal(err)
	}
	large.Close()

	in := func(dirs ...string) (list []string) {
		for _, d := range dirs {
			list = append(list, filepath.FromSlash(d))
		}
		return list
	}
	all := []string{".devcontainer/devcontainer.json", ".github/workflows/a.yml", ".gitlab/a.yml", "x/.circleci/a.yml", "x/.env", "x/a.sh"}
	for _, test := range []struct {
		paths []string
		want  []string
		files int // Go files audited
	}{
		{nil, all, 1},
		{in(".", "x", ".github", "x/a.sh"), all, 2},
		{in("x"), all[3:], 1},
		{in("x/a.sh"), []string{"x/a.sh"}, 0},
		{in("x/link.sh", "x/.env", "x/a.go"), []string{"x/.env", "x/a.sh"}, 1},
		{in(".github/workflows/other.yml"), nil, 0},
		{in("x/testdata"), []string{"x/testdata/b.sh"}, 0},
		{in(".github/testdata/b.yml"), []string{".github/testdata/b.yml"}, 0},
	} {
		tree := scan(t, Config{Dir: dir, Paths: test.paths, Scripts: scriptWord})
		var got []string
		for _, s := range tree.Scripts {
			got = append(got, s.Path)
			if string(s.Src) != "asynctimerchan\n" {
				t.Errorf("%s holds %q", s.Path, s.Src)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" || len(tree.Errors) > 0 {
			t.Errorf("%v: errors %v, scripts (-want +got):\n%s", test.paths, tree.Errors, diff)
		}
		if tree.Files != test.files || tree.Lines != test.files {
			t.Errorf("%v: %d files and %d lines, want %d: scripts do not count", test.paths, tree.Files, tree.Lines, test.files)
		}
	}
	left := scan(t, Config{Dir: dir, Scripts: scriptWord}).Skipped
	for _, want := range []Skip{
		{".github/", "hidden directory"}, {".github/link.yml", "symbolic link"}, {"x/circle.sh", "symbolic link"},
		{"x/link.sh", "symbolic link"}, {"x/pipe.sh", "special file"}, {"x/large.yaml", "over-1-MB script"},
	} {
		if !slices.Contains(left, want) {
			t.Errorf("%v is not among what was left out: %v", want, left)
		}
	}
	if tree := scan(t, Config{Dir: dir}); len(tree.Scripts) > 0 {
		t.Errorf("scripts nobody asked for: %v", tree.Scripts)
	}
	if _, err := Scan(t.Context(), Config{Dir: dir, Paths: []string{"x/a.sh"}}); err == nil {
		t.Error("a script was given, nobody wants scripts, and there is no error")
	}
}

// A script that cannot be read costs only itself.
func TestUnreadableScript(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := unpack(t, "-- .git/HEAD --\n-- a.go --\npackage a\n-- a.sh --\nasynctimerchan\n-- b.sh --\nasynctimerchan\n-- .github/a.yml --\n")
	for _, name := range []string{"a.sh", ".github"} {
		if err := os.Chmod(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(filepath.Join(dir, ".github"), 0o777)
	tree := scan(t, Config{Dir: dir, Scripts: scriptWord})
	want := []Problem{{".github/", 0, "read directory: permission denied"}, {"a.sh", 0, "read file: permission denied"}}
	if diff := cmp.Diff(want, tree.Errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if len(tree.Scripts) != 1 || tree.Scripts[0].Path != "b.sh" || tree.Files != 1 {
		t.Errorf("scripts %v, %d files", tree.Scripts, tree.Files)
	}
}
