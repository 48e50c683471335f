package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"unleak/audit/report"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rewrite/apply"
)

// A summary is what there is to say about a patch in the end.
type summary struct {
	patch *rewrite.Patch
	flaky []string       // tests that failed with it once
	out   *apply.Outcome // what was written; nil for a dry run
	next  string         // the command that applies the patch
}

// summarize says on standard error what the patch amounts to.
func (a *app) summarize(sum summary) {
	patch, out := sum.patch, sum.out
	say := func(format string, args ...any) {
		fmt.Fprintln(a.Stderr, text.Clean(fmt.Sprintf(format, args...)))
	}
	for _, s := range patch.Steps {
		if advice, told := advice(s); told {
			say("unleak: %s: left out: %s%s", s.Place(), s.Why, advice)
		}
	}
	if out != nil {
		for _, l := range out.Left {
			say("unleak: %s: not written: %s", l.File, l.Reason)
		}
		for _, name := range out.Kept {
			say("unleak: remove %s: it could not be done; remove it by hand", name)
		}
	}
	say("%s", headline(sum))
	if proved := report.Proved(patch, sum.flaky); proved != "" {
		say("%s", proved)
	}
	for _, group := range []struct {
		status rewrite.Status
		title  string
	}{{rewrite.Unasked, "To review (--review makes them, too):"}, {rewrite.Refused, "Refused:"}} {
		lines := reasons(patch, group.status)
		if len(lines) > 0 {
			say("%s", group.title)
		}
		for _, line := range lines {
			say("%s", line)
		}
	}
}

// advice returns what to do about a step that was left out, and whether it is told one by one.
func advice(s *rewrite.Step) (advice string, told bool) {
	switch s.Status {
	case rewrite.Conflicting:
		return "; run unleak again once the patch is applied", true
	case rewrite.Failed:
		if s.Edited {
			return "; it was edited by hand", true
		}
		return "; unless that was to be expected, please report it as a mistake of unleak", true
	case rewrite.Outdated, rewrite.Lacking:
		return "", true
	}
	return "", false
}

// headline counts the fixes: "2 safe, 1 to review, 3 refused. 1 file to change; to change it, run: unleak rewrite --write".
func headline(sum summary) string {
	patch := sum.patch
	n := map[rewrite.Status]int{}
	safe, review := 0, 0
	for _, s := range patch.Steps {
		n[s.Status]++
		switch {
		case s.Status == rewrite.Made && s.Fix.Level == rewrite.Safe:
			safe++
		case s.Status == rewrite.Made, s.Status == rewrite.Unasked:
			review++
		}
	}
	parts := []string{text.Comma(safe) + " safe", text.Comma(review) + " to review", text.Comma(n[rewrite.Refused]) + " refused"}
	if declined := n[rewrite.Declined]; declined > 0 {
		parts = append(parts, text.Comma(declined)+" declined")
	}
	if left := n[rewrite.Conflicting] + n[rewrite.Lacking] + n[rewrite.Failed] + n[rewrite.Outdated]; left > 0 {
		parts = append(parts, text.Comma(left)+" left out")
	}
	return strings.Join(parts, ", ") + ". " + effect(sum)
}

// effect says which files change.
func effect(sum summary) string {
	patch, out := sum.patch, sum.out
	fixes := func(files int) string {
		made := 0
		for _, s := range patch.Steps {
			if s.Status == rewrite.Made {
				made++
			}
		}
		return text.Count(made, "fix") + " in " + text.Count(files, "file")
	}
	changed := len(patch.Changed())
	switch {
	case changed == 0:
		return "Nothing to rewrite."
	case out == nil:
		return "The patch has " + fixes(changed) + "; to apply it, run: " + cmp.Or(sum.next, "unleak rewrite --write")
	case len(out.Written) < changed:
		return "Wrote " + text.Count(len(out.Written), "file") + " of " + text.Comma(changed) + "."
	}
	return "Wrote " + fixes(changed) + "."
}

// reasons counts the fixes with a status by reason, the most frequent first.
func reasons(patch *rewrite.Patch, status rewrite.Status) []string {
	n := map[string]int{}
	for _, s := range patch.Steps {
		if s.Status == status {
			n[s.Why]++
		}
	}
	order := slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
	width := 0
	for _, count := range n {
		width = max(width, len(text.Comma(count)))
	}
	var out []string
	for _, why := range order {
		out = append(out, fmt.Sprintf("  %*s  %s", width, text.Comma(n[why]), why))
	}
	return out
}
