package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rewrite/apply"
	"unleak/rewrite/wave"
)

type waveApplyFlags struct {
	proveFlags
	all    bool
	stay   bool
	noGit  bool
	prefix string // of branches
}

func (a *app) waveApplyCommand() *cobra.Command {
	f := &waveApplyFlags{}
	cmd := &cobra.Command{
		Use:   "apply [flags] NUMBER|NAME",
		Short: "Make the branch of a wave: rewrite, prove and commit",
		Long: `Apply makes a branch from what is checked out, rewrites the files of a wave there, proves the result and commits it, with a message
that says what was changed, why, how it was proved and what was refused. Then it checks out again what was checked out before,
so that every wave can be merged alone; with --stay the next wave builds on this one. Nothing is pushed.

It needs a working tree without changes. A fix that breaks anything is left out and remembered; to try it again, apply the wave again:
what was made stays, and only what is left is tried. If anything goes wrong, or on an interrupt, all is as it was before that wave.

Exit status: 0 if the whole wave was applied, 1 if fixes were left out, 2 on failure.`,
		Example: `  unleak wave apply 1
  unleak wave apply --all --verify test
  unleak wave apply payments --no-git`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.all && len(args) == 0 {
				return nil
			}
			return oneWave("apply")(cmd, args)
		},
		ValidArgsFunction: a.completeWaves,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(f.check(a, cmd), f.conflict()); err != nil {
				return err
			}
			return a.waveApply(cmd.Context(), f, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.all, "all", false, "apply every wave that is neither done nor committed, one after the other")
	flags.BoolVar(&f.stay, "stay", false, "stay on the new branch, so that the next wave builds on it")
	flags.BoolVar(&f.noGit, "no-git", false, "change the files, and make no branch and no commit")
	flags.StringVar(&f.prefix, "branch-prefix", "unleak/", "begin the names of branches with this `text`")
	f.add(cmd)
	flags.BoolVar(&f.rewrite.allowed.Dirty, "allow-dirty", false, "with --no-git: change files with changes that are not committed")
	flags.BoolVar(&f.rewrite.allowed.NoVCS, "allow-no-vcs", false, "with --no-git: change files that are in no git repository")
	return cmd
}

// conflict returns the mistake in flags that do not go together.
func (f *waveApplyFlags) conflict() error {
	switch allowed := f.rewrite.allowed; {
	case f.all && f.rewrite.prBody != "":
		return &usageError{
			problem: fmt.Sprintf("write %s: --all makes several pull requests", f.rewrite.prBody),
			next:    "to write the text of one, run: unleak wave apply NAME --pr-body FILE",
		}
	case !f.noGit && (allowed.Dirty || allowed.NoVCS):
		return &usageError{
			problem: "apply wave: without --no-git, --allow-dirty and --allow-no-vcs allow nothing",
			next:    "commit or stash your changes, or, for no branch and no commit, add: --no-git",
		}
	}
	return nil
}

func (a *app) waveApply(ctx context.Context, f *waveApplyFlags, args []string) error {
	limitMemory(1 << 30) // as for rewrite
	m, err := a.migration(f.plan)
	if err != nil {
		return err
	}
	if err := m.remember(ctx); err != nil {
		return err
	}
	if !f.noGit {
		if err := m.ready(ctx); err != nil {
			return err
		}
	}
	waves, err := a.chosenWaves(ctx, f, m, args)
	if err != nil {
		return err
	}
	for i, w := range waves {
		f.rewrite.of = fmt.Sprintf("wave %d of %d, %s: ", i+1, len(waves), w.Name)
		if err := a.applyWave(ctx, f, m, w); err != nil {
			return fmt.Errorf("apply wave %s: %w", w.Name, err)
		}
	}
	return nil
}

// chosenWaves returns the wave that args name, or with --all those that there is something to do for.
func (a *app) chosenWaves(ctx context.Context, f *waveApplyFlags, m *migration, args []string) ([]wave.Wave, error) {
	if !f.all {
		i, err := findWave(m.plan, args[0])
		if err != nil {
			return nil, err
		}
		return m.plan.Waves[i : i+1], nil
	}
	progress, _, err := a.progress(ctx, m, f.rewrite.audit.noProgress)
	if err != nil {
		return nil, err
	}
	var waves []wave.Wave
	for i, p := range progress {
		if p.Todo() {
			waves = append(waves, m.plan.Waves[i])
		}
	}
	if len(waves) == 0 {
		fmt.Fprintln(a.Stderr, "Nothing to apply: every wave is done or committed.")
	}
	return waves, nil
}

