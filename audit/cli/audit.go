package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/audit/report"
	"unleak/rules"
	"unleak/rules/rule"
)

// auditFlags are the flags of the audit command.
type auditFlags struct {
	rules, skip    choices
	class          choices
	tests          bool
	generated      bool
	golang         goVersion
	failOn         choice
	shard          shard
	noSuppressions bool
	noProgress     bool
	since          string // a revision
	baseline       string // a file
	profile        profileFlags
	form           string // of rewritten loops; no flag of the audit
	why            place
	output         outputFlags
}

func newAuditFlags() *auditFlags {
	return &auditFlags{
		rules:  choices{of: ruleNames(), name: "rule"},
		skip:   choices{of: ruleNames(), name: "rule"},
		class:  choices{of: words(classes), name: "class"},
		failOn: newFailOn(),
	}
}

// addChoosing adds the flags that choose findings. They come in the order of the manual: what to look for, where, and
// what to do with it.
func (f *auditFlags) addChoosing(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.Var(&f.rules, "rules", "look with these rules only, separated by commas")
	flags.Var(&f.skip, "skip", "leave out these rules")
	flags.Var(&f.class, "class", "report these classes only: bug, leak, churn, none")
	flags.BoolVar(&f.tests, "tests", true, "audit _test.go files, too")
	flags.BoolVar(&f.generated, "generated", false, "audit generated files, too")
	flags.Var(&f.golang, "go", "judge every module as if its go line said this, as 1.22")
	complete(cmd, "rules", f.rules.of)
	complete(cmd, "skip", f.skip.of)
	complete(cmd, "class", f.class.of)
}

func (a *app) auditCommand() *cobra.Command {
	f := newAuditFlags()
	cmd := &cobra.Command{
		Use:   "audit [flags] [path ...]",
		Short: "Report leaks; never writes to the code",
		Long: `Audit reports the timer, context and goroutine leaks of Go code. It never writes to the code.

A path is a directory, which is walked with its nested modules and every GOOS and build tag; a
file; or a pattern such as ./... . Without one, the current directory is audited.
What is left out (vendor, testdata, hidden directories, generated files) is counted and said.

With --since, a finding counts if one of its lines changed, or if a line of its function is gone
that named the timer or the cancel function it is about, as in defer cancel().

Exit status: 0 if there is nothing at or above --fail-on, 1 if there is, 2 if the command line
is wrong or something could not be read (all the rest is still reported).`,
		Example: `  unleak audit
  unleak audit --class bug,leak ./services
  unleak audit --go 1.22 --format json --output report.json
  unleak audit --why worker/queue.go:42`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if f.why.file != "" {
				return a.why(cmd.Context(), f, paths)
			}
			return a.audit(cmd.Context(), f, paths)
		},
	}
	f.addChoosing(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.noSuppressions, "no-suppressions", false, "report what //unleak:ignore accepts, too")
	f.addSince(cmd)
	flags.StringVar(&f.baseline, "baseline", "", "leave out the findings that this `file` of unleak baseline write knows")
	f.profile.add(cmd)
	f.profile.addTop(cmd)
	flags.Var(&f.failOn, "fail-on", "exit with status 1 from this class on")
	flags.Var(&f.shard, "shard", "audit one part of n only; unleak merge makes one report of all")
	f.output.add(cmd)
	flags.BoolVar(&f.noProgress, "no-progress", false, "show no progress on the terminal")
	flags.Var(&f.why, "why", "say which questions led to the verdict on this line, instead of a report")
	complete(cmd, "fail-on", f.failOn.of)
	return cmd
}

func (f *auditFlags) addSince(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.since, "since", "", "only lines changed since this `revision` of git; main... means since leaving main")
}

func (a *app) audit(ctx context.Context, f *auditFlags, paths []string) error {
	if err := f.check(a); err != nil {
		return err
	}
	known, err := a.readBaseline(f.baseline)
	if err != nil {
		return err
	}
	profiles, err := f.profile.read(a)
	if err != nil {
		return err
	}
	rep, chosen, err := a.find(ctx, f, paths)
	if err != nil {
		return err
	}
	if err := weigh(rep, profiles, chosen); err != nil {
		return err
	}
	if known != nil {
		got := known.Match(rep, a.scope(f, rep, chosen))
		rep.Baseline = &audit.Baseline{File: f.baseline, Gone: got.Gone}
	}
	if s := f.shard; s.Of > 0 {
		rep.Shard = &audit.Shard{Index: s.Index, Of: s.Of, Args: f.args(rep)}
	}
	if err := a.narrow(ctx, f, rep); err != nil {
		return err
	}
	a.exit = exitCode(rep, f.failOn.value) // by all findings, however few are shown
	f.profile.rank(rep)
	if report.ShowsDiffs(report.Format(f.output.format.value)) {
		a.addDiffs(rep)
	}
	if err := f.output.write(a, rep); err != nil {
		return err
	}
	a.problems(rep)
	return nil
}

