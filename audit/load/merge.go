package load

import (
	"cmp"
	"slices"
)

// Findings are the results of a walk, sorted.
type findings struct {
	sources  []*source
	skipped  []Skip
	problems []Problem
	scripts  []Script
}

// merge collects what the walkers found. A file can come twice if the given paths overlap.
func (w *walk) merge() findings {
	var all findings
	for _, p := range w.sel.odd {
		all.skipped = append(all.skipped, Skip{relative(w.sel.root, p), specialFile})
	}
	for _, m := range w.members {
		all.sources = append(all.sources, m.sources...)
		all.skipped = append(all.skipped, m.skipped...)
		all.problems = append(all.problems, m.problems...)
		all.scripts = append(all.scripts, m.scripts...)
	}
	slices.SortFunc(all.sources, func(a, b *source) int {
		return cmp.Or(cmp.Compare(a.dir, b.dir), cmp.Compare(a.base, b.base), compareBools(a.context, b.context))
	})
	all.sources = slices.CompactFunc(all.sources, func(a, b *source) bool { return a.dir == b.dir && a.base == b.base })
	slices.SortFunc(all.skipped, func(a, b Skip) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Reason, b.Reason))
	})
	all.skipped = slices.Compact(all.skipped)
	slices.SortFunc(all.scripts, func(a, b Script) int { return cmp.Compare(a.Path, b.Path) })
	all.scripts = slices.CompactFunc(all.scripts, func(a, b Script) bool { return a.Path == b.Path })
	return all
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
