package report

import (
	"fmt"
	"strings"

	"unleak/audit/report/text"
	"unleak/rewrite"
)

// Bounds of a commit message: nobody reads more, and git's line is 72 columns.
const (
	commitWidth = 72
	commitFixes = 30
	commitLeft  = 10
)

// CommitMessage says what a change does, why it is worth it under the Go versions concerned, how it was proved and what was left alone.
func (c Change) CommitMessage() string {
	var b strings.Builder
	line := func(s string) {
		for _, l := range text.Wrap(text.Clean(s), commitWidth) {
			b.WriteString(l + "\n")
		}
	}
	list := func(title string, items []string, limit int) {
		if len(items) == 0 {
			return
		}
		b.WriteByte('\n')
		if title != "" {
			line(title)
		}
		for _, item := range items[:min(len(items), limit)] {
			line("- " + item)
		}
		if more := len(items) - limit; more > 0 {
			line("- and " + text.Comma(more) + " more")
		}
	}
	asIs := func(s string) string { return s }
	plain := markup{asIs, asIs}
	b.WriteString(text.CutRight(c.Title(), commitWidth) + "\n\n")
	line(c.Size() + ", made by unleak.")
	var fixes []string
	for _, f := range c.with(rewrite.Made) {
		item := fmt.Sprintf("%s: %s: %s", f.Finding.File, orFile(f.Func), f.Pattern)
		if f.Step.Fix.Level == rewrite.Review {
			item += " (" + f.Step.Fix.Reason + ")"
		}
		fixes = append(fixes, item)
	}
	list("", fixes, commitFixes)
	touched := c.touched()
	list("Why:", append(moduleLines(touched, plain), c.reasons()...), commitFixes)
	if proved := Proved(c.Patch, c.Flaky); proved != "" {
		b.WriteByte('\n')
		line(proved)
	}
	list("Left alone:", c.left(plain), commitLeft)
	return b.String()
}

// orFile names the function of a finding, or says that it is in none.
func orFile(fn string) string {
	if fn == "" {
		return "package level"
	}
	return fn
}