// addDiffs notes in a report what its fixes change.
func (a *app) addDiffs(rep *audit.Report) {
	limitMemory(1 << 30) // to make a fix takes many times the memory of its file
	rep.AddDiffs(reader(rep))
}

// check returns the mistake in flags that do not go together, and finds out early that the report could not be written.
func (f *auditFlags) check(a *app) error {
	if f.shard.Of > 0 && (f.baseline != "" || len(f.profile.files) > 0 || f.profile.top > 0) {
		return &usageError{
			problem: fmt.Sprintf("audit shard %s: --baseline, --profile and --top count over all of the tree", f.shard.String()),
			next:    "to audit all of it at once, run it without --shard",
		}
	}
	return f.output.check(a)
}

// newFailOn returns the value of --fail-on.
func newFailOn() choice { return choice{"leak", append(words(classes[:3]), "never")} }

// find audits the paths with the rules that are chosen, which it returns as well. Nothing is filtered yet.
func (a *app) find(ctx context.Context, f *auditFlags, paths []string) (*audit.Report, []*rule.Rule, error) {
	chosen, err := f.chosenRules()
	if err != nil {
		return nil, nil, err
	}
	rep, err := a.runAudit(ctx, f, load.Config{
		Dir:       a.Dir,
		Paths:     paths,
		Interests: audit.Interests(chosen),
		Scripts:   audit.ScriptWords(chosen),
		Generated: f.generated,
		NoTests:   !f.tests,
		GoVersion: string(f.golang),
		Shard:     f.shard.Shard,
	}, chosen)
	return rep, chosen, err
}

// filter returns what of a report the flags want to see, whatever changed since.
func (f *auditFlags) filter() audit.Filter {
	var filter audit.Filter
	for _, c := range f.class.values {
		filter.Classes = append(filter.Classes, rule.Class(c))
	}
	return filter
}

// runAudit loads the tree, runs the rules over it, with progress on the terminal, and adds who owns what they find.
func (a *app) runAudit(ctx context.Context, f *auditFlags, cfg load.Config, chosen []*rule.Rule) (*audit.Report, error) {
	var p *progress
	if a.ErrWidth > 0 && !f.noProgress {
		p = startProgress(a.Stderr, a.ErrWidth)
		defer p.stop()
		cfg.Progress = p.update
	}
	tree, err := load.Scan(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if p != nil {
		p.read.Store(true)
	}
	rep, err := audit.Run(ctx, tree, audit.Options{Rules: chosen, Version: a.Version, NoSuppressions: f.noSuppressions, Form: f.form, Why: f.why.file != ""})
	if err != nil {
		return nil, err
	}
	addOwners(rep)
	return rep, nil
}

// chosenRules returns the rules of --rules without those of --skip.
func (f *auditFlags) chosenRules() ([]*rule.Rule, error) {
	var chosen []*rule.Rule
	for _, r := range rules.All() {
		wanted := len(f.rules.values) == 0 || slices.Contains(f.rules.values, r.Name)
		if wanted && !slices.Contains(f.skip.values, r.Name) {
			chosen = append(chosen, r)
		}
	}
	if len(chosen) == 0 {
		return nil, &usageError{
			problem: "choose rules: --rules and --skip leave none",
			next:    "to see the rules, run: unleak rules",
		}
	}
	return chosen, nil
}

// classes from bad to good.
var classes = rule.Classes

// exitCode returns the exit status for a report: a report that is not complete is never a pass.
func exitCode(r *audit.Report, failOn string) int {
	if len(r.Errors) > 0 {
		return exitFailure
	}
	level := slices.Index(classes, rule.Class(failOn)) // -1 for never
	for _, f := range r.Findings {
		if slices.Index(classes, f.Class) <= level {
			return exitFindings
		}
	}
	return exitClean
}

// problems says on standard error what the report calls for attention to.
func (a *app) problems(r *audit.Report) {
	for _, p := range r.Warnings {
		fmt.Fprintf(a.Stderr, "unleak: warning: %s\n", report.Problem(p))
	}
	for _, p := range r.Errors {
		fmt.Fprintf(a.Stderr, "unleak: %s\n", report.Problem(p))
	}
}

func words[T ~string](list []T) []string {
	var out []string
	for _, w := range list {
		out = append(out, string(w))
	}
	return out
}
