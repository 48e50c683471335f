package audit

import (
	"slices"

	"unleak/rules"
)

// A Filter narrows a report.
type Filter struct {
	Classes []rules.Class // keep these; none means all
}

// Apply drops the findings that f does not let pass, and those that the baseline knows, and sums up anew.
func (r *Report) Apply(f Filter) {
	if len(f.Classes) > 0 {
		r.Findings = slices.DeleteFunc(r.Findings, func(x Finding) bool { return !slices.Contains(f.Classes, x.Class) })
	}
	if r.Baseline != nil {
		all := len(r.Findings)
		r.Findings = slices.DeleteFunc(r.Findings, func(x Finding) bool { return x.Known })
		r.Baseline.Known = all - len(r.Findings)
	}
	r.count()
}
