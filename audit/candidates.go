package audit

import (
	"unleak/rewrite"
	"unleak/rules"
)

// Candidates returns the fixes of r, those that cannot be made included.
func (r *Report) Candidates() []rewrite.Candidate {
	var out []rewrite.Candidate
	for _, f := range r.Findings {
		if f.fixable() {
			out = append(out, r.candidate(f))
		}
	}
	return out
}

// fixable reports whether there is anything to fix.
func (f *Finding) fixable() bool { return f.Class != rules.Fine || f.Fix.Change != nil }

func (r *Report) candidate(f Finding) rewrite.Candidate {
	title := f.Pattern
	if rule := rules.Lookup(f.Rule); rule != nil {
		title += " → " + rule.Fix
	}
	return rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Title: title, Sum: r.Sums[f.File], Fix: f.Fix}
}

// AddDiffs notes in every fix that can be made what it changes, in the files as read gives them.
func (r *Report) AddDiffs(read func(file string) ([]byte, error)) {
	var list []rewrite.Candidate
	var of []*Finding
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Fix.Change == nil {
			continue
		}
		c := r.candidate(*f)
		c.Fix.Instead = nil // what the report promises, and not what a person may prefer
		list, of = append(list, c), append(of, f)
	}
	for i, s := range rewrite.Plan(list, rewrite.Options{Review: true, Read: read}).Steps {
		of[i].Fix.Diff = s.Unified()
	}
}
