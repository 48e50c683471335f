package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rewrite/apply"
	"unleak/rewrite/git"
)

// commitPatch changes the files and commits them on the branch that is checked out.
func (a *app) commitPatch(ctx context.Context, change report.Change) error {
	sum := summary{patch: change.Patch, flaky: change.Flaky}
	if len(change.Patch.Changed()) == 0 {
		a.summarize(sum)
		return nil
	}
	repo, err := repository(ctx, change)
	if err != nil {
		return err
	}
	defer undisturbed()()
	commit, err := a.commitFiles(ctx, repo, change)
	if err != nil {
		return err
	}
	sum.out = &apply.Outcome{Written: names(change.Patch.Changed())}
	a.summarize(sum)
	fmt.Fprintf(a.Stderr, "Committed %.12s: %s\n", commit, text.Clean(change.Title()))
	return nil
}

// repository returns the repository that all files of a change are in, if it is ready for a commit of them.
func repository(ctx context.Context, change report.Change) (git.Repo, error) {
	root, files := change.Report.Root, names(change.Patch.Changed())
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
	return repo, apply.Recoverable(ctx, root, files, apply.Leave{})
}

// commitFiles changes the files and commits them. If either cannot be done, every file is as it was.
func (a *app) commitFiles(ctx context.Context, repo git.Repo, change report.Change) (string, error) {
	root := change.Report.Root
	out, err := a.changeFiles(ctx, root, change.Patch)
	switch {
	case err != nil:
		return "", err
	case len(out.Left) > 0:
		err = fmt.Errorf("write %s: %s", out.Left[0].File, out.Left[0].Reason)
	default:
		var commit string
		if commit, err = repo.Record(ctx, change.CommitMessage(), within(repo, root, out.Written)); err == nil {
			return commit, nil
		}
	}
	files := slices.DeleteFunc(change.Patch.Changed(), func(f *rewrite.File) bool { return !slices.Contains(out.Written, f.Name) })
	if e := a.putBack(repo, root, files); e != nil {
		return "", errors.Join(err, a.evenThen(ctx, e))
	}
	return "", fmt.Errorf("%w\nevery file is as it was", err)
}

// putBack gives files the content they had. What a hook or a person made of them meanwhile is kept by git.
func (a *app) putBack(repo git.Repo, root string, files []*rewrite.File) error {
	ctx := context.Background() // an interrupt is a reason to do it
	var back []*rewrite.File
	var failed error
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		now, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(now, f.Src) && !bytes.Equal(now, f.New) {
			var object string
			if object, err = repo.Keep(ctx, path); err == nil {
				fmt.Fprintf(a.Stderr, "unleak: %s changed again before the commit; to see that, run: git cat-file -p %s\n", text.Clean(f.Name), object)
			}
		}
		switch {
		case err != nil:
			failed = errors.Join(failed, fmt.Errorf("put back %s: %w", f.Name, cause(err)))
		case !bytes.Equal(now, f.Src):
			back = append(back, &rewrite.File{Name: f.Name, Src: now, New: f.Src, Edits: f.Edits})
		}
	}
	out, err := apply.Write(ctx, root, back)
	if err == nil {
		for _, l := range out.Left {
			err = errors.Join(err, fmt.Errorf("put back %s: %s", l.File, l.Reason))
		}
	}
	return errors.Join(failed, err)
}

// evenThen says what went wrong though it comes with an interrupt, which is told as nothing more than that. It returns err.
func (a *app) evenThen(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		fmt.Fprintf(a.Stderr, "unleak: %s\n", cleanLines(err.Error()))
	}
	return err
}

// undisturbed keeps a second interrupt, or the end of the terminal, from ending the program before it has put everything back. The first
// has its effect as always. It returns what ends that.
func undisturbed() (end func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	return func() { signal.Stop(signals) }
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
