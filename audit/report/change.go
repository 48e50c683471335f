package report

import (
	"fmt"
	"slices"
	"strings"

	"unleak/audit"
	"unleak/audit/report/text"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// A Change is a patch to be reviewed, and the report that it was made of.
type Change struct {
	Report *audit.Report
	Patch  *rewrite.Patch // with a step for each of the report's candidates, in their order
	Flaky  []string       // tests that failed with the patch once, and then passed
	Wave   string         // that the fixes belong to; empty: none
}

// A fixed is a finding with what became of its fix.
type fixed struct {
	audit.Finding
	*rewrite.Step
}

// with returns the findings whose fixes have a status.
func (c Change) with(status ...rewrite.Status) []fixed {
	var out []fixed
	for i, f := range c.Report.Fixable() {
		if s := c.Patch.Steps[i]; slices.Contains(status, s.Status) {
			out = append(out, fixed{f, s})
		}
	}
	return out
}

// Title says in half a line what a change is, fit for the first line of a commit message: "Fix 5 timer and context leaks in worker".
func (c Change) Title() string {
	n := map[rule.Class]int{}
	timers, contexts := false, false
	made := c.with(rewrite.Made)
	for _, f := range made {
		n[f.Class]++
		timers = timers || f.Finding.Rule != "lostcancel"
		contexts = contexts || f.Finding.Rule == "lostcancel"
	}
	kind := "timer"
	switch {
	case timers && contexts:
		kind = "timer and context"
	case contexts:
		kind = "context"
	}
	harm, churn, harmless := n[rule.Bug]+n[rule.Leak], n[rule.Churn], n[rule.Fine]
	var parts []string
	if harm > 0 {
		parts = append(parts, "fix "+text.Count(harm, kind+" leak"))
	}
	switch {
	case churn > 0 && harm == 0:
		parts = append(parts, "save allocations of "+text.Count(churn, kind))
	case churn > 0:
		parts = append(parts, "save "+text.Count(churn, "allocation"))
	}
	if harmless > 0 {
		parts = append(parts, "tidy up "+text.Count(harmless, kind))
	}
	title := "nothing to change"
	if last := len(parts) - 1; last >= 0 {
		title = strings.TrimPrefix(strings.Join(parts[:last], ", ")+" and "+parts[last], " and ")
	}
	return strings.ToUpper(title[:1]) + title[1:] + c.in()
}

// in says where a change is.
func (c Change) in() string {
	if c.Wave == "" {
		return ""
	}
	return " in " + c.Wave
}

// Size counts what changes: "5 fixes in 3 files".
func (c Change) Size() string {
	made := c.with(rewrite.Made)
	files := map[string]bool{}
	for _, f := range made {
		files[f.Finding.File] = true
	}
	return text.Count(len(made), "fix") + " in " + text.Count(len(files), "file")
}

// touched returns the report with those modules and findings only that the change is about.
func (c Change) touched() *audit.Report {
	r := *c.Report
	r.Findings, r.Modules = nil, nil
	used := map[int]bool{}
	for _, f := range c.with(rewrite.Made) {
		r.Findings = append(r.Findings, f.Finding)
		used[c.Report.ModuleOf(f.Finding.File)] = true
	}
	for i, m := range c.Report.Modules {
		if used[i] {
			r.Modules = append(r.Modules, m)
		}
	}
	return &r
}

// reasons says for each class of what is fixed why it is worth a change under the timers its modules get, so that nobody has to take it
// for one that Go 1.23 made needless.
func (c Change) reasons() []string {
	var out []string
	for _, f := range c.with(rewrite.Made) {
		timers := rule.Sync
		if i := c.Report.ModuleOf(f.Finding.File); i >= 0 {
			timers = c.Report.Modules[i].Timers
		}
		if why := reason(f.Finding, timers); !slices.Contains(out, why) {
			out = append(out, why)
		}
	}
	slices.Sort(out)
	return out
}

func reason(f audit.Finding, timers rule.Timers) string {
	switch {
	case f.Rule == "stalereset":
		return "bug: before Go 1.23, and since then wherever the main module has a lower go line, a timer can deliver a value from before its Reset."
	case f.Class == rule.Bug:
		return "bug: wrong on every version of Go, 1.23 and later included."
	case f.Rule == "lostcancel":
		return "lost cancel functions: a context that nobody cancels stays with its parent until its deadline, or for as long as the parent lives. " +
			"That has nothing to do with timers; it is so on every version of Go."
	case f.Class == rule.Leak && timers == rule.Sync:
		return "leak: Go 1.23 collects timers that nothing refers to; these are held by something else."
	case f.Class == rule.Leak && timers == rule.Importer:
		return "leak: this is a library, and the main modules of its users decide. In those below go 1.23 a timer stays in memory until it fires, and a ticker for ever."
	case f.Class == rule.Leak:
		return "leak: with these timers, one that nobody waits for any more stays in memory until it fires, and a ticker for ever. " +
			"Go 1.23 changed that only for main modules whose go line says 1.23 or later."
	case f.Class == rule.Fine:
		return "none: nothing leaks here, and nothing is saved. The code says more plainly what happens: what has no effect goes, and what ends anyway is ended."
	}
	return "churn: nothing leaks here, on Go 1.23 and later in particular. What this saves is an allocation on each pass."
}

// left says what was not changed, and why: a line for each reason, with the places.
func (c Change) left(as markup) []string {
	var order []string
	places := map[string][]string{}
	for _, f := range c.with(rewrite.Refused, rewrite.Unasked, rewrite.Conflicting, rewrite.Lacking, rewrite.Declined, rewrite.Failed, rewrite.Outdated) {
		why := f.Why
		switch {
		case f.Status == rewrite.Unasked:
			why = "for a person to decide: " + why
		case general[why]:
			continue // the rule has no fix
		}
		if places[why] == nil {
			order = append(order, why)
		}
		places[why] = append(places[why], as.name(fmt.Sprintf("%s:%d", f.Finding.File, f.Finding.Line)))
	}
	slices.SortStableFunc(order, func(a, b string) int { return len(places[b]) - len(places[a]) })
	var out []string
	for _, why := range order {
		const shown = 5
		list := places[why]
		at := strings.Join(list[:min(len(list), shown)], ", ")
		if more := len(list) - shown; more > 0 {
			at += fmt.Sprintf(" and %s more", text.Comma(more))
		}
		out = append(out, as.prose(why)+": "+at)
	}
	return out
}
