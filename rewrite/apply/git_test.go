package apply

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func runGit(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.com"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// committed makes a repository with two files in it, and a repository inside with one.
func committed(t *testing.T) string {
	dir, _ := makeTree(t, "a.go", "x/ü *.go")
	put(t, filepath.Join(dir, ".gitignore"), "ignored.go\n")
	runGit(t, dir, "init", "-q")
	runGit(t, dir, "add", "-A")
	runGit(t, dir, "commit", "-qm", "all")
	inner := filepath.Join(dir, "inner")
	put(t, filepath.Join(inner, "b.go"), "package b\n")
	runGit(t, inner, "init", "-q")
	runGit(t, inner, "add", "-A")
	runGit(t, inner, "commit", "-qm", "all")
	return dir
}

func TestRecoverable(t *testing.T) {
	all := []string{"a.go", "x/ü *.go", "inner/b.go"}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		files []string
		want  string // part of the error
		allow Leave  // that makes it pass
	}{
		"clean":        {nil, all, "", Leave{}},
		"dirty":        {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "x/ü *.go"), "package y\n") }, all, "write x/ü *.go: changed and not committed", Leave{Dirty: true}},
		"dirty inside": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "inner/b.go"), "package y\n") }, all, "write inner/b.go: changed", Leave{Dirty: true}},
		"staged": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "a.go"), "package y\n")
			runGit(t, dir, "add", "a.go")
		}, all, "write a.go: changed", Leave{Dirty: true}},
		"another file dirty": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "a.go"), "package y\n") }, all[1:], "", Leave{}},
		"untracked":          {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "new.go"), "package y\n") }, []string{"new.go"}, "write new.go: not yet added to git", Leave{Dirty: true}},
		"ignored":            {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "ignored.go"), "package y\n") }, []string{"ignored.go"}, "not yet added", Leave{Dirty: true}},
		"no repository":      {func(t *testing.T, dir string) { os.RemoveAll(filepath.Join(dir, ".git")) }, all[:2], "not in a git repository", Leave{NoVCS: true}},
		"broken repository": {func(t *testing.T, dir string) {
			os.RemoveAll(filepath.Join(dir, ".git"))
			os.Mkdir(filepath.Join(dir, ".git"), 0o777)
		}, all[:2], "git", Leave{NoVCS: true}},
		"no git": {func(t *testing.T, dir string) { t.Setenv("PATH", "") }, all, "allow it with --allow-no-vcs", Leave{NoVCS: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
			dir := committed(t)
			if c.spoil != nil {
				c.spoil(t, dir)
			}
			err := Recoverable(t.Context(), dir, c.files, Leave{})
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if err != nil && !strings.Contains(err.Error(), "--allow-") {
				t.Errorf("error does not say what to do: %v", err)
			}
			if err := Recoverable(t.Context(), dir, c.files, c.allow); err != nil {
				t.Errorf("with %+v: %v", c.allow, err)
			}
		})
	}
}

func TestRecoverableMany(t *testing.T) {
	var names []string
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		for range 10 {
			names = append(names, strings.Repeat(string(c), 100)+"/"+strings.Repeat("x", len(names)%100+1)+".go")
		}
	}
	dir, _ := makeTree(t, names...)
	runGit(t, dir, "init", "-q")
	runGit(t, dir, "add", "-A")
	runGit(t, dir, "commit", "-qm", "all")
	if err := Recoverable(t.Context(), dir, names, Leave{}); err != nil {
		t.Error(err)
	}
	put(t, filepath.Join(dir, names[len(names)-1]), "package y\n")
	if err := Recoverable(t.Context(), dir, names, Leave{}); err == nil {
		t.Error("the last of many files is dirty, and nothing was said")
	}
}
