package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite/wave"
)

type waveStatusFlags struct {
	plan       string
	color      choice
	noProgress bool
}

func (a *app) waveStatusCommand() *cobra.Command {
	f := &waveStatusFlags{color: choice{"auto", []string{"auto", "always", "never"}}}
	cmd := &cobra.Command{
		Use:   "status [flags]",
		Short: "Say how far each wave is",
		Long: `Status audits again and says for each wave how many of its fixes are done (not found any more), committed (in a branch that is not
merged into what is checked out), pending, failed (tried and left out) and regressed (made, and found again).

Exit status: 0 if everything is done, 1 if not, 2 on failure.`,
		Example: `  unleak wave status
  unleak wave status && echo all done`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.waveStatus(cmd.Context(), f) },
	}
	cmd.Flags().SortFlags = false
	addPlanFlag(cmd, &f.plan)
	cmd.Flags().Var(&f.color, "color", "use colours; auto: on a terminal without NO_COLOR")
	cmd.Flags().BoolVar(&f.noProgress, "no-progress", false, "show no progress on the terminal")
	complete(cmd, "color", f.color.of)
	return cmd
}

func (a *app) waveStatus(ctx context.Context, f *waveStatusFlags) error {
	m, err := a.migration(f.plan)
	if err != nil {
		return err
	}
	if err := m.remember(ctx); err != nil {
		return err
	}
	list, rep, err := a.progress(ctx, m, f.noProgress)
	if err != nil {
		return err
	}
	color := a.color(f.color.value, true)
	if err := statusGrid(m.plan, list).Write(a.Stdout, text.Layout{Width: a.OutWidth, Color: color}); err != nil {
		return err
	}
	done, all := 0, 0
	for i, p := range list {
		done += sizeOf(p.Done)
		all += m.plan.Waves[i].Size()
		if p.Open() {
			a.exit = exitFindings
		}
	}
	fmt.Fprintf(a.Stdout, "\n%s of %s done.%s\n", text.Comma(done), text.Count(all, "fix"), unplanned(rep, m.plan))
	a.problems(rep)
	if len(rep.Errors) > 0 {
		a.exit = exitFailure
	}
	return nil
}

// progress audits again and tells how far each wave is.
func (a *app) progress(ctx context.Context, m *migration, noProgress bool) ([]wave.Progress, *audit.Report, error) {
	rep, err := a.auditAgain(ctx, m, m.plan.Rules(), noProgress)
	if err != nil {
		return nil, nil, err
	}
	return m.plan.Progress(m.state, openFixes(rep, m.plan), m.elsewhere(ctx)), rep, ctx.Err()
}

// elsewhere returns a function that tells whether what was made is in a branch that is not part of what is checked out. A branch that
// is gone was merged, in whatever way.
func (m *migration) elsewhere(ctx context.Context) func(wave.Outcome) bool {
	known := map[string]bool{}
	return func(o wave.Outcome) bool {
		if !m.inRepo || o.Commit == "" {
			return false
		}
		if _, ok := known[o.Commit]; !ok {
			tip, err := m.repo.Tip(ctx, o.Branch)
			known[o.Commit] = err == nil && tip != "" && !m.repo.Merged(ctx, o.Commit)
		}
		return known[o.Commit]
	}
}

// unplanned says that there are fixes in no wave.
func unplanned(rep *audit.Report, p *wave.Plan) string {
	planned := inWaves(p.Waves...)
	n := 0
	for _, f := range rep.Fixable() {
		wanted := len(p.Scope.Classes) == 0 || slices.Contains(p.Scope.Classes, string(f.Class))
		if _, can := offered(f.Fix, p.Scope.Review); can && wanted && !planned[f.Fingerprint] {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" There %s in no wave; to add %s, run: unleak wave plan --add",
		either(n == 1, "is 1 fix", "are "+text.Count(n, "fix")), either(n == 1, "it", "them"))
}

const barWidth = 20

func statusGrid(p *wave.Plan, list []wave.Progress) *text.Grid {
	g := &text.Grid{Columns: []text.Column{
		{Title: "#", Right: true}, {Title: "Wave"}, {Title: "Done", Right: true}, {Title: "Progress"}, {Title: "What is left", Cut: text.CutRight},
	}}
	for i, pr := range list {
		w := p.Waves[i]
		done, all := sizeOf(pr.Done), w.Size()
		style := text.Style("")
		if !pr.Open() {
			style = text.Dim
		}
		full := 0
		if all > 0 {
			full = barWidth * done / all
		}
		bar := strings.Repeat("█", full) + strings.Repeat("░", barWidth-full)
		g.Rows = append(g.Rows, []text.Cell{
			{Text: strconv.Itoa(i + 1), Style: style}, {Text: w.Name, Style: style},
			{Text: fmt.Sprintf("%d/%d", done, all), Style: style}, {Text: bar, Style: style}, {Text: leftOver(pr), Style: leftStyle(pr)},
		})
	}
	return g
}

// leftOver counts what is not done: "3 pending, 1 failed".
func leftOver(p wave.Progress) string {
	var parts []string
	for _, part := range []struct {
		list []wave.Fix
		what string
	}{{p.Regressed, "regressed"}, {p.Failed, "failed"}, {p.Pending, "pending"}, {p.Committed, "committed, not merged"}} {
		if n := sizeOf(part.list); n > 0 {
			parts = append(parts, text.Comma(n)+" "+part.what)
		}
	}
	return strings.Join(parts, ", ")
}

func leftStyle(p wave.Progress) text.Style {
	switch {
	case len(p.Regressed) > 0:
		return text.Alarm
	case len(p.Failed) > 0:
		return text.Alert
	case len(p.Pending) > 0:
		return text.Notice
	}
	return ""
}

// sizeOf counts the findings that fixes stand for.
func sizeOf(list []wave.Fix) int { return wave.Wave{Fixes: list}.Size() }
