package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// summary says in a few sentences what the report amounts to. The verdict is the last one:
// it is what a terminal shows above the next prompt.
func summary(r *audit.Report) []string {
	lines := []string{shown(r), loopRate(r), fixes(r), profiled(r), stale(r), ambiguous(r), since(r), suppressed(r), known(r), gone(r), skipped(r), shard(r), unread(r), verdict(r)}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// shard says that the report is about a part.
func shard(r *audit.Report) string {
	if r.Shard == nil {
		return ""
	}
	return fmt.Sprintf("This is shard %d of %d; unleak merge makes one report of all.", r.Shard.Index, r.Shard.Of)
}

// verdict counts what was found by class, or says that there is nothing.
func verdict(r *audit.Report) string {
	searched := text.Count(r.Summary.Files, "Go file")
	if r.Summary.Files > 0 {
		searched += " (" + text.Count(r.Summary.Lines, "line") + ")"
	}
	switch {
	case len(r.Findings) > 0:
		return fmt.Sprintf("%s in %s: %s.", text.Count(len(r.Findings), "site"), searched, byClass(r))
	case len(r.Errors) > 0:
		return fmt.Sprintf("Nothing found in %s, but not everything could be read.", searched)
	case r.Summary.Files == 0:
		return "There was no Go file to audit."
	}
	return fmt.Sprintf("All quiet: nothing to report in %s.", searched)
}

func byClass(r *audit.Report) string {
	n := map[rule.Class]int{}
	for _, f := range r.Findings {
		n[f.Class]++
	}
	var parts []string
	add := func(c rule.Class, words string) {
		if n[c] > 0 {
			parts = append(parts, words)
		}
	}
	add(rule.Bug, text.Count(n[rule.Bug], "bug"))
	add(rule.Leak, text.Count(n[rule.Leak], "leak"))
	add(rule.Churn, text.Comma(n[rule.Churn])+" churn")
	add(rule.Fine, text.Comma(n[rule.Fine])+" harmless")
	return strings.Join(parts, ", ")
}

// loopRate says how many sites run again and again, and how many of these pile up timers:
// most loops hold one timer at most, whatever linters say.
func loopRate(r *audit.Report) string {
	sites := len(r.Findings)
	if sites == 0 {
		return ""
	}
	loop, one, many := 0, 0, 0
	for _, f := range r.Findings {
		if f.InLoop != rule.Yes {
			continue
		}
		loop++
		switch f.Outstanding {
		case rule.One:
			one++
		case rule.Many:
			many++
		}
	}
	s := fmt.Sprintf("%s of %s (%d %%) %s in a loop", text.Comma(loop), text.Count(sites, "site"), (200*loop+sites)/(2*sites), isAre(loop))
	switch {
	case loop == 1 && one == 1:
		s += "; it holds at most one timer at a time"
	case loop == 1 && many == 1:
		s += "; it can pile up many timers"
	case one > 0 && many > 0:
		s += fmt.Sprintf("; of these, %s and %s can pile up many", atMostOne(one), text.Comma(many))
	case one > 0:
		s += "; of these, " + atMostOne(one)
	case many > 0:
		s += "; of these, " + text.Comma(many) + " can pile up many timers"
	}
	return s + "."
}

func atMostOne(n int) string {
	return text.Comma(n) + " " + either(n, "holds", "hold") + " at most one timer at a time"
}

// fixes counts the fixes there are.
func fixes(r *audit.Report) string {
	safe, review := 0, 0
	for _, f := range r.Findings {
		switch f.Fix.Level {
		case rewrite.Safe:
			safe++
		case rewrite.Review:
			review++
		}
	}
	var parts []string
	if safe > 0 {
		parts = append(parts, text.Comma(safe)+" safe")
	}
	if review > 0 {
		parts = append(parts, text.Comma(review)+" to review")
	}
	if len(parts) == 0 {
		return ""
	}
	return "Fixes: " + strings.Join(parts, ", ") + "."
}

func suppressed(r *audit.Report) string {
	if len(r.Suppressed) == 0 {
		return ""
	}
	return "Suppressed in the source: " + text.Count(len(r.Suppressed), "finding") + " (--no-suppressions shows " + itThem(len(r.Suppressed)) + ")."
}

// since says that most lines do not count.
func since(r *audit.Report) string {
	if r.Since == nil {
		return ""
	}
	return fmt.Sprintf("Only lines changed since %s (%s).", r.Since.Rev, text.Count(r.Since.Files, "file"))
}

// known counts what a baseline hides.
func known(r *audit.Report) string {
	if r.Baseline == nil {
		return ""
	}
	return fmt.Sprintf("Known: %s in %s.", text.Count(r.Baseline.Known, "finding"), r.Baseline.File)
}

// gone says that a baseline has entries without a finding: one that comes back would not be told.
func gone(r *audit.Report) string {
	if r.Baseline == nil || r.Baseline.Gone == 0 {
		return ""
	}
	n := r.Baseline.Gone
	return fmt.Sprintf("%s in the baseline %s gone; to remove %s, run: unleak baseline prune%s",
		text.Count(n, "finding"), isAre(n), itThem(n), BaselineFlag(r.Baseline.File))
}

// BaselineFile is what baseline commands read and write in the working directory unless told otherwise.
const BaselineFile = "unleak-baseline.json"

// BaselineFlag returns the flag that tells a baseline command its file, with a space before it; nothing if it is the one that is
// taken without it.
func BaselineFlag(file string) string {
	if file == BaselineFile {
		return ""
	}
	if strings.ContainsAny(file, " \t\"'`$&|;<>()*?[]#~!\\") { // it is for a shell
		file = "'" + strings.ReplaceAll(file, "'", `'\''`) + "'"
	}
	return " --baseline " + file
}

// unread says that the audit is not complete; the errors themselves are told apart from the report.
func unread(r *audit.Report) string {
	if len(r.Errors) == 0 {
		return ""
	}
	return "Not complete: " + text.Count(len(r.Errors), "problem") + " while reading, each on standard error."
}

// skipped counts what was left out by reason, the most frequent first.
func skipped(r *audit.Report) string {
	n := map[string]int{}
	for _, s := range r.Skipped {
		n[s.Reason]++
	}
	if len(n) == 0 {
		return ""
	}
	reasons := slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
	var parts []string
	for _, reason := range reasons {
		s := text.Count(n[reason], reason)
		switch {
		case strings.HasPrefix(reason, "generated"):
			s += " (--generated includes " + itThem(n[reason]) + ")"
		case strings.HasPrefix(reason, "test file"):
			s += " (--tests=true includes " + itThem(n[reason]) + ")"
		}
		parts = append(parts, s)
	}
	return "Skipped: " + strings.Join(parts, ", ") + "."
}

func isAre(n int) string  { return either(n, "is", "are") }
func itThem(n int) string { return either(n, "it", "them") }

func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
