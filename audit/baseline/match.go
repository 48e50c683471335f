package baseline

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"unleak/audit"
	"unleak/rules/rule"
)

// A Scope says what an audit looked at.
type Scope struct {
	Rules   []string               // that ran
	Classes []rule.Class           // asked for; none means all
	Covers  *audit.Coverage        // of the files
	Exists  func(file string) bool // whether a file of the baseline is still there
	// Loose says that names in the baseline may count from another directory than those of the audit: what is not there is then not known to be gone.
	Loose bool
}

// sees reports whether the audit would have found e, were it still there.
func (s *Scope) sees(e Entry) bool {
	return slices.Contains(s.Rules, e.Rule) && (len(s.Classes) == 0 || slices.Contains(s.Classes, e.Class)) &&
		s.Covers.Has(e.File) && !(s.Loose && !s.Exists(e.File))
}

// A Result is what a comparison says about a baseline.
type Result struct {
	Pruned *Baseline // without what is gone
	Gone   int       // findings that the audit would have seen, and did not
	Unseen int       // findings that the audit could not see
}

// rounds are the ways in which a finding is an entry, the closest first. Each takes what those before it have left.
//
// Equal findings of one file come first, then those of one directory, then code that moved with its function to another directory or
// module, and then what has another function around it in the same file. Moved to another file as well, it is new.
var rounds = []func(Entry) string{
	func(e Entry) string { return e.Fingerprint + "\x00" + e.File },
	func(e Entry) string { return e.Fingerprint },
	func(e Entry) string { return strings.Join([]string{e.Rule, e.Func, shape(e.Pattern)}, "\x00") },
	func(e Entry) string { return strings.Join([]string{e.Rule, e.File, shape(e.Pattern)}, "\x00") },
}

// selectors matches an identifier with what is selected from it: from a receiver or a parameter, most often, or a package.
var selectors = regexp.MustCompile(`[\pL_][\pL\pN_]*(?:\.[\pL_][\pL\pN_]*)+`)

// shape returns a pattern without formatting and without the names of what something is selected from: context.WithTimeout(q.ctx, q.d)
// is context.WithTimeout(queue.ctx, queue.d) when the receiver goes by another name, and not context.WithTimeout(a.ctx, b.d).
func shape(pattern string) string {
	var names []string
	return selectors.ReplaceAllStringFunc(audit.Squeeze(pattern), func(chain string) string {
		name, selected, _ := strings.Cut(chain, ".")
		i := slices.Index(names, name)
		if i < 0 {
			i = len(names)
			names = append(names, name)
		}
		return strconv.Itoa(i) + "." + selected
	})
}

// Match marks the findings of r that are known: for each, an entry is used up. Where there are more equal findings than the
// baseline counts, the last ones are new, and so is a finding that is of a worse class than before.
//
// An entry that the audit did not see may still have its finding where it was, so it stands for none elsewhere, unless its
// file is gone. It counts as gone only where the audit looked: what has left that part of the tree may be anywhere in the rest.
func (b *Baseline) Match(r *audit.Report, scope Scope) Result {
	m := &matching{b: b, left: make([]int, len(b.Findings)), free: make([]bool, len(b.Findings))}
	seen := make([]bool, len(b.Findings))
	for i, e := range b.Findings {
		m.left[i] = e.Count
		seen[i] = scope.sees(e)
		m.free[i] = seen[i] || !scope.Exists(e.File)
	}
	for _, key := range rounds {
		m.round(r.Findings, key)
	}
	var out Result
	gone := map[int]int{}
	for i, n := range m.left {
		switch {
		case n > 0 && seen[i]:
			gone[i] = n
			out.Gone += n
		case n > 0:
			out.Unseen += n
		}
	}
	out.Pruned = b.less(gone)
	return out
}

// A matching is a comparison under way.
type matching struct {
	b    *Baseline
	left []int  // of the count of each entry
	free []bool // entries that may stand for findings in other files
}

// round uses up entries for the findings that are not known yet.
func (m *matching) round(findings []audit.Finding, key func(Entry) string) {
	entries := map[string][]int{}
	for i, e := range m.b.Findings {
		if m.left[i] > 0 {
			entries[key(e)] = append(entries[key(e)], i)
		}
	}
	for _, list := range entries {
		slices.SortStableFunc(list, func(i, j int) int { return -compareHarm(m.b.Findings[i].Class, m.b.Findings[j].Class) })
	}
	for _, i := range worstFirst(findings) {
		f := &findings[i]
		if f.Known || !slices.Contains(accepted, f.Class) {
			continue
		}
		list := entries[key(Entry{Rule: f.Rule, File: f.File, Func: f.Func, Pattern: f.Pattern, Fingerprint: f.Fingerprint})]
		at := slices.IndexFunc(list, func(e int) bool { return m.left[e] > 0 && m.stands(e, f) })
		if at >= 0 {
			m.left[list[at]]--
			f.Known = true
		}
	}
}

// stands reports whether entry i may stand for f.
func (m *matching) stands(i int, f *audit.Finding) bool {
	e := m.b.Findings[i]
	return (m.free[i] || e.File == f.File) && compareHarm(f.Class, e.Class) >= 0
}

// worstFirst orders findings so that a bad one does not go without an entry because a lesser one took it; equal ones stay in order.
func worstFirst(findings []audit.Finding) []int {
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareHarm(findings[i].Class, findings[j].Class) })
	return order
}

// compareHarm orders classes, the worst first.
func compareHarm(a, b rule.Class) int {
	return cmp.Compare(slices.Index(rule.Classes, a), slices.Index(rule.Classes, b))
}
