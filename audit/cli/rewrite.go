package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rewrite/apply"
)

// rewriteFlags are the flags of the rewrite command.
type rewriteFlags struct {
	audit       auditFlags // those that say what to look for, and where
	write       bool
	review      bool
	interactive bool
	form        choice
	verify      choice
	race        bool
	asked       bool // for what verify says
	allowed     apply.Leave
	color       choice
	output      string
	commit      bool
	prBody      string // file
	of          string // what is verified, in front of the progress, as "wave 2 of 5: "
}

func (a *app) rewriteCommand() *cobra.Command {
	f := &rewriteFlags{
		audit: auditFlags{
			rules: choices{of: ruleNames(), name: "rule"},
			skip:  choices{of: ruleNames(), name: "rule"},
			class: choices{of: words(classes[:3]), name: "class"},
		},
		form:   choice{"auto", []string{"auto", "drain", "replace", "fresh"}},
		verify: choice{"build", []string{"types", "build", "vet", "test", "none"}},
		color:  choice{"auto", []string{"auto", "always", "never"}},
	}
	cmd := &cobra.Command{
		Use:   "rewrite [flags] [path ...]",
		Short: "Print a patch that fixes leaks, or apply it with --write",
		Long: `Rewrite prints a patch that fixes what the audit finds, for git apply or a look at it; --write
changes the files instead. It makes the fixes that are safe, and those to be reviewed with --review.
What is left alone is counted on standard error, with the reason.

A fix that breaks anything is left out. To find out, the go command builds the packages that change
and their tests, for every system and build tag it takes to see each changed file; --verify vet
also runs go vet, and --verify test the tests, before and after. The go command reads the new
content from an overlay, so no file changes meanwhile, and it downloads nothing. Where it cannot
build, or with --verify types, types are checked without it. The summary says what was proved how.

With --write, all files are changed or none, and only files that git could bring back: those with
changes that are not committed are refused unless --allow-dirty, those in no repository unless
--allow-no-vcs. Generated files are never changed. --commit makes one commit of them on the branch
you are on, with a message that says what changed, why, and how it was proved. Nothing is pushed.

Exit status: 0 if there is nothing to do or --write did it, 1 if the patch is not empty, 2 if the
command line is wrong or something could not be read or written.`,
		Example: `  unleak rewrite | git apply
  unleak rewrite --write --rules loopafter ./services
  unleak rewrite --write --commit --pr-body pr.md
  unleak rewrite --review --interactive --write`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			f.asked = cmd.Flags().Changed("verify")
			return a.rewrite(cmd.Context(), f, paths)
		},
	}
	f.add(cmd)
	return cmd
}

func (f *rewriteFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.write, "write", false, "change the files instead of printing a patch")
	flags.BoolVar(&f.review, "review", false, "make fixes that a person has to look at, too")
	flags.BoolVar(&f.interactive, "interactive", false, "show each fix and ask whether to make it")
	flags.Var(&f.audit.rules, "rules", "rewrite for these rules only, separated by commas")
	flags.Var(&f.audit.skip, "skip", "leave out these rules")
	flags.Var(&f.audit.class, "class", "rewrite these classes only: bug, leak, churn")
	flags.BoolVar(&f.audit.tests, "tests", true, "rewrite _test.go files, too")
	flags.Var(&f.audit.golang, "go", "judge every module as if its go line said this, as 1.22")
	f.audit.addSince(cmd)
	f.audit.profile.add(cmd)
	f.audit.profile.addTop(cmd)
	flags.BoolVar(&f.audit.noSuppressions, "no-suppressions", false, "rewrite what //unleak:ignore accepts, too")
	flags.Var(&f.form, "form", "re-arm timers in this form")
	flags.Var(&f.verify, "verify", "leave out fixes that this check finds fault with")
	flags.BoolVar(&f.race, "race", false, "run the tests of --verify test with the race detector")
	flags.BoolVar(&f.allowed.Dirty, "allow-dirty", false, "change files with changes that are not committed")
	flags.BoolVar(&f.allowed.NoVCS, "allow-no-vcs", false, "change files that are in no git repository")
	flags.BoolVar(&f.commit, "commit", false, "with --write: commit the files that change, and nothing else")
	flags.StringVar(&f.prBody, "pr-body", "", "write the text of a pull request to this `file`, as Markdown")
	flags.StringVar(&f.output, "output", "", "write the patch to this `file`")
	flags.Var(&f.color, "color", "use colours; auto: on a terminal without NO_COLOR")
	flags.BoolVar(&f.audit.noProgress, "no-progress", false, "show no progress on the terminal")
	complete(cmd, "rules", f.audit.rules.of)
	complete(cmd, "skip", f.audit.skip.of)
	complete(cmd, "class", f.audit.class.of)
	complete(cmd, "form", f.form.of)
	complete(cmd, "verify", f.verify.of)
	complete(cmd, "color", f.color.of)
}

