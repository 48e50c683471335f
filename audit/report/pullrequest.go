package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"unleak/audit/report/text"
	"unleak/rewrite"
)

// PullRequest writes the text of a pull request for c in Markdown, not longer than GitHub takes. Its title is [Change.Title].
func PullRequest(w io.Writer, c Change) error {
	head, tail := c.lead(), c.tail()
	const spare = 200 // for the line about rows left out
	table := c.table(markdownLimit - len(head) - len(tail) - spare)
	_, err := io.WriteString(w, head+table+tail)
	return err
}

// lead says what the change is.
func (c Change) lead() string {
	review := 0
	for _, f := range c.with(rewrite.Made) {
		if f.Step.Fix.Level == rewrite.Review {
			review++
		}
	}
	s := c.Size() + ", made by unleak. What the program does stays the same"
	switch {
	case len(c.with(rewrite.Made)) == 0:
		return "Nothing to change.\n"
	case review > 0:
		s += ", but for the " + text.Count(review, "fix") + " marked *review*: there, please agree to what the table says"
	}
	return s + ".\n"
}

// table lists the fixes made, as many as fit into limit bytes.
func (c Change) table(limit int) string {
	made := c.with(rewrite.Made)
	if len(made) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n| Where | Function | What | Class |\n|---|---|---|---|\n")
	for i, f := range made {
		class := string(f.Class)
		if f.Step.Fix.Level == rewrite.Review {
			class += ", *review*: " + prose(f.Step.Fix.Reason)
		}
		row := fmt.Sprintf("| %s | %s | %s | %s |\n",
			codeCell(fmt.Sprintf("%s:%d", f.Finding.File, f.Finding.Line)), codeCell(orFile(f.Func)), codeCell(f.Pattern), class)
		if b.Len()+len(row) > limit {
			fmt.Fprintf(&b, "\n%s more did not fit.\n", text.Count(len(made)-i, "row"))
			break
		}
		b.WriteString(row)
	}
	return b.String()
}

// harm says what was wrong with the places that were changed: a line for each kind, the most frequent first.
func (c Change) harm() []string {
	n := map[string]int{}
	for _, f := range c.with(rewrite.Made) {
		n[f.Message]++
	}
	order := slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	for i, message := range order {
		order[i] = fmt.Sprintf("%s × %s", text.Comma(n[message]), prose(message))
	}
	if more := len(order) - maxProblems; more > 0 {
		order = append(order[:maxProblems], "and "+text.Comma(more)+" more kinds")
	}
	return order
}

// tail says why the change is worth it, how it was proved, and what it leaves alone.
func (c Change) tail() string {
	var b strings.Builder
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n### %s\n\n- %s\n", title, strings.Join(lines, "\n- "))
		}
	}
	as := markup{code, prose}
	section("What was wrong", c.harm())
	why := moduleLines(c.touched(), as)
	for _, s := range c.reasons() {
		why = append(why, prose(s))
	}
	section("Is that needed since Go 1.23?", why)
	if proved := Proved(c.Patch, c.Flaky); proved != "" {
		section("Proof", []string{prose(proved), "Only the lines that have to change do."})
	}
	left := c.left(as)
	if more := len(left) - maxProblems; more > 0 {
		left = append(left[:maxProblems], "and "+text.Comma(more)+" more reasons")
	}
	section("Left alone", left)
	return b.String()
}
