package wave

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A score says how much a set of fixes is worth: what was measured counts first, and then how bad the leaks are.
type score struct {
	weight                   int64
	bugs, many, leaks, churn int // many are the leaks that can pile up
	harmless                 int
}

func (s *score) add(it Item) {
	s.weight += it.Weight
	n := it.count()
	switch {
	case it.Class == "bug":
		s.bugs += n
	case it.Class == "leak" && it.Many:
		s.many += n
	case it.Class == "leak":
		s.leaks += n
	case it.Class == "churn":
		s.churn += n
	default:
		s.harmless += n
	}
}

// compare is positive if s is worth more than o.
func (s score) compare(o score) int {
	return cmp.Or(cmp.Compare(s.weight, o.weight), cmp.Compare(s.bugs, o.bugs), cmp.Compare(s.many, o.many),
		cmp.Compare(s.leaks, o.leaks), cmp.Compare(s.churn, o.churn), cmp.Compare(s.harmless, o.harmless))
}

// String counts by class: "1 bug, 3 leaks, 12 churn".
func (s score) String() string {
	var parts []string
	if s.bugs > 0 {
		parts = append(parts, count(s.bugs, "bug"))
	}
	if n := s.many + s.leaks; n > 0 {
		parts = append(parts, count(n, "leak"))
	}
	if s.churn > 0 {
		parts = append(parts, fmt.Sprint(s.churn, " churn"))
	}
	if s.harmless > 0 {
		parts = append(parts, fmt.Sprint(s.harmless, " harmless"))
	}
	return strings.Join(parts, ", ")
}

// order sorts waves: of those whose modules build on no module with a wave to come, the smallest comes first, and then
// the worst. Where modules build on each other in a circle, it goes by the rest.
func order(drafts []*draft, requires map[string][]string) []*draft {
	slices.SortFunc(drafts, func(a, b *draft) int {
		return cmp.Or(b.score.compare(a.score), cmp.Compare(a.lines, b.lines), cmp.Compare(a.name, b.name),
			cmp.Compare(a.items[0].File, b.items[0].File))
	})
	before := blockers(drafts, closure(requires))
	placed := map[*draft]bool{}
	waits := func(d *draft) bool {
		return slices.ContainsFunc(before[d], func(o *draft) bool { return !placed[o] })
	}
	var out []*draft
	for len(drafts) > 0 {
		next := max(0, slices.IndexFunc(drafts, func(d *draft) bool { return !waits(d) }))
		if len(out) == 0 {
			for i, d := range drafts {
				if d.lines < drafts[next].lines && !waits(d) {
					next = i
				}
			}
		}
		out = append(out, drafts[next])
		placed[drafts[next]] = true
		drafts = slices.Delete(drafts, next, next+1)
	}
	return out
}

// blockers returns the waves that come before each: a module of it builds on one of theirs, and not the other way round, too.
func blockers(drafts []*draft, requires map[string]map[string]bool) map[*draft][]*draft {
	out := map[*draft][]*draft{}
	for _, d := range drafts {
		for _, o := range drafts {
			if o != d && dependent(d, o, requires) && !dependent(o, d, requires) {
				out[d] = append(out[d], o)
			}
		}
	}
	return out
}

// dependent reports whether a module of a builds on one of b that a has no part of.
func dependent(a, b *draft, requires map[string]map[string]bool) bool {
	for m := range a.modules {
		for n := range b.modules {
			if requires[m][n] && !a.modules[n] {
				return true
			}
		}
	}
	return false
}

// closure returns what each module builds on, directly or not.
func closure(requires map[string][]string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for m := range requires {
		seen := map[string]bool{}
		todo := slices.Clone(requires[m])
		for len(todo) > 0 {
			n := todo[0]
			todo = todo[1:]
			if !seen[n] {
				seen[n] = true
				todo = append(todo, requires[n]...)
			}
		}
		out[m] = seen
	}
	return out
}
