package audit

import (
	"slices"
	"testing"

	"unleak/rules/rule"
)

// TestRank: the worst come first, or, with a profile, the heaviest.
func TestRank(t *testing.T) {
	list := []Finding{
		{File: "a", Class: rule.Fine, Weight: 7},
		{File: "b", Class: rule.Churn, Outstanding: rule.One},
		{File: "c", Class: rule.Leak, Outstanding: rule.One, Weight: 5},
		{File: "d", Class: rule.Leak, Outstanding: rule.Many},
		{File: "e", Class: rule.Leak, Weight: 7},
		{File: "f", Class: rule.Bug},
	}
	for _, c := range []struct {
		profile *Profile
		top     int
		want    string
	}{
		{nil, 0, "fdceba"}, {nil, 3, "fdc"}, {nil, 9, "fdceba"},
		{&Profile{}, 0, "aecbdf"}, {&Profile{}, 2, "ae"},
	} {
		r := &Report{Findings: slices.Clone(list), Profile: c.profile}
		r.count()
		r.Rank(c.top)
		got := ""
		for _, f := range r.Findings {
			got += f.File
		}
		if got != c.want || r.Summary.Sites != len(got) || r.Beyond != len(list)-len(got) {
			t.Errorf("top %d: %s, %d sites, %d beyond; want %s", c.top, got, r.Summary.Sites, r.Beyond, c.want)
		}
	}
}
