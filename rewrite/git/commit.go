package git

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// do runs a git command that changes something, to its end: half a checkout is worse than a late one. Hooks run as always. An error is
// all that git and they say.
func (r Repo) do(ctx context.Context, args ...string) error {
	_, err := r.command(context.WithoutCancel(ctx), call{args: args, whole: true})
	return err
}

// Identity returns an error if git does not know who commits.
func (r Repo) Identity(ctx context.Context) error {
	if _, err := r.Ask(ctx, "var", "GIT_COMMITTER_IDENT"); err != nil {
		return cmp.Or(ctx.Err(), errors.New("git does not know who you are; run: git config user.name NAME; git config user.email ADDRESS"))
	}
	return nil
}

// Dirty returns the files, relative to Dir, with changes that are not committed. Those that git does not keep are not looked at.
func (r Repo) Dirty(ctx context.Context) ([]string, error) {
	out, err := r.Ask(ctx, "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=dirty")
	if err != nil {
		return nil, err
	}
	var files []string
	for entry := range strings.SplitSeq(out, "\x00") {
		if len(entry) > 3 { // XY path
			files = append(files, entry[3:])
		}
	}
	return files, nil
}

// A Head is what is checked out.
type Head struct {
	Branch string // empty: none
	Commit string
}

const heads = "refs/heads/"

// Head returns what is checked out. It is an error if there is no commit yet.
func (r Repo) Head(ctx context.Context) (h Head, err error) {
	if h.Commit, err = r.Commit(ctx, "HEAD"); err != nil {
		return h, err
	}
	if h.Commit == "" {
		return h, errors.New("there is no commit yet; make one first")
	}
	if ref, err := r.Ask(ctx, "symbolic-ref", "--quiet", "HEAD"); err == nil { // not --short, which says heads/main if there is a tag main, too
		h.Branch, _ = strings.CutPrefix(strings.TrimSpace(ref), heads)
	}
	return h, ctx.Err()
}

// Commit returns the commit that a revision names; empty if it names none.
func (r Repo) Commit(ctx context.Context, rev string) (string, error) {
	out, err := r.Ask(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() { // and has nothing to say
		return "", nil
	}
	return lastLine(out), err
}

// Tip returns the last commit of a branch; empty if there is no such branch.
func (r Repo) Tip(ctx context.Context, branch string) (string, error) {
	return r.Commit(ctx, heads+branch)
}

// Merged reports whether a commit is part of the history of what is checked out.
func (r Repo) Merged(ctx context.Context, commit string) bool {
	_, err := r.Ask(ctx, "merge-base", "--is-ancestor", commit, "HEAD")
	return err == nil
}

// CanBeBranch returns an error if no branch can have a name: git does not take it, or a branch has a part of it as its own.
func (r Repo) CanBeBranch(ctx context.Context, name string) error {
	if _, err := r.Ask(ctx, "check-ref-format", "--branch", name); err != nil {
		return cmp.Or(ctx.Err(), fmt.Errorf("git does not take %s for the name of a branch; choose another one with --branch-prefix", name))
	}
	for i, c := range name {
		if c != '/' {
			continue
		}
		switch tip, err := r.Tip(ctx, name[:i]); {
		case err != nil:
			return err
		case tip != "":
			return fmt.Errorf("there is a branch %s, so none can be called %s; choose another name with --branch-prefix", name[:i], name)
		}
	}
	return nil
}

// Private returns the path, in the directory that git keeps to itself, of a file of ours. All working trees share it.
func (r Repo) Private(ctx context.Context, name string) (string, error) {
	out, err := r.Ask(ctx, "rev-parse", "--git-common-dir")
	if err != nil {
		return "", err
	}
	path := filepath.FromSlash(strings.TrimSuffix(out, "\n"))
	if !filepath.IsAbs(path) {
		path = filepath.Join(r.Dir, path)
	}
	return filepath.Join(path, "unleak", name), nil
}

// Start makes a branch of what is checked out, and checks it out: no file changes. What a branch of that name held is forgotten.
func (r Repo) Start(ctx context.Context, branch string) error {
	if err := r.switchTo(ctx, Head{Branch: branch}, "--force-create", branch); err != nil {
		return fmt.Errorf("create branch %s: %w", branch, err)
	}
	return nil
}

// Switch checks out what was checked out once.
func (r Repo) Switch(ctx context.Context, to Head) error {
	args := []string{"--detach", to.Commit}
	if to.Branch != "" {
		args = []string{to.Branch}
	}
	if err := r.switchTo(ctx, to, args...); err != nil {
		return fmt.Errorf("switch to %s: %w", args[len(args)-1], err)
	}
	return nil
}

// switchTo runs git switch. That a hook fails afterwards is no error: it is too late.
func (r Repo) switchTo(ctx context.Context, to Head, args ...string) error {
	err := r.do(ctx, append([]string{"switch", "--quiet"}, args...)...)
	if err == nil {
		return nil
	}
	now, e := r.Head(context.WithoutCancel(ctx))
	if e == nil && now.Branch == to.Branch && (to.Branch != "" || now.Commit == to.Commit) {
		return nil
	}
	return err
}

// Undo takes Start back: to is what was checked out, and tip what the branch held, if there was one. It touches neither the files nor
// the index, so that nothing can be in its way.
func (r Repo) Undo(ctx context.Context, branch, tip string, to Head) error {
	back := []string{"update-ref", "--no-deref", "HEAD", to.Commit}
	if to.Branch != "" {
		back = []string{"symbolic-ref", "-m", "unleak: back to " + to.Branch, "HEAD", heads + to.Branch}
	}
	rest := []string{"branch", "--quiet", "-D", branch}
	if tip != "" {
		rest = []string{"update-ref", heads + branch, tip}
	}
	for _, args := range [][]string{back, rest} {
		if err := r.do(ctx, args...); err != nil {
			return fmt.Errorf("undo branch %s: %w", branch, err)
		}
	}
	return nil
}

// Record commits files, which are relative to Dir, and nothing else, and returns the new commit. What else is staged stays staged. An
// interrupt ends it, hooks included, but takes back no commit that is made.
func (r Repo) Record(ctx context.Context, message string, files []string) (string, error) {
	before, err := r.Commit(ctx, "HEAD")
	if err != nil {
		return "", fmt.Errorf("commit: %w", err)
	}
	// Only this way does git keep what a hook adds to the commit, but all that is staged is part of it.
	which := "--include"
	if _, err := r.Ask(ctx, "diff", "--cached", "--quiet", "--ignore-submodules=none"); err != nil {
		which = "--only"
	}
	_, err = r.command(ctx, call{whole: true, stdin: strings.Join(files, "\x00"), args: []string{
		"commit", "--quiet", "--cleanup=whitespace", "--message=" + message, which, "--pathspec-from-file=-", "--pathspec-file-nul",
	}})
	after, e := r.Commit(context.WithoutCancel(ctx), "HEAD")
	switch {
	case after != before && after != "":
		return after, nil
	case err == nil:
		err = e
	}
	return "", fmt.Errorf("commit: %w", err)
}

// Keep makes git keep the content of a file, and returns the name of the object.
func (r Repo) Keep(ctx context.Context, path string) (string, error) {
	out, err := r.command(ctx, call{args: []string{"hash-object", "-w", "--no-filters", "--", path}})
	return lastLine(out), err
}
