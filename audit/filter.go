package audit

import (
	"slices"

	"unleak/rules"
)

// A Filter narrows a report.
type Filter struct {
	Classes []rules.Class // keep these; none means all
	Changed Changes       // keep what touches these lines; nil means all
}

// Changes are the lines that changed, by file, named as in a [Finding].
type Changes map[string][]Range

// A Range is some lines of a file, 1-based and inclusive. One that ends before it begins is the place between these two lines,
// where something was taken out.
type Range struct {
	From, To int
}

// touch reports whether any line of f changed, or went from between them.
func (c Changes) touch(f Finding) bool {
	return slices.ContainsFunc(c[f.File], func(r Range) bool { return r.From <= f.EndLine && f.Line <= r.To })
}

// keeps reports whether filter lets f pass.
func (filter *Filter) keeps(f Finding) bool {
	return (len(filter.Classes) == 0 || slices.Contains(filter.Classes, f.Class)) && (filter.Changed == nil || filter.Changed.touch(f))
}

// Apply drops the findings that filter does not let pass, and those that the baseline knows, and sums up anew.
func (r *Report) Apply(filter Filter) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return !filter.keeps(f) })
	if filter.Changed != nil {
		r.Suppressed = slices.DeleteFunc(r.Suppressed, func(s Suppressed) bool { return !filter.Changed.touch(s.Finding) })
	}
	if r.Baseline != nil {
		all := len(r.Findings)
		r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Known })
		r.Baseline.Known = all - len(r.Findings)
	}
	r.count()
}
