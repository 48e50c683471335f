package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"unleak/audit/report"
	"unleak/rewrite/git"
)

// commitPatch changes the files and commits them on the branch that is checked out.
func (a *app) commitPatch(ctx context.Context, f *rewriteFlags, change report.Change) error {
	root, files := change.Report.Root, names(change.Patch.Changed())
	if len(files) == 0 {
		a.summarize(summary{patch: change.Patch, flaky: change.Flaky})
		return nil
	}
	repo, err := repository(ctx, root, files)
	if err != nil {
		return err
	}
	if err := a.writePatch(ctx, f, root, summary{patch: change.Patch, flaky: change.Flaky}); err != nil {
		return err
	}
	if a.exit != exitClean {
		return fmt.Errorf("commit: not every file was written; look at what changed, and commit it with git")
	}
	commit, err := repo.Record(context.WithoutCancel(ctx), change.CommitMessage(), within(repo, root, files))
	if err != nil {
		return &usageError{problem: err.Error(), next: "the files are changed, and not committed; to undo that, run: git restore ."}
	}
	fmt.Fprintf(a.Stderr, "Committed %.12s: %s\n", commit, change.Title())
	return nil
}

// repository returns the repository that all files below root are in, if it is ready for commits.
func repository(ctx context.Context, root string, files []string) (git.Repo, error) {
	repo, ok := git.Find(root)
	if !ok {
		return repo, fmt.Errorf("commit: %s is in no git repository; run git init, or leave out --commit", root)
	}
	for _, name := range files {
		if in, _ := git.Find(filepath.Dir(filepath.Join(root, filepath.FromSlash(name)))); in != repo {
			return repo, fmt.Errorf("commit: %s is in a repository of its own; run unleak there", name)
		}
	}
	if err := repo.Identity(ctx); err != nil {
		return repo, fmt.Errorf("commit: %w", err)
	}
	return repo, nil
}

// within names files below root as repo does.
func within(repo git.Repo, root string, files []string) []string {
	prefix, err := filepath.Rel(repo.Dir, root)
	if err != nil || prefix == "." {
		return files
	}
	var out []string
	for _, name := range files {
		out = append(out, filepath.ToSlash(prefix)+"/"+name)
	}
	return out
}

// writePullRequest writes the text of a pull request to a file.
func (a *app) writePullRequest(file string, change report.Change) error {
	err := writeFile(a.path(file), func(w io.Writer) error { return report.PullRequest(w, change) })
	if err != nil {
		return fmt.Errorf("write %s: %w", file, cause(err))
	}
	return nil
}

// dirtyError says which files have changes that are not committed, unless there are none.
func dirtyError(doing string, files []string) error {
	const shown = 3
	if len(files) == 0 {
		return nil
	}
	list := strings.Join(files[:min(len(files), shown)], ", ")
	if more := len(files) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("%s: %s: changed and not committed; commit or stash the changes first", doing, list)
}
