// Package git runs the few git commands that a migration needs.
package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// ErrNoRepository says that git does not take a directory for part of a repository.
var ErrNoRepository = errors.New("it knows of no repository there")

// A Repo is a git repository with its working tree; submodules and worktrees are ones of their own.
type Repo struct {
	Dir string // absolute: the top of the working tree
}

// Find returns the innermost repository that dir is in. It does not run git.
func Find(dir string) (Repo, bool) {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return Repo{dir}, true
		}
		if dir == filepath.Dir(dir) {
			return Repo{}, false
		}
		dir = filepath.Dir(dir)
	}
}

// Ask runs a git command that only reads and returns what it prints. The index is not refreshed, and nothing that the configuration of
// the repository names is run. An error is what git says, on one line.
func (r Repo) Ask(ctx context.Context, args ...string) (string, error) {
	return r.command(ctx, call{args: append([]string{"-c", "core.fsmonitor=false"}, args...), env: []string{"GIT_OPTIONAL_LOCKS=0"}})
}

// A call is one run of git.
type call struct {
	args  []string
	env   []string
	stdin string
	whole bool // an error is all of what git says, and not its first line
}

// patience is how long git and its hooks have to end when they are asked to, and what they start when they have ended.
const patience = 2 * time.Second

// command runs git in r. Paths are taken as they are, and messages come in English. With a context that has no end, a Ctrl-C on the
// terminal does not end it either.
func (r Repo) command(ctx context.Context, c call) (string, error) {
	stdout, stderr, err := r.run(ctx, c)
	if ctx.Done() == nil && wasKilled(err) { // a Ctrl-C, in the moment before it was apart
		stdout, stderr, err = r.run(ctx, c)
	}
	if err == nil {
		return stdout, nil
	}
	why := strings.TrimPrefix(strings.TrimSpace(stderr), "fatal: ")
	if c.whole {
		why = cmp.Or(why, strings.TrimSpace(stdout))
	} else {
		why, _, _ = strings.Cut(why, "\n")
	}
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case strings.HasPrefix(why, "not a git repository"):
		return "", ErrNoRepository
	case why != "":
		return "", errors.New(why)
	}
	return "", err
}

func (r Repo) run(ctx context.Context, c call) (stdout, stderr string, err error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", r.Dir, "--literal-pathspecs"}, c.args...)...)
	cmd.Env = append(append(os.Environ(), "LC_ALL=C"), c.env...)
	cmd.Stdin = strings.NewReader(c.stdin)
	cmd.Cancel = func() error { // git, when asked, takes its lock files away first
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			return cmd.Process.Kill() // there are no such signals on Windows
		}
		return nil
	}
	cmd.WaitDelay = patience
	if ctx.Done() == nil {
		setApart(cmd)
	}
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	err = cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) { // git is done, and something that a hook started is not
		err = nil
	}
	return out.String(), problems.String(), err
}

// wasKilled reports whether a signal ended a command.
func wasKilled(err error) bool {
	exit, ok := errors.AsType[*exec.ExitError](err)
	return ok && !exit.Exited()
}
