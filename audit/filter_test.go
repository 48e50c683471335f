package audit

import (
	"math"
	"slices"
	"testing"
)

// TestChanged: a finding counts if any of its lines changed, or if one went from between them.
func TestChanged(t *testing.T) {
	f := Finding{File: "a.go", Line: 4, EndLine: 6}
	for r, want := range map[Range]bool{
		{4, 4}: true, {6, 9}: true, {1, 4}: true, {5, 5}: true, {1, math.MaxInt}: true,
		{1, 3}: false, {7, 7}: false,
		{5, 4}: true, {6, 5}: true, // within
		{4, 3}: false, {7, 6}: false, // before and after
	} {
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
