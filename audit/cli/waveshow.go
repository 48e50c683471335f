package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rewrite/wave"
)

// proveFlags say how a wave is proved and shown.
type proveFlags struct {
	rewrite rewriteFlags
	plan    string
}

func (f *proveFlags) add(cmd *cobra.Command) {
	f.rewrite.verify = choice{"build", []string{"types", "build", "vet", "test", "none"}}
	f.rewrite.color = choice{"auto", []string{"auto", "always", "never"}}
	flags := cmd.Flags()
	addPlanFlag(cmd, &f.plan)
	flags.Var(&f.rewrite.verify, "verify", "leave out fixes that this check finds fault with")
	flags.BoolVar(&f.rewrite.race, "race", false, "run the tests of --verify test with the race detector")
	flags.StringVar(&f.rewrite.prBody, "pr-body", "", "write the text of the pull request to this `file`, as Markdown")
	flags.BoolVar(&f.rewrite.audit.noProgress, "no-progress", false, "show no progress on the terminal")
	complete(cmd, "verify", f.rewrite.verify.of)
}

// check finds mistakes in the flags before anything is done.
func (f *proveFlags) check(a *app, cmd *cobra.Command) error {
	f.rewrite.asked = cmd.Flags().Changed("verify")
	if f.rewrite.race && f.rewrite.verify.value != "test" {
		return &usageError{
			problem: fmt.Sprintf("look for races: --verify %s runs no tests", f.rewrite.verify.value),
			next:    "to run them with the race detector, add: --verify test",
		}
	}
	output := outputFlags{file: f.rewrite.prBody}
	return output.check(a)
}

func (a *app) waveShowCommand() *cobra.Command {
	f := &proveFlags{}
	cmd := &cobra.Command{
		Use:   "show [flags] NUMBER|NAME",
		Short: "Print the pull request of a wave: its text, and its patch",
		Long: `Show prints what "unleak wave apply" would make of a wave: the title and the text of its pull request in Markdown, and then
its patch. It proves the patch in the same way, and changes nothing. What it prints goes through git apply as it is.

Exit status: 0 if there is nothing to do, 1 if the patch is not empty, 2 on failure.`,
		Example: `  unleak wave show 1
  unleak wave show payments --verify none | git apply --stat
  unleak wave show 2 --pr-body pr.md >wave.patch`,
		Args:              oneWave("show"),
		ValidArgsFunction: a.completeWaves,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(a, cmd); err != nil {
				return err
			}
			return a.waveShow(cmd.Context(), f, args[0])
		},
	}
	cmd.Flags().SortFlags = false
	f.add(cmd)
	cmd.Flags().Var(&f.rewrite.color, "color", "use colours; auto: on a terminal without NO_COLOR")
	complete(cmd, "color", f.rewrite.color.of)
	return cmd
}

// oneWave wants the name or the number of a wave.
func oneWave(verb string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return &usageError{
			problem: fmt.Sprintf("%s wave: want the number or the name of one, got %d", verb, len(args)),
			next:    "to see the waves, run: unleak wave status",
		}
	}
}

func (a *app) waveShow(ctx context.Context, f *proveFlags, arg string) error {
	limitMemory(1 << 30) // as for rewrite
	m, err := a.migration(f.plan)
	if err != nil {
		return err
	}
	i, err := findWave(m.plan, arg)
	if err != nil {
		return err
	}
	change, err := a.change(ctx, f, m, m.plan.Waves[i])
	if err != nil {
		return err
	}
	patch := change.Patch.Unified()
	if patch != "" {
		a.exit = exitFindings
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", change.Title())
	if err := report.PullRequest(&b, change); err != nil {
		return err
	}
	if _, err := io.WriteString(a.Stdout, b.String()+"\n"+a.shownPatch(patch, f.rewrite.color.value, a.OutWidth)); err != nil {
		return err
	}
	a.summarize(summary{patch: change.Patch, flaky: change.Flaky, next: "unleak wave apply " + change.Wave})
	if f.rewrite.prBody != "" {
		return a.writePullRequest(f.rewrite.prBody, change)
	}
	return nil
}

// change audits the tree again and makes the patch of a wave.
func (a *app) change(ctx context.Context, f *proveFlags, m *migration, w wave.Wave) (report.Change, error) {
	f.rewrite.review = m.plan.Scope.Review
	rep, err := a.auditAgain(ctx, m, w.Rules(), f.rewrite.audit.noProgress)
	if err != nil {
		return report.Change{}, err
	}
	narrow(rep, w, f.rewrite.review)
	patch := rewrite.Plan(rep.Candidates(), rewrite.Options{Review: f.rewrite.review, Read: reader(rep)})
	flaky, err := a.verify(ctx, &f.rewrite, rep.Root, patch)
	return report.Change{Report: rep, Patch: patch, Flaky: flaky, Wave: w.Name}, err
}
