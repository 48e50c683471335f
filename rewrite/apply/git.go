package apply

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"unleak/rewrite/git"
)

// A Leave is what the user allows although the old content of a file may then be lost.
type Leave struct {
	Dirty bool // files with changes that are not committed
	NoVCS bool // files that are in no repository
}

// Recoverable returns an error if the files, which are named relative to root, hold something that git could not bring
// back. Only these files are looked at: what else goes on in the repository is not touched.
func Recoverable(ctx context.Context, root string, files []string, allowed Leave) error {
	repos, outside := group(root, files)
	if len(outside) > 0 && !allowed.NoVCS {
		return fmt.Errorf("write %s: not in a git repository, so nothing could bring the old content back; "+
			"run git init, or allow it with --allow-no-vcs", list(outside))
	}
	if allowed.Dirty {
		return nil
	}
	var dirty, untracked []string
	for _, r := range repos {
		d, u, err := r.status(ctx)
		switch {
		case errors.Is(err, exec.ErrNotFound) || errors.Is(err, git.ErrNoRepository):
			if !allowed.NoVCS {
				return fmt.Errorf("ask git about %s: %w; allow it with --allow-no-vcs", list(r.named(r.paths)), err)
			}
		case err != nil:
			return fmt.Errorf("ask git about %s: %w; commit your work and allow it with --allow-dirty", list(r.named(r.paths)), err)
		}
		dirty = append(dirty, r.named(d)...)
		untracked = append(untracked, r.named(u)...)
	}
	switch {
	case len(dirty) > 0:
		return fmt.Errorf("write %s: changed and not committed; commit or stash the changes, or allow it with --allow-dirty", list(dirty))
	case len(untracked) > 0:
		return fmt.Errorf("write %s: not yet added to git; add and commit, or allow it with --allow-dirty", list(untracked))
	}
	return nil
}

// A repo is a git repository with some of its files.
type repo struct {
	git   git.Repo
	root  string // as given to Recoverable
	paths []string
}

// group sorts files by the innermost repository they are in; submodules and worktrees count.
func group(root string, files []string) (repos []*repo, outside []string) {
	byDir := map[string]*repo{}
	for _, name := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		in, ok := git.Find(filepath.Dir(path))
		rel, err := filepath.Rel(in.Dir, path)
		if err != nil || !ok {
			outside = append(outside, name)
			continue
		}
		r := byDir[in.Dir]
		if r == nil {
			r = &repo{git: in, root: root}
			byDir[in.Dir] = r
			repos = append(repos, r)
		}
		r.paths = append(r.paths, filepath.ToSlash(rel))
	}
	return repos, outside
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// named returns paths of r as the reports name them.
func (r *repo) named(paths []string) []string {
	var out []string
	for _, p := range paths {
		path := filepath.Join(r.git.Dir, filepath.FromSlash(p))
		if rel, err := filepath.Rel(r.root, path); err == nil {
			path = rel
		}
		out = append(out, filepath.ToSlash(path))
	}
	return out
}

// maxArgs keeps a command line under what any system takes, in bytes.
const maxArgs = 16 << 10

// status returns the files of r that differ from the last commit, and those that git does not keep.
func (r *repo) status(ctx context.Context) (dirty, untracked []string, err error) {
	for paths := range chunks(r.paths, maxArgs) {
		out, err := r.git.Ask(ctx, append([]string{"status", "--porcelain", "-z", "--untracked-files=no", "--no-renames", "--"}, paths...)...)
		if err != nil {
			return nil, nil, err
		}
		for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
			if len(entry) > 3 { // XY path
				dirty = append(dirty, entry[3:])
			}
		}
		out, err = r.git.Ask(ctx, append([]string{"ls-files", "-z", "--"}, paths...)...)
		if err != nil {
			return nil, nil, err
		}
		known := strings.Split(out, "\x00")
		for _, p := range paths {
			if !slices.Contains(known, p) && !slices.Contains(dirty, p) {
				untracked = append(untracked, p)
			}
		}
	}
	return dirty, untracked, nil
}

// chunks yields paths in groups of at most limit bytes, or one path.
func chunks(paths []string, limit int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for len(paths) > 0 {
			n, size := 0, 0
			for n < len(paths) && (n == 0 || size+len(paths[n]) < limit) {
				size += len(paths[n]) + 1
				n++
			}
			if !yield(paths[:n]) {
				return
			}
			paths = paths[n:]
		}
	}
}

// list names some files: "a.go, b.go and 7 more".
func list(names []string) string {
	const shown = 3
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}
