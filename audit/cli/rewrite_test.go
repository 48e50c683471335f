package cli_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"unleak/audit/cli"
)

// TestRewriteTwice rewrites every example module, and the demo service, and finds nothing to do in a second run. Every
// file of the result parses, and no fix was left out as a mistake of ours.
func TestRewriteTwice(t *testing.T) {
	modules, err := filepath.Glob(filepath.Join(repo, "testdata", "rules", "*", "*", "go.mod"))
	if err != nil || len(modules) == 0 {
		t.Fatalf("find example modules: %v, %v", modules, err)
	}
	for _, mod := range append(modules, filepath.Join(repo, "testdata", "service", "go.mod")) {
		source := filepath.Dir(mod)
		name := filepath.Base(filepath.Dir(source)) + "/" + filepath.Base(source)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			patch := patchOf(t, dir)
			if again := patchOf(t, dir); again != patch {
				t.Errorf("two runs, two patches:\n%s\n%s", patch, again)
			}
			byGit := gitApplies(t, dir, patch)
			written := newRun(dir, "rewrite", "--review", "--write", "--allow-no-vcs")
			if got := written.main(); got != 0 || written.stdout.Len() > 0 {
				t.Fatalf("--write: exit status %d\n%s%s", got, &written.stdout, &written.stderr)
			}
			if log := written.stderr.String(); strings.Contains(log, "mistake of unleak") {
				t.Errorf("fixes that could not be made:\n%s", log)
			}
			sameFiles(t, byGit, dir)
			if again := patchOf(t, dir); again != "" && !strings.Contains(written.stderr.String(), "run unleak rewrite again") {
				t.Errorf("a second run has something to do:\n%s", again)
			}
		})
	}
}

// patchOf returns the patch for dir.
func patchOf(t *testing.T, dir string) string {
	t.Helper()
	r := newRun(dir, "rewrite", "--review", "--verify", "types") // what is written is also built
	want := 0
	got := r.main()
	if r.stdout.Len() > 0 {
		want = 1
	}
	if got != want {
		t.Errorf("exit status %d, want %d: %s", got, want, &r.stderr)
	}
	return r.stdout.String()
}

// gitApplies has git apply the patch to a copy of dir, which it returns.
func gitApplies(t *testing.T, dir, patch string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if patch == "" {
		return to
	}
	cmd := exec.Command("git", "apply", "-")
	cmd.Dir, cmd.Stdin = to, strings.NewReader(patch)
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+os.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s%s", err, out, patch)
	}
	return to
}

// sameFiles compares what git made of a patch with what --write made, byte by byte.
func sameFiles(t *testing.T, byGit, byUs string) {
	t.Helper()
	for _, name := range goFiles(t, byGit) {
		theirs, err := os.ReadFile(filepath.Join(byGit, name))
		if err != nil {
			t.Fatal(err)
		}
		if ours, err := os.ReadFile(filepath.Join(byUs, name)); err != nil || !bytes.Equal(ours, theirs) {
			t.Errorf("%s: git apply and --write differ: %v", name, err)
		}
	}
}

func goFiles(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRewriteColor: a patch is coloured for a terminal, with the words that differ, and for nothing else.
func TestRewriteColor(t *testing.T) {
	dir := leaky(t)
	plain := newRun(dir, "rewrite")
	plain.main()
	if strings.Contains(plain.stdout.String(), "\x1b") {
		t.Errorf("colour on a pipe:\n%q", &plain.stdout)
	}
	if plain.stdout.Len() == 0 {
		t.Skip("no rule has a fix for the example")
	}
	color := newRun(dir, "rewrite")
	color.OutWidth = 80
	color.main()
	for _, want := range []string{"\x1b[1m--- a/internal", "\x1b[36m@@ ", "\x1b[31m-", "\x1b[32m+", "\x1b[7;31mtime.After"} {
		if !strings.Contains(color.stdout.String(), want) {
			t.Errorf("no %q on a terminal:\n%q", want, &color.stdout)
		}
	}
	if got := escapes.ReplaceAllString(color.stdout.String(), ""); got != plain.stdout.String() {
		t.Errorf("without its colours the patch is another:\n%s\n%s", got, &plain.stdout)
	}
	never := newRun(dir, "rewrite", "--color", "never")
	never.OutWidth = 80
	never.main()
	if never.stdout.String() != plain.stdout.String() {
		t.Errorf("--color never:\n%q", &never.stdout)
	}
}

// TestRewriteTerminal: a file cannot steer the terminal it is shown on, and its bytes reach a pipe as they are.
func TestRewriteTerminal(t *testing.T) {
	dir := leaky(t)
	file := goFiles(t, dir)[0]
	path := filepath.Join(dir, file)
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	evil := bytes.Replace(src, []byte("\tfor {"), []byte("\t// \x1b[2J\n\tfor {"), 1)
	if err := os.WriteFile(path, evil, 0o666); err != nil {
		t.Fatal(err)
	}
	piped, shown := newRun(dir, "rewrite"), newRun(dir, "rewrite", "--color", "never")
	shown.OutWidth = 80
	piped.main()
	shown.main()
	if !strings.Contains(piped.stdout.String(), "\x1b[2J") || strings.Contains(shown.stdout.String(), "\x1b") {
		t.Errorf("piped %q\nshown %q", &piped.stdout, &shown.stdout)
	}
}

// TestRewriteInterrupt: an interrupt while a question is open ends the run, and nothing is written.
func TestRewriteInterrupt(t *testing.T) {
	dir := leaky(t)
	before, _ := os.ReadFile(filepath.Join(dir, goFiles(t, dir)[0]))
	ctx, cancel := context.WithCancel(t.Context())
	r := newRun(dir, "rewrite", "--interactive", "--write", "--allow-no-vcs")
	r.Stdin = readerFunc(func([]byte) (int, error) {
		cancel()
		<-make(chan int) // nobody answers
		return 0, nil
	})
	if got := cli.Main(ctx, r.Env); got != 2 || !strings.HasSuffix(r.stderr.String(), "\nunleak: interrupted\n") {
		t.Errorf("exit status %d, stderr %q", got, &r.stderr)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, goFiles(t, dir)[0])); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

// TestRewriteBrokenPipe: when the reader of the patch has gone, the program ends without a word.
func TestRewriteBrokenPipe(t *testing.T) {
	r := newRun(leaky(t), "rewrite")
	r.Stdout = writerFunc(func([]byte) (int, error) { return 0, os.NewSyscallError("write", syscall.EPIPE) })
	if got := r.main(); got != 1 || r.stderr.Len() > 0 {
		t.Errorf("exit status %d, stderr %q", got, &r.stderr)
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
