package cli

import (
	"bufio"
	"fmt"
	"go/doc/comment"
	"strings"

	"github.com/spf13/cobra"

	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

func (a *app) rulesCommand() *cobra.Command {
	color := choice{"auto", []string{"auto", "always", "never"}}
	cmd := &cobra.Command{
		Use:   "rules [name]",
		Short: "Show the catalogue of rules, or the manual page of one",
		Example: `  unleak rules
  unleak rules loopafter`,
		ValidArgsFunction: cobra.FixedCompletions(ruleNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			layout := text.Layout{Width: a.OutWidth, Color: a.color(color.value, true)}
			switch len(args) {
			case 0:
				return catalogue(rules.All()).Write(a.Stdout, layout)
			case 1:
				return a.rulePage(args[0], layout)
			}
			return &usageError{
				problem: "show rules: it takes one name, and got " + shellWords(args),
				next:    "to read one page, run: unleak rules " + shellWords(args[:1]),
			}
		},
	}
	cmd.Flags().Var(&color, "color", "use colours; auto: on a terminal without NO_COLOR")
	complete(cmd, "color", color.of)
	return cmd
}

// catalogue lists rules.
func catalogue(list []*rule.Rule) *text.Grid {
	g := &text.Grid{Columns: []text.Column{
		{Title: "Rule"}, {Title: "Finds", Cut: text.CutRight}, {Title: "Fix", Cut: text.CutRight},
	}}
	for _, r := range list {
		fix := r.Fix
		if r.Best == "" {
			fix = "report" // what the fix will be is on the rule's page
		}
		g.Rows = append(g.Rows, []text.Cell{{Text: r.Name}, {Text: r.Finds}, {Text: fix}})
	}
	return g
}

func (a *app) rulePage(name string, layout text.Layout) error {
	r := rules.Lookup(name)
	if r == nil {
		return &usageError{
			problem: fmt.Sprintf("show rule: no rule %s%s", shown(name), didYouMean(near(name, ruleNames()))),
			next:    "to see the rules, run: unleak rules",
		}
	}
	out := bufio.NewWriter(a.Stdout)
	for _, line := range page(r, layout.Width) {
		if heading, ok := strings.CutPrefix(line, "# "); ok && layout.Color {
			line = text.Paint(heading, text.Bold)
		}
		out.WriteString(line)
		out.WriteByte('\n')
	}
	return out.Flush()
}

// readable is the longest line of prose: longer ones are hard to follow, however wide the terminal.
const readable = 100

// page returns the lines of a rule's manual page; headings begin with "# ".
func page(r *rule.Rule, width int) []string {
	if width <= 0 || width > readable {
		width = readable
	}
	lines := text.Wrap("# "+r.Name+": "+r.Finds, 0)
	lines = append(lines, "")
	var parser comment.Parser
	printer := comment.Printer{TextWidth: width, TextCodePrefix: "    "}
	prose := printer.Text(parser.Parse(r.Doc))
	lines = append(lines, strings.Split(strings.TrimRight(string(prose), "\n"), "\n")...)
	if r.Best != rewrite.None && r.Best != "" {
		lines = append(lines, "", fmt.Sprintf("The best level a fix of this rule reaches is %q.", r.Best))
	}
	lines = append(lines, example("Before", r.Before)...)
	if r.After != r.Before {
		lines = append(lines, example("After", r.After)...)
	}
	return lines
}

// example returns code under a heading, indented.
func example(heading, code string) []string {
	code = strings.Trim(code, "\n")
	if code == "" {
		return nil
	}
	lines := []string{"", "# " + heading, ""}
	for line := range strings.SplitSeq(code, "\n") {
		if line != "" {
			line = "    " + strings.ReplaceAll(line, "\t", "    ")
		}
		lines = append(lines, line)
	}
	return lines
}
