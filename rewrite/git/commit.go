package git

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// do runs a git command that changes something. Hooks run as always. An error is all that git and they say.
func (r Repo) do(ctx context.Context, stdin string, args ...string) error {
	_, err := r.command(ctx, call{args: args, stdin: stdin, whole: true})
	return err
}

// Identity returns an error if git does not know who commits.
func (r Repo) Identity(ctx context.Context) error {
	if _, err := r.Ask(ctx, "var", "GIT_COMMITTER_IDENT"); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errors.New("git does not know who you are; run: git config user.name NAME; git config user.email ADDRESS")
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

// Head returns the name of the branch, or, if none is checked out, the commit.
func (r Repo) Head(ctx context.Context) (name string, branch bool, err error) {
	out, err := r.Ask(ctx, "symbolic-ref", "--quiet", "--short", "HEAD")
	if err == nil {
		return strings.TrimSpace(out), true, nil
	}
	name, err = r.Commit(ctx, "HEAD")
	return name, false, err
}

// Commit returns the commit that a revision names.
func (r Repo) Commit(ctx context.Context, rev string) (string, error) {
	out, err := r.Ask(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(out), nil
}

// HasBranch reports whether there is a branch called name.
func (r Repo) HasBranch(ctx context.Context, name string) bool {
	_, err := r.Ask(ctx, "show-ref", "--verify", "--quiet", "refs/heads/"+name)
	return err == nil
}

// Merged reports whether a commit is part of the history of what is checked out.
func (r Repo) Merged(ctx context.Context, commit string) bool {
	_, err := r.Ask(ctx, "merge-base", "--is-ancestor", commit, "HEAD")
	return err == nil
}

// Private returns the path, in the directory that git keeps to itself, of a file of ours.
func (r Repo) Private(ctx context.Context, name string) (string, error) {
	out, err := r.Ask(ctx, "rev-parse", "--git-path", "unleak/"+name)
	if err != nil {
		return "", err
	}
	path := filepath.FromSlash(strings.TrimSuffix(out, "\n"))
	if !filepath.IsAbs(path) {
		path = filepath.Join(r.Dir, path)
	}
	return path, nil
}

// Create makes a branch at what is checked out, and checks it out. No file changes.
func (r Repo) Create(ctx context.Context, branch string) error {
	if err := r.do(ctx, "", "switch", "--quiet", "--create", branch); err != nil {
		return fmt.Errorf("create branch %s: %w", branch, err)
	}
	return nil
}

// Switch checks out a branch, or a commit.
func (r Repo) Switch(ctx context.Context, name string, branch bool) error {
	args := []string{"switch", "--quiet", name}
	if !branch {
		args = []string{"switch", "--quiet", "--detach", name}
	}
	if err := r.do(ctx, "", args...); err != nil {
		return fmt.Errorf("switch to %s: %w", name, err)
	}
	return nil
}

// Delete deletes a branch that is not checked out, whatever it holds.
func (r Repo) Delete(ctx context.Context, branch string) error {
	if err := r.do(ctx, "", "branch", "--quiet", "-D", branch); err != nil {
		return fmt.Errorf("delete branch %s: %w", branch, err)
	}
	return nil
}

// Record commits files, which are relative to Dir, and nothing else, and returns the new commit. What else is staged stays staged.
func (r Repo) Record(ctx context.Context, message string, files []string) (string, error) {
	list := strings.Join(files, "\x00")
	if err := r.do(ctx, list, "commit", "--quiet", "--message="+message, "--only", "--pathspec-from-file=-", "--pathspec-file-nul"); err != nil {
		return "", fmt.Errorf("commit: %w", err)
	}
	return r.Commit(ctx, "HEAD")
}

// Restore gives files, which are relative to Dir, the content they have in the last commit.
func (r Repo) Restore(ctx context.Context, files []string) error {
	list := strings.Join(files, "\x00")
	err := r.do(ctx, list, "restore", "--source=HEAD", "--staged", "--worktree", "--pathspec-from-file=-", "--pathspec-file-nul")
	if err != nil {
		return fmt.Errorf("restore files: %w", err)
	}
	return nil
}
