package audit

import (
	"cmp"
	"slices"

	"unleak/rules/rule"
)

// Rank sorts the findings by what they hold, the heaviest first, or, without a profile, by their class, the worst first; in a
// class, loops that pile up many timers come before others. Equal ones stay in the order of the files. If top is not 0, only so many are kept, and r sums up anew.
func (r *Report) Rank(top int) {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		if r.Profile != nil {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), compareFindings(a, b))
		}
		return cmp.Or(
			cmp.Compare(slices.Index(rule.Classes, a.Class), slices.Index(rule.Classes, b.Class)),
			cmp.Compare(piles(b), piles(a)),
			compareFindings(a, b),
		)
	})
	if top > 0 && top < len(r.Findings) {
		r.Beyond = len(r.Findings) - top
		r.Findings = r.Findings[:top]
		r.count()
	}
}

func piles(f Finding) int {
	if f.Outstanding == rule.Many {
		return 1
	}
	return 0
}
