package audit

import (
	"slices"

	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// Fixable returns the findings with something to fix, whether or not it can be.
func (r *Report) Fixable() []Finding {
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.Class == rule.Fine && f.Fix.Change == nil })
}

// Candidates returns the fixes of those findings, in their order; some of them cannot be made.
func (r *Report) Candidates() []rewrite.Candidate {
	var out []rewrite.Candidate
	for _, f := range r.Fixable() {
		out = append(out, r.candidate(f))
	}
	return out
}

func (r *Report) candidate(f Finding) rewrite.Candidate {
	title := f.Pattern
	if r := rules.Lookup(f.Rule); r != nil {
		title += " → " + r.Fix
	}
	return rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Title: title, Sum: r.Sums[f.File], Fix: f.Fix}
}

// maxDiffs is how many fixes of one file get a diff. No file that people wrote has more, and each takes its time.
const maxDiffs = 100

// AddDiffs notes in every fix that can be made what it changes, in the files as read gives them, which is called for several at a time.
func (r *Report) AddDiffs(read func(file string) ([]byte, error)) {
	var list []rewrite.Candidate
	var of []*Finding
	perFile := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Fix.Change == nil || perFile[f.File] == maxDiffs {
			continue
		}
		perFile[f.File]++
		c := r.candidate(*f)
		c.Fix.Instead = nil // what the report promises, and not what a person may prefer
		list, of = append(list, c), append(of, f)
	}
	for i, s := range rewrite.Plan(list, rewrite.Options{Review: true, Read: read}).Steps {
		of[i].Fix.Diff = s.Unified()
	}
}