func (a *app) rewrite(ctx context.Context, f *rewriteFlags, paths []string) error {
	limitMemory(1 << 30) // to verify a fix is to check whole packages, several times
	if err := f.check(); err != nil {
		return err
	}
	chosen, err := f.audit.chosenRules()
	if err != nil {
		return err
	}
	f.audit.form = f.form.value
	for _, file := range []string{f.output, f.prBody} {
		output := outputFlags{file: file}
		if err := output.check(a); err != nil {
			return err
		}
	}
	profiles, err := f.audit.profile.read(a)
	if err != nil {
		return err
	}
	rep, err := a.runAudit(ctx, &f.audit, load.Config{
		Dir:       a.Dir,
		Paths:     paths,
		Interests: audit.Interests(chosen),
		NoTests:   !f.audit.tests,
		GoVersion: string(f.audit.golang),
	}, chosen)
	if err != nil {
		return err
	}
	if err := a.weighAloud(rep, profiles, chosen); err != nil {
		return err
	}
	patch, flaky, err := a.plan(ctx, f, rep)
	if err != nil {
		return err
	}
	sum := summary{patch: patch, flaky: flaky}
	change := report.Change{Report: rep, Patch: patch, Flaky: flaky}
	switch {
	case f.commit:
		err = a.commitPatch(ctx, change)
	case f.write:
		err = a.writePatch(ctx, f, rep.Root, sum)
	default:
		err = a.printPatch(f, sum)
	}
	if err == nil && f.prBody != "" {
		err = a.writePullRequest(f.prBody, change)
	}
	if err != nil {
		return err
	}
	outdated := func(s *rewrite.Step) bool { return s.Status == rewrite.Outdated }
	if len(rep.Errors) > 0 || slices.ContainsFunc(patch.Steps, outdated) {
		a.exit = exitFailure
	}
	a.problems(rep)
	return nil
}

// check returns the mistake in flags that do not go together.
func (f *rewriteFlags) check() error {
	switch {
	case f.write && f.output != "":
		return &usageError{
			problem: "write patch: --write changes the files, so there is no patch for --output",
			next:    "to do both, run unleak rewrite --output first, then: unleak rewrite --write",
		}
	case f.commit && !f.write:
		return &usageError{
			problem: "commit: without --write no file changes",
			next:    "to change the files and commit them, run: unleak rewrite --write --commit",
		}
	case f.commit && (f.allowed.Dirty || f.allowed.NoVCS):
		return &usageError{
			problem: "commit: --allow-dirty and --allow-no-vcs are for files that cannot be committed alone",
			next:    "commit or stash your changes, and run: unleak rewrite --write --commit",
		}
	case f.race && f.verify.value != "test":
		return &usageError{
			problem: fmt.Sprintf("look for races: --verify %s runs no tests", f.verify.value),
			next:    "to run them with the race detector, run: unleak rewrite --verify test --race",
		}
	}
	return nil
}

// plan makes of the findings a patch that stood up to verification and, if asked for, to the user. It also returns the
// tests that turned out to be flaky.
func (a *app) plan(ctx context.Context, f *rewriteFlags, rep *audit.Report) (patch *rewrite.Patch, flaky []string, err error) {
	if err := a.narrow(ctx, &f.audit, rep); err != nil {
		return nil, nil, err
	}
	f.audit.profile.rank(rep)
	rep.Sort() // a patch goes by place
	patch = rewrite.Plan(rep.Candidates(), rewrite.Options{Review: f.review, Read: reader(rep)})
	if flaky, err = a.verify(ctx, f, rep.Root, patch); err != nil || !f.interactive {
		return patch, flaky, err
	}
	if f.write {
		// Before anybody takes the trouble of choosing.
		if err := apply.Recoverable(ctx, rep.Root, names(patch.Changed()), f.allowed); err != nil {
			return nil, nil, err
		}
	}
	if err := a.ask(ctx, f, patch); err != nil {
		return nil, nil, err
	}
	// What was edited, and what came in because other fixes were declined.
	flaky, err = a.verify(ctx, f, rep.Root, patch)
	return patch, flaky, err
}

// reader returns a function that reads the files of a report.
func reader(rep *audit.Report) func(file string) ([]byte, error) {
	return func(file string) ([]byte, error) {
		src, err := os.ReadFile(filepath.Join(rep.Root, filepath.FromSlash(file)))
		if err != nil {
			return nil, cause(err)
		}
		return src, nil
	}
}

// verify leaves out of patch what the check that was chosen finds fault with, with progress on the terminal.
func (a *app) verify(ctx context.Context, f *rewriteFlags, root string, patch *rewrite.Patch) (flaky []string, err error) {
	if f.verify.value == "none" {
		return nil, ctx.Err()
	}
	opt := apply.Options{Check: rewrite.Check(f.verify.value), Asked: f.asked, Race: f.race}
	if a.ErrWidth > 0 && !f.audit.noProgress {
		p := startProgress(a.Stderr, a.ErrWidth)
		defer p.stop()
		opt.Progress = func(what string) { p.doing.Store(f.of + what) }
	}
	return apply.Verify(ctx, root, patch, opt)
}

func names(files []*rewrite.File) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return out
}

// printPatch writes the patch to standard output or a file, and what it amounts to to standard error.
func (a *app) printPatch(f *rewriteFlags, sum summary) error {
	text := sum.patch.Unified()
	if text != "" {
		a.exit = exitFindings
	}
	if f.output != "" {
		err := writeFile(a.path(f.output), func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if err != nil {
			return fmt.Errorf("write %s: %w", f.output, cause(err))
		}
	} else if _, err := io.WriteString(a.Stdout, a.shownPatch(text, f.color.value, a.OutWidth)); err != nil {
		return err
	}
	a.summarize(sum)
	return nil
}

// writePatch changes the files.
func (a *app) writePatch(ctx context.Context, f *rewriteFlags, root string, sum summary) error {
	if err := apply.Recoverable(ctx, root, names(sum.patch.Changed()), f.allowed); err != nil {
		return err
	}
	out, err := a.changeFiles(ctx, root, sum.patch)
	if err != nil {
		return err
	}
	sum.out = out
	a.summarize(sum)
	if len(out.Left) > 0 {
		a.exit = exitFailure
	}
	return nil
}

// changeFiles writes what patch makes of the files.
func (a *app) changeFiles(ctx context.Context, root string, patch *rewrite.Patch) (*apply.Outcome, error) {
	out, err := apply.Write(ctx, root, patch.Changed())
	return out, a.evenThen(ctx, err)
}