// applyWave applies one wave and notes what became of its fixes.
func (a *app) applyWave(ctx context.Context, f *waveApplyFlags, m *migration, w wave.Wave) (err error) {
	if f.noGit {
		return a.applyHere(ctx, f, m, w)
	}
	b, err := m.branch(ctx, f.prefix+w.Name)
	if err != nil {
		return err
	}
	defer undisturbed()()
	defer func() {
		err = errors.Join(err, a.evenThen(ctx, b.leave(f.stay && err == nil)))
	}()
	change, err := a.change(ctx, &f.proveFlags, m, w)
	if err != nil {
		return err
	}
	if len(change.Patch.Changed()) == 0 {
		return a.nothingMade(m, change)
	}
	commit, err := a.commitWave(ctx, b, change)
	if err != nil {
		return err
	}
	a.report(change, fmt.Sprintf("Committed %s to %s (%.12s).", change.Size(), b.name, commit))
	return a.finish(f, m, change, wave.Outcome{Wave: w.Name, Branch: b.name, Commit: commit})
}

// commitWave writes the files of a change on a branch and commits them.
func (a *app) commitWave(ctx context.Context, b *branch, change report.Change) (string, error) {
	repo, err := repository(ctx, change)
	if err != nil {
		return "", err
	}
	if err := b.start(ctx); err != nil {
		return "", err
	}
	commit, err := a.commitFiles(ctx, repo, change)
	b.kept = err == nil
	return commit, err
}

// applyHere writes the files of a wave where they are.
func (a *app) applyHere(ctx context.Context, f *waveApplyFlags, m *migration, w wave.Wave) error {
	change, err := a.change(ctx, &f.proveFlags, m, w)
	if err != nil {
		return err
	}
	if len(change.Patch.Changed()) == 0 {
		return a.nothingMade(m, change)
	}
	if err := apply.Recoverable(ctx, change.Report.Root, names(change.Patch.Changed()), f.rewrite.allowed); err != nil {
		return err
	}
	out, err := a.changeFiles(ctx, change.Report.Root, change.Patch)
	if err != nil {
		return err
	}
	for _, l := range out.Left {
		a.exit = exitFailure
		for _, s := range change.Patch.Steps {
			if s.File == l.File && s.Status == rewrite.Made {
				s.Status, s.Why = rewrite.Outdated, "not written: "+l.Reason
			}
		}
	}
	wrote := "Wrote nothing."
	if len(out.Written) > 0 {
		wrote = "Wrote " + change.Size() + "."
	}
	a.report(change, wrote)
	return a.finish(f, m, change, wave.Outcome{Wave: w.Name})
}

// nothingMade says why a wave changes nothing.
func (a *app) nothingMade(m *migration, change report.Change) error {
	a.report(change, "Nothing to change.")
	return a.save(m, change, wave.Outcome{Wave: change.Wave})
}

// finish writes what remains to be written when a wave is applied.
func (a *app) finish(f *waveApplyFlags, m *migration, change report.Change, made wave.Outcome) error {
	err := a.save(m, change, made)
	if err == nil && f.rewrite.prBody != "" {
		err = a.writePullRequest(f.rewrite.prBody, change)
	}
	return err
}

// save notes what became of the fixes of a wave; made is for those that were.
func (a *app) save(m *migration, change report.Change, made wave.Outcome) error {
	if err := m.read(); err != nil { // somebody may apply another wave in another working tree
		return err
	}
	if m.note(change, made) && a.exit == exitClean {
		a.exit = exitFindings
	}
	return m.save()
}

// report says on standard error what became of a wave.
func (a *app) report(change report.Change, what string) {
	fmt.Fprintf(a.Stderr, "%s: %s\n", change.Wave, what)
	for _, s := range change.Patch.Steps {
		if advice, told := advice(s); told {
			fmt.Fprintf(a.Stderr, "unleak: %s\n", text.Clean(fmt.Sprintf("%s: left out: %s%s", s.Place(), s.Why, advice)))
		}
	}
	if proved := report.Proved(change.Patch, change.Flaky); proved != "" {
		fmt.Fprintln(a.Stderr, text.Clean(proved))
	}
}
