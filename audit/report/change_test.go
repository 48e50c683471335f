package report_test

import (
	"testing"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rules"
)

// TestTitle: a title promises no more than what is fixed.
func TestTitle(t *testing.T) {
	leak := audit.Finding{Rule: "loopafter", Class: rules.Leak}
	cancel := audit.Finding{Rule: "lostcancel", Class: rules.Leak}
	churn := audit.Finding{Rule: "loopafter", Class: rules.Churn}
	harmless := audit.Finding{Rule: "needlessdrain", Class: rules.Fine}
	for _, c := range []struct {
		want  string
		fixed []audit.Finding
	}{
		{"Nothing to change", nil},
		{"Fix 1 timer leak", []audit.Finding{leak}},
		{"Fix 1 context leak", []audit.Finding{cancel}},
		{"Fix 2 timer and context leaks", []audit.Finding{leak, cancel}},
		{"Save allocations of 2 timers", []audit.Finding{churn, churn}},
		{"Fix 1 timer leak and save 1 allocation", []audit.Finding{leak, churn}},
		{"Tidy up 1 timer", []audit.Finding{harmless}},
		{"Save allocations of 2 timers and tidy up 1 timer", []audit.Finding{churn, harmless, churn}},
		{"Fix 1 timer leak, save 1 allocation and tidy up 2 timers", []audit.Finding{leak, churn, harmless, harmless}},
	} {
		change := report.Change{Report: &audit.Report{}, Patch: &rewrite.Patch{}}
		for _, f := range c.fixed {
			f.Fix.Change = func(*rewrite.Tree) error { return nil }
			change.Report.Findings = append(change.Report.Findings, f)
			change.Patch.Steps = append(change.Patch.Steps, &rewrite.Step{Status: rewrite.Made})
		}
		if got := change.Title(); got != c.want {
			t.Errorf("title is %q; want %q", got, c.want)
		}
	}
}
