package report

import (
	"fmt"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
)

// maxCalls is the number of calls that a line of the summary names.
const maxCalls = 3

// weightTitle returns the title of the column of weights: what the sample type counts.
func weightTitle(p *audit.Profile) string {
	switch {
	case strings.HasPrefix(p.Sample, "alloc"):
		return "Allocated"
	case strings.HasPrefix(p.Sample, "goroutine"):
		return "Goroutines"
	}
	return "Held"
}

// weight returns the cell of f in that column.
func weight(p *audit.Profile, f audit.Finding) string {
	if f.Weight == 0 {
		return "-"
	}
	return amount(p, f.Weight)
}

func amount(p *audit.Profile, n int64) string {
	if p.Unit == "bytes" {
		return text.Bytes(n)
	}
	return text.Comma(int(n))
}

// Profiled says in a few sentences what the profile of r, if there is one, knows of it.
func Profiled(r *audit.Report) []string {
	return slices.DeleteFunc([]string{profiled(r), stale(r), ambiguous(r)}, func(s string) bool { return s == "" })
}

// profiled says how much of a profile the findings account for.
func profiled(r *audit.Report) string {
	p := r.Profile
	if p == nil {
		return ""
	}
	s := fmt.Sprintf("Profile %s (%s): %s of %s at %s", strings.Join(p.Files, ", "), p.Sample, amount(p, p.Matched), amount(p, p.Total), text.Count(p.Sites, "site"))
	if p.Elsewhere != 0 {
		s += fmt.Sprintf("; %s of timers and contexts elsewhere, in code that is not in this report", amount(p, p.Elsewhere))
	}
	return s + "."
}

// stale says that a profile is of another version of the code.
func stale(r *audit.Report) string {
	if r.Profile == nil || len(r.Profile.Stale) == 0 {
		return ""
	}
	return "The profile is of other code: here is no site at " + calls(r.Profile, r.Profile.Stale) + "."
}

// ambiguous says that calls are in a file that can be several of the report.
func ambiguous(r *audit.Report) string {
	if r.Profile == nil || len(r.Profile.Ambiguous) == 0 {
		return ""
	}
	return "Not told apart, as several files can be the one: " + calls(r.Profile, r.Profile.Ambiguous) + "."
}

// calls names some calls: "worker/queue.go:41 (Run, 1.2 MB)".
func calls(p *audit.Profile, list []audit.Call) string {
	var parts []string
	for _, c := range list[:min(len(list), maxCalls)] {
		parts = append(parts, fmt.Sprintf("%s:%d (%s, %s)", c.File, c.Line, c.Func, amount(p, c.Weight)))
	}
	s := strings.Join(parts, ", ")
	if more := len(list) - len(parts); more > 0 {
		s += fmt.Sprintf(" and %s more", text.Comma(more))
	}
	return s
}

// shown says that there are more findings than are listed.
func shown(r *audit.Report) string {
	if r.Beyond == 0 {
		return ""
	}
	order := "worst"
	if r.Profile != nil {
		order = "heaviest"
	}
	return fmt.Sprintf("Shown: %s of %s, the %s first.", text.Comma(len(r.Findings)), text.Count(len(r.Findings)+r.Beyond, "site"), order)
}
