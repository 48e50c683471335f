package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite/git"
)

// narrow drops the findings that the flags do not want to see.
func (a *app) narrow(ctx context.Context, f *auditFlags, rep *audit.Report) error {
	filter := f.filter()
	if f.since != "" {
		changed, err := a.changedSince(ctx, f.since, rep)
		if err != nil {
			return err
		}
		filter.Changed = changed
		rep.Since = &audit.Since{Rev: f.since, Files: len(changed)}
	}
	rep.Apply(filter)
	return nil
}

// changedSince asks git which lines changed since a revision, in the repository of the report's root or else of the working directory.
func (a *app) changedSince(ctx context.Context, rev string, rep *audit.Report) (audit.Changes, error) {
	repo, ok := git.Find(rep.Root)
	if dir, err := filepath.EvalSymlinks(a.Dir); !ok && err == nil {
		repo, ok = git.Find(dir)
	}
	if !ok {
		return nil, &usageError{
			problem: fmt.Sprintf("find lines changed since %s: %s is in no git repository", rev, rep.Root),
			next:    "to audit all lines, run it without --since",
		}
	}
	lines, err := repo.ChangedLines(ctx, rev)
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, fmt.Errorf("find lines changed since %s: there is no git to ask; install it, or audit all lines without --since", rev)
	case err != nil:
		return nil, err
	}
	changed := audit.Changes{}
	for name, ranges := range lines {
		rel, err := filepath.Rel(rep.Root, filepath.Join(repo.Dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("find lines changed since %s: %w", rev, err)
		}
		name := strings.ToValidUTF8(filepath.ToSlash(rel), "\uFFFD") // as reports name files
		for _, r := range ranges {
			changed[name] = append(changed[name], audit.Range(r))
		}
	}
	warnOutside(rep, repo, rev)
	return changed, nil
}

// warnOutside says that there are findings in other repositories, of whose lines nobody asked what changed.
func warnOutside(rep *audit.Report, repo git.Repo, rev string) {
	outside := map[string]bool{} // by directory
	var files []string
	for _, f := range rep.Findings {
		dir := filepath.Dir(filepath.Join(rep.Root, filepath.FromSlash(f.File)))
		if _, known := outside[dir]; !known {
			in, ok := git.Find(dir)
			outside[dir] = !ok || in != repo
		}
		if outside[dir] && !slices.Contains(files, f.File) {
			files = append(files, f.File)
		}
	}
	if len(files) == 0 {
		return
	}
	reason := fmt.Sprintf("it is not in the repository %s, so nobody knows what changed since %s; its findings are left out", repo.Dir, rev)
	if more := len(files) - 1; more > 0 {
		reason += ", and so are those of " + text.Count(more, "more file")
	}
	rep.Warn(audit.Problem{File: files[0], Reason: reason})
}
