//go:build unix

package apply

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/rewrite"
)

// TestVerifyInterrupt: an interrupt ends the go command and what it started, and leaves nothing behind.
func TestVerifyInterrupt(t *testing.T) {
	goPath, err := exec.LookPath("go")
	if err != nil {
		t.Skip(err)
	}
	bin, temp, pipe := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	// A go command whose compiler never ends. The compiler holds the pipe open.
	script := "#!/bin/sh\nif [ \"$1\" = env ]; then exec '" + goPath + "' \"$@\"; fi\n" +
		"mkdir \"$GOTMPDIR/work\"\n(echo started; exec tail -f /dev/null) >'" + pipe + "' &\nwait\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("GOTMPDIR", temp)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "go.mod"), "module example.com/m\n")
	put(t, filepath.Join(dir, "a.go"), "package m\n\nfunc a() {}\n")
	before := snapshot(t, dir)
	p := renames(t, dir, []string{"a.go a b"})

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		f, err := os.Open(pipe) // waits for the compiler
		if err == nil {
			defer f.Close()
			in := bufio.NewReader(f)
			_, err = in.ReadString('\n')
			cancel()
			if _, end := io.Copy(io.Discard, in); end != nil { // ends with the last process that has the pipe
				err = end
			}
		}
		ended <- err
	}()
	if _, err := Verify(ctx, dir, p, Options{Check: rewrite.Build}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(temp); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
		t.Errorf("the tree changed (-before +after):\n%s", diff)
	}
}
