package cli_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"unleak/audit/cli"
	"unleak/audit/report/text"
	"unleak/rules"
	"unleak/rules/rule"
)

// A run is one run of the program inside the test.
type run struct {
	cli.Env
	stdout, stderr bytes.Buffer
}

// newRun prepares a run in dir.
func newRun(dir string, args ...string) *run {
	r := &run{}
	r.Env = cli.Env{
		Args: args, Dir: dir, Version: testVersion,
		Stdin: strings.NewReader(""), Stdout: &r.stdout, Stderr: &r.stderr,
		Getenv: func(string) string { return "" },
	}
	return r
}

func (r *run) main() int { return cli.Main(context.Background(), r.Env) }

// leaky makes a directory with one leak in it.
func leaky(t testing.TB) string {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod": "module example.com/leaky\n\ngo 1.21\n",
		"internal/transport/http2/connection_pool_manager.go": `package http2

import "time"

func Loop(c chan int) {
	for {
		select {
		case <-c:
		case <-time.After(backoff.Exponential(attempt, config.Retry.Base, config.Retry.Max)):
		}
	}
}

func Wait() { <-time.After(time.Second) }
`,
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(content), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestTerminal: on a terminal the report fits its width and uses colour, and a file does neither.
func TestTerminal(t *testing.T) {
	dir := leaky(t)
	r := newRun(dir, "audit")
	r.OutWidth = 80
	if got := r.main(); got != 1 {
		t.Fatalf("exit status %d, want 1: %s", got, &r.stderr)
	}
	if !strings.Contains(r.stdout.String(), "\x1b[33mleak\x1b[0m") || !strings.Contains(r.stdout.String(), "\x1b[2mnone\x1b[0m") {
		t.Errorf("no colour on a terminal:\n%q", &r.stdout)
	}
	for _, env := range []string{"NO_COLOR=1", "TERM=dumb"} {
		name, value, _ := strings.Cut(env, "=")
		r := newRun(dir, "audit")
		r.OutWidth = 80
		r.Getenv = func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		}
		r.main()
		if strings.Contains(r.stdout.String(), "\x1b") {
			t.Errorf("colour in spite of %s", env)
		}
		for line := range strings.Lines(r.stdout.String()) {
			if text.Width(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("wider than the terminal: %s", line)
			}
		}
	}
	r = newRun(dir, "audit", "--output", "report.txt")
	r.OutWidth = 80
	r.main()
	if got, err := os.ReadFile(filepath.Join(dir, "report.txt")); err != nil || !strings.Contains(string(got), "connection_pool_manager.go") || strings.Contains(string(got), "\x1b") {
		t.Errorf("a file is not a terminal: %q, %v", got, err)
	}
}

// TestInterrupt: an interrupted audit says so, fails, and leaves no file behind.
func TestInterrupt(t *testing.T) {
	dir := leaky(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := newRun(dir, "audit", "--output", "report.txt")
	if got := cli.Main(ctx, r.Env); got != 2 {
		t.Errorf("exit status %d, want 2", got)
	}
	if got := r.stderr.String(); got != "unleak: interrupted\n" {
		t.Errorf("stderr: %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "report*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestBrokenPipe: when the reader of the report has gone (| head), the program ends without a word.
func TestBrokenPipe(t *testing.T) {
	for _, format := range []string{"table", "json", "csv", "markdown"} {
		r := newRun(leaky(t), "audit", "--format", format)
		r.Stdout = writerFunc(func([]byte) (int, error) {
			return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
		})
		if got := r.main(); got != 1 || r.stderr.Len() > 0 {
			t.Errorf("%s: exit status %d, stderr %q", format, got, &r.stderr)
		}
	}
}

// TestFullDisk: a report that could not be written is a failure.
func TestFullDisk(t *testing.T) {
	r := newRun(leaky(t), "audit")
	r.Stdout = writerFunc(func([]byte) (int, error) { return 0, syscall.ENOSPC })
	if got := r.main(); got != 2 || !strings.Contains(r.stderr.String(), "no space left") {
		t.Errorf("exit status %d, stderr %q", got, &r.stderr)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestRulePages: every rule has a page, with every heading and both examples.
func TestRulePages(t *testing.T) {
	for _, want := range rules.All() {
		r := newRun(".", "rules", want.Name)
		if got := r.main(); got != 0 {
			t.Errorf("rules %s: exit status %d: %s", want.Name, got, &r.stderr)
		}
		page := r.stdout.String()
		for _, heading := range append([]string{want.Name + ": " + want.Finds, "Before"}, rule.Headings...) {
			if !strings.Contains(page, "# "+heading+"\n") {
				t.Errorf("rules %s: no heading %q", want.Name, heading)
			}
		}
		if strings.Contains(page, "\x1b") {
			t.Errorf("rules %s: colour on a pipe", want.Name)
		}
	}
}

// TestHelpIsWhole: help never depends on what is on disk, and never fails.
func TestHelpIsWhole(t *testing.T) {
	for _, args := range [][]string{nil, {"help"}, {"audit", "-h"}, {"rules", "-h"}, {"convert", "-h"}, {"version", "-h"}, {"completion", "bash"}} {
		r := newRun("/nonexistent", args...)
		r.Stdin = errReader{}
		if got := r.main(); got != 0 || r.stdout.Len() == 0 || r.stderr.Len() > 0 {
			t.Errorf("unleak %v: exit status %d, stderr %q", args, got, &r.stderr)
		}
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
