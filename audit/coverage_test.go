package audit

import "testing"

// TestCoverage: which files an audit would have found something in.
func TestCoverage(t *testing.T) {
	r := &Report{
		Paths: []string{"a", "b/x.go", "b/testdata"},
		Skipped: []Skip{
			{File: "a/gen.go", Reason: "generated file"}, {File: "a/vendor/", Reason: "vendor directory"}, {File: "a/.github/", Reason: "hidden directory"},
		},
		Errors: []Problem{{File: "a/broken/x.go"}, {File: "a/closed/"}},
	}
	c := r.Coverage()
	for file, want := range map[string]bool{
		"a/x.go": true, "a/deep/er/x.go": true, "b/x.go": true, "b/testdata/x.go": true, "a/go.mod": true,
		"ab/x.go": false, "b/y.go": false, "x.go": false, "../a/x.go": false,
		"a/gen.go": false, "a/vendor/dep/x.go": false, "a/vendor/Makefile": false,
		"a/.github/x.go": false, "a/.github/workflows/ci.yml": true,
		"a/broken/x.go": false, "a/broken/y.go": false, "a/broken/below/x.go": true, "a/closed/x.go": false, "a/closed/below/x.go": false,
	} {
		if got := c.Has(file); got != want {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
	all := (&Report{Paths: []string{"."}}).Coverage()
	if !all.Has("x.go") || !all.Has("a/b/x.go") || all.Has("../x.go") {
		t.Error("the root is not all below it")
	}
}
