package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unleak/golden/cases"
	"unleak/rules"
)

// noCases are the folders of testdata/rules that are not about one rule.
var noCases = []string{"broken"}

// TestCases wants cases for every rule of the catalogue, a test that runs them beside the rule, and a rule for every
// folder of cases. What is in them is for the tests beside the rules; see package golden/cases.
func TestCases(t *testing.T) {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.Name)
		modules, err := filepath.Glob(filepath.Join(cases.Dir(), r.Name, "go1.*", "go.mod"))
		if err != nil {
			t.Fatal(err)
		}
		if len(modules) == 0 {
			t.Errorf("rule %s has no cases: there is no testdata/rules/%[1]s/go1.22/go.mod, nor one for another version", r.Name)
		}
		test, err := os.ReadFile(filepath.Join(r.Name, "cases_test.go"))
		if err != nil || !strings.Contains(string(test), "cases.Run(t, "+r.Name+".Rule)") {
			t.Errorf("rules/%s/cases_test.go does not run the cases of its rule: copy it from another rule (%v)", r.Name, err)
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("the catalogue is not sorted: %v", names)
	}
	for _, dir := range []string{"testdata/rules", "golden/rules"} {
		entries, err := os.ReadDir(filepath.Join("..", dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !slices.Contains(names, e.Name()) && !slices.Contains(noCases, e.Name()) {
				t.Errorf("%s/%s has no rule in the catalogue: %v", dir, e.Name(), names)
			}
		}
	}
}
