package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rewrite/wave"
	"unleak/rules/rule"
)

type wavePlanFlags struct {
	audit  auditFlags
	file   string
	by     choices
	group  wave.Options
	review bool
	form   choice
	add    bool
	force  bool
	scoped string // what was said about the scope, if anything
}

func (a *app) wavePlanCommand() *cobra.Command {
	f := &wavePlanFlags{
		audit: auditFlags{
			rules: choices{of: ruleNames(), name: "rule"},
			skip:  choices{of: ruleNames(), name: "rule"},
			class: choices{of: words(classes[:3]), name: "class"},
		},
		by:   choices{of: wave.By, name: "group"},
		form: choice{"auto", []string{"auto", "drain", "replace", "fresh"}},
	}
	cmd := &cobra.Command{
		Use:   "plan [flags] [path ...]",
		Short: "Sort the fixes there are into waves and write the plan",
		Long: `Plan audits and sorts the fixes into waves, which it writes to a YAML file to read, edit and commit. The smallest wave comes
first, as a trial, and then those that hold most by the profile, or with the worst leaks; a module comes behind those it requires.

A plan that exists is not overwritten: --add adds what is new as further waves, --force starts anew.`,
		Example: `  unleak wave plan
  unleak wave plan --by module,rule --max-files 10
  unleak wave plan --by owner --review --class bug,leak ./services`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			f.scoped = scopeOf(cmd, paths)
			return a.wavePlan(cmd.Context(), f, paths)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.Var(&f.by, "by", "what the fixes of a wave have in common: "+strings.Join(wave.By, ", ")+" (default module)")
	flags.IntVar(&f.group.Depth, "depth", 1, "with --by dir: how many directories deep")
	flags.IntVar(&f.group.MaxFiles, "max-files", 20, "files in a wave; 0: any number")
	flags.IntVar(&f.group.MaxLines, "max-lines", 400, "changed lines in a wave, about; 0: any number")
	flags.BoolVar(&f.review, "review", false, "plan fixes that a person has to look at, too")
	flags.Var(&f.audit.rules, "rules", "plan for these rules only, separated by commas")
	flags.Var(&f.audit.skip, "skip", "leave out these rules")
	flags.Var(&f.audit.class, "class", "plan for these classes only: bug, leak, churn")
	flags.BoolVar(&f.audit.tests, "tests", true, "plan for _test.go files, too")
	flags.Var(&f.audit.golang, "go", "judge every module as if its go line said this, as 1.22")
	f.audit.profile.add(cmd)
	flags.Var(&f.form, "form", "re-arm timers in this form")
	addPlanFlag(cmd, &f.file)
	flags.BoolVar(&f.add, "add", false, "add to a plan what is in none of its waves")
	flags.BoolVar(&f.force, "force", false, "overwrite a plan")
	flags.BoolVar(&f.audit.noProgress, "no-progress", false, "show no progress on the terminal")
	complete(cmd, "by", wave.By)
	complete(cmd, "rules", f.audit.rules.of)
	complete(cmd, "skip", f.audit.skip.of)
	complete(cmd, "class", f.audit.class.of)
	complete(cmd, "form", f.form.of)
	return cmd
}

func (a *app) wavePlan(ctx context.Context, f *wavePlanFlags, paths []string) error {
	m := a.place(f.file)
	old, err := f.old(m)
	if err != nil {
		return err
	}
	cfg := load.Config{Dir: a.Dir, Paths: paths, NoTests: !f.audit.tests, GoVersion: string(f.audit.golang)}
	if old != nil {
		cfg.Dir, cfg.Paths = m.root, m.plan.Scope.Paths
	}
	rep, chosen, err := a.auditToPlan(ctx, f, cfg)
	if err != nil {
		return err
	}
	if !sameFile(rep.Root, m.root) {
		return &usageError{
			problem: fmt.Sprintf("plan waves: %s is not part of %s", rep.Root, m.root),
			next:    "change to the directory to migrate, and run: unleak wave plan",
		}
	}
	rep.Apply(f.audit.filter())
	if dirs, n := m.leaveOthers(rep); n > 0 {
		fmt.Fprintf(a.Stderr, "unleak: %s in a repository of its own: %s; run unleak wave plan there\n",
			either(n == 1, "1 fix is", text.Count(n, "fix")+" are"), text.Clean(strings.Join(dirs, ", ")))
	}
	plan := &wave.Plan{Scope: f.scope(chosen)}
	plan.Scope.Paths = a.pathsBelow(m.root, paths)
	plan.Waves = f.waves(a, rep, old)
	if err := f.write(a, m, plan, old); err != nil {
		return err
	}
	a.problems(rep)
	if len(rep.Errors) > 0 {
		a.exit = exitFailure
	}
	return nil
}

// auditToPlan audits with the rules that were chosen, and weighs what it finds by the profile.
func (a *app) auditToPlan(ctx context.Context, f *wavePlanFlags, cfg load.Config) (*audit.Report, []*rule.Rule, error) {
	chosen, err := f.audit.chosenRules()
	if err != nil {
		return nil, nil, err
	}
	f.audit.form = f.form.value
	profiles, err := f.audit.profile.read(a)
	if err != nil {
		return nil, nil, err
	}
	cfg.Interests = audit.Interests(chosen)
	rep, err := a.runAudit(ctx, &f.audit, cfg, chosen)
	if err != nil {
		return nil, nil, err
	}
	return rep, chosen, a.weighAloud(rep, profiles, chosen)
}

// old returns the plan that there is, if it is to be added to.
func (f *wavePlanFlags) old(m *migration) ([]byte, error) {
	src, err := os.ReadFile(m.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.add:
		return nil, &usageError{
			problem: fmt.Sprintf("add to plan %s: there is none", m.name),
			next:    "to make one, run: unleak wave plan",
		}
	case errors.Is(err, fs.ErrNotExist) || f.force:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read plan %s: %w", m.name, cause(err))
	case !f.add:
		return nil, &usageError{
			problem: fmt.Sprintf("write plan %s: there is one", m.name),
			next:    "to add what is new, run: unleak wave plan --add; to start anew, run: unleak wave plan --force",
		}
	}
	if m.plan, err = wave.Parse(src); err != nil {
		return nil, fmt.Errorf("read plan %s: %w", m.name, err)
	}
	return src, f.adopt(m)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// waves sorts the fixes of rep that are in no wave of old.
func (f *wavePlanFlags) waves(a *app, rep *audit.Report, old []byte) []wave.Wave {
	planned := map[string]bool{}
	if p, err := wave.Parse(old); err == nil {
		planned = inWaves(p.Waves...)
	}
	for i := range rep.Findings {
		rep.Findings[i].Fix, _ = offered(rep.Findings[i].Fix, f.review)
	}
	opt := f.group
	if opt.By = f.by.values; len(opt.By) == 0 {
		opt.By = []string{"module"}
	}
	opt.Trial = old == nil
	opt.Requires = map[string][]string{}
	for _, m := range rep.Modules {
		opt.Requires[m.Dir] = m.Requires
	}
	a.addDiffs(rep)
	return wave.Group(items(rep, f.review, planned), opt)
}

// items returns what there is to plan: equal expressions in one function are one.
func items(rep *audit.Report, review bool, planned map[string]bool) []wave.Item {
	var list []wave.Item
	index, besides := map[string]int{}, map[string]int{}
	for _, f := range rep.Fixable() {
		if _, can := offered(f.Fix, review); !can || f.Fix.Diff == "" {
			besides[f.Fingerprint]++
			continue
		}
		if planned[f.Fingerprint] {
			continue
		}
		i, again := index[f.Fingerprint]
		if !again {
			i = len(list)
			index[f.Fingerprint] = i
			it := wave.Item{Module: ".", Owner: f.Owner, Fix: wave.Fix{
				File: f.File, Func: f.Func, Pattern: f.Pattern, Rule: f.Rule, Class: string(f.Class), Fingerprint: f.Fingerprint,
			}}
			if m := rep.ModuleOf(f.File); m >= 0 {
				it.Module = rep.Modules[m].Dir
			}
			list = append(list, it)
		}
		it := &list[i]
		it.Lines += changedLines(f.Fix.Diff)
		it.Weight += f.Weight
		it.Many = it.Many || f.Outstanding == rule.Many
		if f.Fix.Level == rewrite.Review {
			it.Level = string(rewrite.Review)
		}
		if again {
			it.Count = max(it.Count, 1) + 1
		}
	}
	for i := range list {
		list[i].Besides = besides[list[i].Fingerprint]
	}
	return list
}

// changedLines counts the lines that a unified diff adds or takes away.
func changedLines(diff string) (n int) {
	for line := range strings.Lines(diff) {
		if line[0] == '+' && !strings.HasPrefix(line, "+++ ") || line[0] == '-' && !strings.HasPrefix(line, "--- ") {
			n++
		}
	}
	return n
}

// write writes the plan and says what is in it.
func (f *wavePlanFlags) write(a *app, m *migration, plan *wave.Plan, old []byte) error {
	if len(plan.Waves) == 0 {
		fmt.Fprintln(a.Stderr, either(old != nil, "Nothing to add: every fix is in a wave.", "Nothing to plan: there is no fix to make."))
		return nil
	}
	var out []byte
	var err error
	if old != nil {
		out, err = wave.Add(old, plan.Waves)
	} else {
		out, err = plan.Format()
	}
	if err != nil {
		return err
	}
	err = writeFile(m.path, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
	if err != nil {
		return fmt.Errorf("write plan %s: %w", m.name, cause(err))
	}
	if plan, err = wave.Parse(out); err != nil {
		return err
	}
	if err := planGrid(plan).Write(a.Stdout, text.Layout{Width: a.OutWidth}); err != nil {
		return err
	}
	fmt.Fprintf(a.Stderr, "Wrote %s: %s. To look at the first, run: unleak wave show 1\n", m.name, text.Count(len(plan.Waves), "wave"))
	return nil
}

func planGrid(p *wave.Plan) *text.Grid {
	g := &text.Grid{Columns: []text.Column{
		{Title: "#", Right: true}, {Title: "Wave"}, {Title: "Fixes", Right: true}, {Title: "What", Cut: text.CutRight},
	}}
	for i, w := range p.Waves {
		g.Rows = append(g.Rows, []text.Cell{{Text: strconv.Itoa(i + 1)}, {Text: w.Name}, {Text: text.Comma(w.Size())}, {Text: w.Why}})
	}
	return g
}

func either(yes bool, one, other string) string {
	if yes {
		return one
	}
	return other
}
