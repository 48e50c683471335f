package report_test

import (
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// change makes a change of findings, each of which is made, in a module with some timers.
func change(timers rule.Timers, findings ...audit.Finding) report.Change {
	c := report.Change{Report: &audit.Report{Modules: []audit.Module{{Dir: ".", Timers: timers}}}, Patch: &rewrite.Patch{}}
	for _, f := range findings {
		f.File, f.Fix.Level = "a.go", rewrite.Safe
		f.Fix.Change = func(*rewrite.Tree) error { return nil }
		c.Report.Findings = append(c.Report.Findings, f)
		c.Patch.Steps = append(c.Patch.Steps, &rewrite.Step{Candidate: rewrite.Candidate{File: f.File, Rule: f.Rule, Fix: f.Fix}, Status: rewrite.Made})
	}
	return c
}

func found(rule string, class rule.Class) audit.Finding {
	return audit.Finding{Rule: rule, Class: class}
}

// TestTitle: a title promises no more than what is fixed.
func TestTitle(t *testing.T) {
	leak, churn := found("loopafter", rule.Leak), found("loopafter", rule.Churn)
	lost, tidy := found("lostcancel", rule.Leak), found("needlessdrain", rule.Fine)
	for want, list := range map[string][]audit.Finding{
		"Nothing to change":                                       nil,
		"Fix 1 timer leak":                                        {leak},
		"Fix 2 context leaks":                                     {lost, lost},
		"Fix 2 timer and context leaks":                           {lost, leak},
		"Save allocations of 1 timer":                             {churn},
		"Fix 1 timer leak and save 2 allocations":                 {leak, churn, churn},
		"Tidy up 1 timer":                                         {tidy},
		"Fix 1 timer leak, save 1 allocation and tidy up 1 timer": {tidy, leak, churn},
	} {
		if got := change(rule.Sync, list...).Title(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestWhy: what a commit says about Go 1.23 is true of what it fixes. The title and the list of fixes say nothing about versions.
func TestWhy(t *testing.T) {
	const every = "on every version of Go"
	for _, c := range []struct {
		rule      string
		class     rule.Class
		timers    rule.Timers
		has, lack string
	}{
		{"blockingdrain", rule.Bug, rule.Sync, "wrong " + every, "deliver a value"},
		{"stalereset", rule.Bug, rule.Async, "wherever the main module has a lower go line", every},
		{"stalereset", rule.Bug, rule.Importer, "wherever the main module has a lower go line", every},
		{"lostcancel", rule.Leak, rule.Async, "it is so " + every, "stays in memory until it fires"},
		{"lostcancel", rule.Leak, rule.Sync, "it is so " + every, "Go 1.23 collects"},
		{"tick", rule.Leak, rule.Async, "Go 1.23 changed that only for main modules whose go line says 1.23 or later", every},
		{"tick", rule.Leak, rule.Importer, "the main modules of its users decide", every},
		{"loopafter", rule.Churn, rule.Sync, "an allocation on each pass", "in memory"},
		{"unstopped", rule.Fine, rule.Sync, "nothing is saved", "allocation"},
	} {
		message := strings.Join(strings.Fields(change(c.timers, found(c.rule, c.class)).CommitMessage()), " ")
		if !strings.Contains(message, c.has) || strings.Contains(message, c.lack) {
			t.Errorf("%s, %s, %s: want %q and not %q in:\n%s", c.rule, c.class, c.timers, c.has, c.lack, message)
		}
	}
}
