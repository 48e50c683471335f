package git_test

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/rewrite/git"
)

// A tree is a repository in which a test works.
type tree struct {
	*testing.T
	dir string
}

func newTree(t *testing.T) tree {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	r := tree{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	r.git("config", "user.name", "t")
	r.git("config", "user.email", "t@example.com")
	return r
}

func (r tree) git(args ...string) string {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r tree) write(name, content string) {
	r.Helper()
	path := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		r.Fatal(err)
	}
}

func (r tree) commit() string {
	r.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", "x")
	return r.git("rev-parse", "HEAD")
}

// wants compares the lines changed since rev.
func (r tree) wants(rev string, want map[string][]git.Lines) {
	r.Helper()
	got, err := git.Repo{Dir: r.dir}.ChangedLines(r.Context(), rev)
	if err != nil {
		r.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		r.Errorf("changed since %s (-want +got):\n%s", rev, diff)
	}
}

var all = []git.Lines{{From: 1, To: math.MaxInt}}

// TestChangedLines: what is staged, what is not, what is untracked; renames, modes, deletions, attributes.
func TestChangedLines(t *testing.T) {
	r := newTree(t)
	lines := strings.Repeat("a line of some length\n", 30)
	r.write("edited.go", "a\nb\nc\nd\ne\nf\n")
	r.write("cut.go", "a\nb\nc\nd\n")
	r.write("head.go", "a\nb\n")
	r.write("deleted.go", lines)
	r.write("old/moved.go", lines+"x\n")
	r.write("old/same.go", lines+"y\n")
	r.write("mode.go", "mode\n")
	r.write("binary.go", "a\x00b\n")
	r.write("odd.go", "a\n")
	r.write("open.go", "a")
	r.write(".gitattributes", "odd.go -diff\n")
	r.write(".gitignore", "ignored.go\n")
	base := r.commit()
	r.wants("HEAD", map[string][]git.Lines{})

	r.write("edited.go", "a\nB\nc\nd\ne\nE\nE\nf\n")
	r.git("add", "-A")
	r.write("edited.go", "a\nB\nc\nd\ne\nE\nE\nf\ng\n") // beyond what is staged
	r.write("cut.go", "a\nd\n")
	r.write("head.go", "b\n")
	r.write("open.go", "a\n")
	r.git("rm", "-q", "deleted.go")
	r.git("mv", "old", "new")
	r.write("new/moved.go", lines+"X\n")
	r.write("binary.go", "a\x00c\n")
	r.write("odd.go", "b\n")
	r.write("ignored.go", "x\n")
	r.write("sub/untracked.go", "x\n")
	if runtime.GOOS != "windows" {
		if err := os.Chmod(filepath.Join(r.dir, "mode.go"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string][]git.Lines{
		"edited.go":        {{From: 2, To: 2, Removed: []string{"b\n"}}, {From: 6, To: 7}, {From: 9, To: 9}},
		"cut.go":           {{From: 2, To: 1, Removed: []string{"b\n", "c\n"}}},
		"head.go":          {{From: 1, To: 0, Removed: []string{"a\n"}}},
		"open.go":          {{From: 1, To: 1, Removed: []string{"a"}}},
		"new/moved.go":     {{From: 31, To: 31, Removed: []string{"x\n"}}},
		"binary.go":        all,
		"odd.go":           all,
		"sub/untracked.go": all,
	}
	r.wants("HEAD", want)

	// No configuration changes it.
	for _, c := range []string{
		"diff.noprefix true", "diff.mnemonicPrefix true", "diff.external false", "core.quotePath true", "diff.renames false", "diff.context 10",
		"color.ui always", "diff.orderFile nowhere", "diff.relative true", "diff.renameLimit 1", "diff.submodule log", "diff.suppressBlankEmpty true",
		"status.showUntrackedFiles no", "diff.wordRegex .", "diff.colorMoved zebra", "diff.interHunkContext 20", "diff.ignoreSubmodules none",
	} {
		key, value, _ := strings.Cut(c, " ")
		r.git("config", key, value)
	}
	t.Setenv("GIT_DIFF_OPTS", "--unified=3")
	t.Setenv("GIT_EXTERNAL_DIFF", "false")
	r.wants(base, want)
}

// TestChangedNames: whatever a file is called.
func TestChangedNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there, names are tamer")
	}
	r := newTree(t)
	names := []string{"a b.go", "ä.go", "tab\t.go", "line\nfeed.go", `quo"te\.go`, "x b/a/x.go", "\xff.go", " lead.go", "trail ", "-dash.go", "a/b/c.go", "b"}
	want := map[string][]git.Lines{}
	for _, n := range names {
		r.write(n, "a\n")
		want[n] = []git.Lines{{From: 2, To: 2}}
	}
	r.commit()
	for _, n := range names {
		r.write(n, "a\nb\n")
	}
	r.wants("HEAD", want)
	for _, n := range names {
		r.write(n, "a\x00\n")
		want[n] = all
	}
	r.wants("HEAD", want)
	r.git("rm", "-rqf", "--cached", ".")
	r.commit()
	r.git("reset", "-q", "HEAD~")
	r.wants("HEAD", want)
}

