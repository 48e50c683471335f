package audit

import (
	"math"
	"slices"
	"testing"

	"unleak/rules/rule"
)

// TestChanged: a finding counts if any of its lines changed, or if one went from between them.
func TestChanged(t *testing.T) {
	f := Finding{File: "a.go", Line: 4, EndLine: 6}
	for lines, want := range map[[2]int]bool{
		{4, 4}: true, {6, 9}: true, {1, 4}: true, {5, 5}: true, {1, math.MaxInt}: true,
		{1, 3}: false, {7, 7}: false,
		{5, 4}: true, {6, 5}: true, // within
		{4, 3}: false, {7, 6}: false, // before and after
	} {
		r := Range{From: lines[0], To: lines[1]}
		report := &Report{Findings: []Finding{f, {File: "b.go", Line: 4, EndLine: 6}}, Suppressed: []Suppressed{{Finding: f}}}
		report.Apply(Filter{Changed: Changes{"a.go": {r}}})
		got := slices.ContainsFunc(report.Findings, func(f Finding) bool { return f.File == "a.go" })
		if got != want || len(report.Suppressed) != len(report.Findings) || report.Summary.Sites != len(report.Findings) {
			t.Errorf("%v: kept %d findings and %d suppressed ones, want %v", r, len(report.Findings), len(report.Suppressed), want)
		}
	}
	report := &Report{Findings: []Finding{f}}
	if report.Apply(Filter{Changed: Changes{}}); len(report.Findings) > 0 {
		t.Error("kept a finding although nothing changed")
	}
}

// TestRemoved: a finding counts if a line of its function named its variable, and is gone.
func TestRemoved(t *testing.T) {
	f := Finding{File: "a.go", Line: 14, EndLine: 14, Class: rule.Leak, Decl: Range{From: 10, To: 20}, Variable: "cancel"}
	for _, c := range []struct {
		from, to int
		removed  string
		want     bool
	}{
		{15, 14, "\tdefer cancel()\n", true},
		{15, 16, "\tdefer func() { cancel() }()\n", true},
		{11, 10, "cancel", true},
		{20, 19, "cancel", true},
		{10, 9, "cancel", false}, // before the function
		{21, 20, "cancel", false},
		{15, 14, "\tcancelled = s.cancel2(canceler)\n", false},
		{15, 14, "", false},
	} {
		r := Range{From: c.from, To: c.to, Removed: []string{"\n", c.removed}}
		changes := Changes{"a.go": {r}}
		if got := changes.touch(f); got != c.want {
			t.Errorf("%+v: %v, want %v", r, got, c.want)
		}
		fine, nameless := f, f
		fine.Class, nameless.Variable = rule.Fine, ""
		if changes.touch(fine) || changes.touch(nameless) {
			t.Errorf("%+v: touches what is harmless, or has no name", r)
		}
	}
}
