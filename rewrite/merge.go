package rewrite

import (
	"cmp"
	"slices"
	"strings"
)

// Merge combines the edits of several fixes of one file, each made against the same bytes. A fix that cannot be had
// together with those before it is left out whole, and clash names the index of the first of them it conflicts with; for
// the others clash is -1.
//
// Edits conflict if they replace the same bytes differently, or one inserts inside what another replaces. Insertions at
// the same offset keep the order of the fixes. What two fixes change in the same way is changed once, with
// one exception: the same insertion twice is made once only where shared says so, as among the imports. Anywhere else each
// fix means the code it inserts for itself, as in two timers declared under one name.
func Merge(fixes [][]Edit, shared func(Edit) bool) (merged []Edit, clash []int) {
	clash = make([]int, len(fixes))
	for i, edits := range fixes {
		clash[i] = -1
		for j := range i {
			if clash[j] < 0 && conflict(edits, fixes[j], shared) {
				clash[i] = j
				break
			}
		}
		if clash[i] >= 0 {
			continue
		}
		before := merged
		for _, e := range edits {
			if !slices.Contains(before, e) {
				merged = append(merged, e)
			}
		}
	}
	slices.SortStableFunc(merged, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return merged, clash
}

// conflict reports whether two fixes cannot both be made.
func conflict(a, b []Edit, shared func(Edit) bool) bool {
	return clashes(a, b, shared, func(Edit, Edit) bool { return true })
}

// clashes reports whether the fixes have two edits that cannot both be made, and for which ok holds.
func clashes(a, b []Edit, shared func(Edit) bool, ok func(x, y Edit) bool) bool {
	for _, x := range a {
		for _, y := range b {
			if (x == y && x.insertion() && !shared(x) || x != y && x.overlaps(y)) && ok(x, y) {
				return true
			}
		}
	}
	return false
}

func (e Edit) insertion() bool { return e.Start == e.End }

// overlaps reports whether e and f change the same bytes. To insert where the other begins or ends is no overlap.
func (e Edit) overlaps(f Edit) bool {
	return e.Start < f.End && f.Start < e.End
}

// amongImports reports whether an insertion adds imports, which end at offset imports.
func amongImports(e Edit, imports int) bool {
	return e.Start < imports || strings.HasPrefix(strings.TrimSpace(e.New), "import")
}
