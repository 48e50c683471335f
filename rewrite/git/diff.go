package git

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// Lines are lines of a file that changed, 1-based and inclusive. Where lines were only removed, From is the line after
// them and To the one before.
type Lines struct {
	From, To int
	Removed  []string // what the commit has there instead, line by line
}

// allLines is what changed of a file that is new, or of which git does not say.
var allLines = []Lines{{From: 1, To: math.MaxInt}}

// ChangedLines returns the lines of the working tree that a commit does not have, by file, slash-separated and relative to r.Dir.
// With three dots behind it, the commit is the one at which HEAD left rev, as in git diff. Files that git does not track and does not ignore have changed as a
// whole, renamed ones where their content did; submodules are repositories of their own.
//
// The error says what to do where rev is no commit.
func (r Repo) ChangedLines(ctx context.Context, rev string) (map[string][]Lines, error) {
	commit, err := r.base(ctx, rev)
	if err != nil {
		return nil, err
	}
	// All that the configuration could change is said, and -O takes away an order file.
	diff, err := r.Ask(ctx, "-c", "diff.relative=false", "-c", "diff.suppressBlankEmpty=false", "diff", "--patch", "--unified=0", "--find-renames", "-l1000",
		"--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=all", "--submodule=short", "-O/dev/null",
		commit, "--")
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", rev, err)
	}
	changed, err := parseDiff(diff)
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", rev, err)
	}
	others, err := r.Ask(ctx, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, fmt.Errorf("list files not yet added: %w", err)
	}
	for name := range strings.SplitSeq(others, "\x00") {
		if name != "" && !strings.HasSuffix(name, "/") { // a repository of its own
			changed[name] = allLines
		}
	}
	return changed, nil
}

// base returns the hash of the commit that rev means.
func (r Repo) base(ctx context.Context, rev string) (string, error) {
	name, fork := strings.CutSuffix(rev, "...")
	commit, err := r.Ask(ctx, "rev-parse", "--verify", "--end-of-options", name+"^{commit}")
	switch {
	case err == nil:
	case ctx.Err() != nil || errors.Is(err, ErrNoRepository) || errors.Is(err, exec.ErrNotFound):
		return "", fmt.Errorf("read revision %s: %w", name, err)
	case strings.HasPrefix(err.Error(), "Needed a single revision"):
		return "", fmt.Errorf("read revision %s: git knows no such commit; to see commits, run: git log%s", name, r.shallow(ctx))
	default:
		return "", fmt.Errorf("read revision %s: %w", name, err)
	}
	commit = lastLine(commit) // old versions print the option as well
	if !fork {
		return commit, nil
	}
	merged, err := r.Ask(ctx, "merge-base", commit, "HEAD")
	if err != nil {
		return "", fmt.Errorf("find where HEAD left %s: there is no commit that both have%s", name, r.shallow(ctx))
	}
	return lastLine(merged), nil
}

// shallow says what to do if r has only a part of its history.
func (r Repo) shallow(ctx context.Context) string {
	if out, err := r.Ask(ctx, "rev-parse", "--is-shallow-repository"); err != nil || strings.TrimSpace(out) != "true" {
		return ""
	}
	return "; this clone has only a part of the history, and to get the rest, run: git fetch --unshallow"
}

func lastLine(out string) string {
	out = strings.TrimSpace(out)
	return out[strings.LastIndexByte(out, '\n')+1:]
}

// parseDiff reads what git diff prints.
func parseDiff(diff string) (map[string][]Lines, error) {
	files, _, err := gitdiff.Parse(strings.NewReader(diff))
	if err != nil {
		return nil, err
	}
	changed := map[string][]Lines{}
	for _, f := range files {
		switch {
		case f.IsDelete:
		case f.IsBinary: // or an attribute makes git take it for that
			changed[f.NewName] = allLines
		case len(f.TextFragments) > 0:
			changed[f.NewName] = added(f.TextFragments)
		}
	}
	return changed, nil
}

// added returns the new lines of fragments, and the places of removed ones.
func added(fragments []*gitdiff.TextFragment) (out []Lines) {
	for _, frag := range fragments {
		next := int(frag.NewPosition)
		if frag.NewLines == 0 {
			next++ // of a part without lines, it is the line before
		}
		for _, l := range frag.Lines {
			if l.Op != gitdiff.OpContext && (len(out) == 0 || out[len(out)-1].To < next-1) {
				out = append(out, Lines{From: next, To: next - 1})
			}
			switch l.Op {
			case gitdiff.OpAdd:
				out[len(out)-1].To = next
				next++
			case gitdiff.OpDelete:
				out[len(out)-1].Removed = append(out[len(out)-1].Removed, l.Line)
			case gitdiff.OpContext:
				next++
			}
		}
	}
	return out
}
