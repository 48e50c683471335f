package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/baseline"
	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/rewrite/git"
	"unleak/rules/rule"
)

func (a *app) baselineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Write down the findings there are, so that an audit tells only new ones",
		Long: `A baseline is a list of findings that are accepted for now. An audit with --baseline leaves them
out and judges --fail-on by the rest, so that nothing new comes in while the old is worked off.

It names no lines: it holds when code moves, is formatted anew or goes to another directory with
its function, and when that or its receiver is renamed. It counts: where it has two equal findings, a
third one is new, and so is a finding of a worse class than before. Harmless ones are never in it.`,
		Example: `  unleak baseline write
  unleak audit --baseline unleak-baseline.json
  unleak baseline prune`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return &usageError{
				problem: fmt.Sprintf("run baseline %s: no such command%s", shown(args[0]), didYouMean(near(args[0], []string{"write", "prune"}))),
				next:    "to see the commands, run: unleak baseline --help",
			}
		},
	}
	cmd.AddCommand(a.baselineWriteCommand(), a.baselinePruneCommand())
	return cmd
}

func (a *app) baselineWriteCommand() *cobra.Command {
	return a.baselineSubcommand(a.writeBaseline, &cobra.Command{
		Use:   "write [flags] [path ...]",
		Short: "Write the findings there are to a file, in place of what it held",
		Long: `Write audits the paths and writes what it finds to a file, in place of what that held. The file is
sorted, with one line for equal findings in a file, and meant to be committed.

Exit status: 0, or 2 if the command line is wrong or something could not be read or written.`,
		Example: `  unleak baseline write
  unleak baseline write --class bug,leak --baseline .ci/unleak.json ./services`,
	})
}

func (a *app) baselinePruneCommand() *cobra.Command {
	return a.baselineSubcommand(a.pruneBaseline, &cobra.Command{
		Use:   "prune [flags] [path ...]",
		Short: "Take out of the file what is not found any more; never adds anything",
		Long: `Prune audits the paths and takes out of the file what is not found any more. It never adds anything.
What the audit did not look at stays: other paths, rules and classes, files left out or unreadable.

Exit status: 0, or 2 if the command line is wrong or something could not be read or written.`,
		Example: `  unleak baseline prune
  unleak baseline prune --rules loopafter ./services`,
	})
}

// baselineSubcommand adds to cmd what both commands have.
func (a *app) baselineSubcommand(run func(context.Context, *auditFlags, []string) error, cmd *cobra.Command) *cobra.Command {
	f := newAuditFlags()
	f.addChoosing(cmd)
	cmd.Flags().StringVar(&f.baseline, "baseline", report.BaselineFile, "the `file`")
	cmd.Flags().BoolVar(&f.noProgress, "no-progress", false, "show no progress on the terminal")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error { return run(cmd.Context(), f, paths) }
	return cmd
}

func (a *app) writeBaseline(ctx context.Context, f *auditFlags, paths []string) error {
	target := outputFlags{file: f.baseline}
	if err := target.check(a); err != nil {
		return err
	}
	rep, _, err := a.find(ctx, f, paths)
	if err != nil {
		return err
	}
	rep.Apply(f.filter())
	b := baseline.New(rep)
	if err := a.saveBaseline(f.baseline, b); err != nil {
		return err
	}
	findings, files := b.Count()
	return a.baselineDone(rep, fmt.Sprintf("Wrote %s: %s in %s.", f.baseline, text.Count(findings, "finding"), text.Count(files, "file")))
}

func (a *app) pruneBaseline(ctx context.Context, f *auditFlags, paths []string) error {
	b, err := a.readBaseline(f.baseline)
	if err != nil {
		return err
	}
	rep, chosen, err := a.find(ctx, f, paths)
	if err != nil {
		return err
	}
	got := b.Match(rep, a.scope(f, rep, chosen))
	all, _ := b.Count()
	done := fmt.Sprintf("Pruned %s of %s from %s.", text.Comma(got.Gone), text.Count(all, "finding"), f.baseline)
	if got.Unseen > 0 {
		done += fmt.Sprintf(" This audit could not see %s, which %s.", text.Count(got.Unseen, "finding"), stay(got.Unseen))
	}
	if got.Gone > 0 {
		if err := a.saveBaseline(f.baseline, got.Pruned); err != nil {
			return err
		}
	}
	return a.baselineDone(rep, done)
}

func stay(n int) string {
	if n == 1 {
		return "stays"
	}
	return "stay"
}

func (a *app) saveBaseline(name string, b *baseline.Baseline) error {
	err := writeFile(a.path(name), func(w io.Writer) error {
		_, err := w.Write(b.Encode())
		return err
	})
	if err != nil {
		return fmt.Errorf("write baseline %s: %w", name, cause(err))
	}
	return nil
}

// baselineDone says what was done, and what could not be read.
func (a *app) baselineDone(rep *audit.Report, done string) error {
	if _, err := fmt.Fprintln(a.Stdout, text.Clean(done)); err != nil {
		return err
	}
	if len(rep.Errors) > 0 {
		a.exit = exitFailure
	}
	a.problems(rep)
	return nil
}

// readBaseline reads a baseline; without a name there is none.
func (a *app) readBaseline(name string) (*baseline.Baseline, error) {
	if name == "" {
		return nil, nil
	}
	src, err := os.ReadFile(a.path(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &usageError{
			problem: fmt.Sprintf("read baseline %s: there is no such file", name),
			next:    "to write a new one, run: unleak baseline write" + report.BaselineFlag(name),
		}
	case err != nil:
		return nil, fmt.Errorf("read baseline %s: %w", name, cause(err))
	}
	b, err := baseline.Parse(src)
	if err != nil { // to write a new one would be to accept what is new
		return nil, &usageError{
			problem: fmt.Sprintf("read baseline %s: %v", name, err),
			next: "to mend it after a merge, keep the lines of both sides with commas between them, and run: unleak baseline prune" +
				report.BaselineFlag(name),
		}
	}
	return b, nil
}

// scope says what an audit with these flags looked at.
func (a *app) scope(f *auditFlags, rep *audit.Report, chosen []*rule.Rule) baseline.Scope {
	_, repo := git.Find(rep.Root)
	s := baseline.Scope{
		Classes: f.filter().Classes,
		Covers:  rep.Coverage(),
		Loose:   !repo && !sameFile(rep.Root, filepath.Dir(a.path(f.baseline))),
		Exists: func(file string) bool {
			_, err := os.Lstat(filepath.Join(rep.Root, filepath.FromSlash(file)))
			return !errors.Is(err, fs.ErrNotExist)
		},
	}
	for _, r := range chosen {
		s.Rules = append(s.Rules, r.Name)
	}
	return s
}