// TestChangedBase: REV... is the commit at which HEAD left REV.
func TestChangedBase(t *testing.T) {
	r := newTree(t)
	r.write("a.go", "a\n")
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	r.write("topic.go", "t\n")
	r.commit()
	r.git("checkout", "-q", "main")
	r.write("a.go", "a\nb\n")
	r.commit()
	r.git("checkout", "-q", "topic")
	r.wants("main...", map[string][]git.Lines{"topic.go": {{From: 1, To: 1}}})
	r.wants("main", map[string][]git.Lines{"topic.go": {{From: 1, To: 1}}, "a.go": {{From: 2, To: 1, Removed: []string{"b\n"}}}})

	// A repository within, added as one or not, is another one.
	within := tree{t, filepath.Join(r.dir, "within")}
	r.git("init", "-q", "within")
	within.git("config", "user.name", "t")
	within.git("config", "user.email", "t@example.com")
	within.write("a.go", "a\n")
	within.commit()
	r.wants("topic", map[string][]git.Lines{})
	r.commit()
	within.write("a.go", "b\n")
	within.commit()
	r.wants("HEAD", map[string][]git.Lines{})

	r.git("checkout", "-q", "--orphan", "alone")
	r.commit()
	r.fails("main...", "find where HEAD left main: there is no commit that both have")
}

func (r tree) fails(rev, want string) {
	r.Helper()
	_, err := git.Repo{Dir: r.dir}.ChangedLines(r.Context(), rev)
	if err == nil || err.Error() != want {
		r.Errorf("since %s: error %v, want %s", rev, err, want)
	}
}

func TestChangedRefuses(t *testing.T) {
	r := newTree(t)
	r.fails("HEAD", "read revision HEAD: git knows no such commit; to see commits, run: git log")
	r.write("a.go", "a\n")
	r.commit()
	r.commit()
	r.fails("no/such", "read revision no/such: git knows no such commit; to see commits, run: git log")
	r.fails("--help", "read revision --help: git knows no such commit; to see commits, run: git log")
	r.fails("--output=x", "read revision --output=x: git knows no such commit; to see commits, run: git log")
	r.fails("a..b", "read revision a..b: git knows no such commit; to see commits, run: git log")
	r.fails("", "read revision : git knows no such commit; to see commits, run: git log")

	clone := tree{t, filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, clone.dir)
	const advice = "; this clone has only a part of the history, and to get the rest, run: git fetch --unshallow"
	clone.fails("HEAD~", "read revision HEAD~: git knows no such commit; to see commits, run: git log"+advice)

	outside := tree{t, t.TempDir()}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside.dir))
	outside.fails("HEAD", "read revision HEAD: it knows of no repository there")
}

// TestChangedConflict: a merge that stopped half-way has lines, too.
func TestChangedConflict(t *testing.T) {
	r := newTree(t)
	r.write("a.go", "a\n")
	r.write("z.go", "a\n")
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	r.write("a.go", "topic\n")
	r.commit()
	r.git("checkout", "-q", "main")
	r.write("a.go", "main\n")
	r.commit()
	cmd := exec.Command("git", "merge", "topic")
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Fatalf("no conflict: %s", out)
	}
	r.write("z.go", "b\n")
	r.wants("HEAD", map[string][]git.Lines{"a.go": {{From: 1, To: 1}, {From: 3, To: 5}}, "z.go": {{From: 1, To: 1, Removed: []string{"a\n"}}}})
}
