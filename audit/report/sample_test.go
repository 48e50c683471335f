package report_test

import (
	"fmt"

	"unleak/audit"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// sample is a report with one of everything.
func sample() *audit.Report {
	fix := func(level rewrite.Level, reason string) rewrite.Fix { return rewrite.Fix{Level: level, Reason: reason} }
	safe := rewrite.Fix{Level: rewrite.Safe, Diff: sampleDiff}
	r := &audit.Report{
		Schema: 1, Tool: "unleak", Version: "v1.2.3",
		Modules: []audit.Module{
			{Dir: ".", Path: "example.com/service", Go: "1.21", Timers: rule.Async, Reason: "go 1.21 in go.mod"},
			{Dir: "tools", Path: "example.com/service/tools", Go: "1.24", Timers: rule.Sync, Reason: "go 1.24 in tools/go.mod"},
		},
		Findings: []audit.Finding{
			{
				Rule: "tick", Variant: "range", File: "cmd/agent/main.go", Line: 7, Column: 12, EndLine: 7, EndColumn: 34, Func: "main",
				Pattern: "time.Tick(time.Minute)", InLoop: rule.Yes, Note: "function lifetime", Class: rule.Fine,
				Message: "time.Tick in a function that never ends ticks as long as the program runs", Fingerprint: "a1", Fix: fix(rewrite.None, "harmless"),
			},
			{
				Rule: "blockingdrain", Variant: "if", File: "internal/transport/http2/connection_pool_manager.go", Line: 1024, Column: 3, EndLine: 1026, EndColumn: 4,
				Func: "(*pool[T]).reap", Pattern: "if !t.Stop() { <-t.C }", InLoop: rule.No, Class: rule.Bug,
				Message: "the drain after Stop blocks for ever once the value was received", Fingerprint: "b2", Fix: fix(rewrite.Review, "the timer escapes"),
			},
			{
				Rule: "loopafter", Variant: "select", File: "worker/queue.go", Line: 42, Column: 8, EndLine: 42, EndColumn: 33, Func: "(*Worker).loop",
				Pattern: "time.After(5*time.Second)", InLoop: rule.Yes, Class: rule.Leak, Outstanding: rule.Many,
				Message: "time.After in a loop holds a timer per pass for 5s", Fingerprint: "c3", Fix: safe, Owner: "@acme/queues",
			},
			{
				Rule: "loopafter", Variant: "select", File: "worker/queue.go", Line: 113, Column: 8, EndLine: 113, EndColumn: 90, Func: "(*Worker).loop",
				Pattern: "time.After(backoff.Exponential(attempt, w.config.Retry.Base, w.config.Retry.Max))", InLoop: rule.Yes, Class: rule.Churn, Outstanding: rule.One,
				Message: "time.After in a loop allocates a timer per pass", Fingerprint: "d4", Fix: fix(rewrite.None, "the duration has side effects"),
			},
			{
				Rule: "loopafter", Variant: "receive", File: "worker/日本語/待機.go", Line: 9, Column: 8, EndLine: 9, EndColumn: 30, Func: "",
				Pattern: "time.After(f(`a|b`))", InLoop: rule.Closure, Class: rule.Fine,
				Message: "time.After outside a loop", Fingerprint: "e5", Fix: fix(rewrite.None, "harmless"),
			},
		},
		Suppressed: []audit.Suppressed{{Finding: audit.Finding{Rule: "tick", File: "a.go", Line: 3}, Directive: "//unleak:ignore tick one per process"}},
		Warnings:   []audit.Problem{{File: "worker/queue.go", Line: 12, Reason: "this directive matches nothing: //unleak:ignore tick old"}},
		Skipped: []audit.Skip{
			{File: "api/api.pb.go", Reason: "generated file"},
			{File: "api/v2.pb.go", Reason: "generated file"},
			{File: "vendor/", Reason: "vendor directory"},
		},
	}
	sum(r)
	r.Summary.Files, r.Summary.Lines = 128, 41872
	return r
}

// narrowed is a report on changed lines that a baseline does not know, weighed by a profile, the first few of them.
func narrowed() *audit.Report {
	r := sample()
	r.Findings[2].Weight, r.Findings[3].Weight = 3_500_000, 4096
	r.Baseline = &audit.Baseline{File: "ci/known\xff.json", Known: 12, Gone: 3}
	r.Since = &audit.Since{Rev: "main...", Files: 14}
	call := audit.Call{File: "worker/queue.go", Line: 41, Func: "(*Worker).loop", Weight: 1_258_291}
	r.Profile = &audit.Profile{
		Files: []string{"heap.pprof", "\xff.pprof"}, Sample: "inuse_space", Unit: "bytes", Total: 12 << 20, Matched: 3_504_096, Sites: 2, Elsewhere: 200_000,
		Stale: []audit.Call{call, call, call, call, call}, Ambiguous: []audit.Call{{File: "/src/bad\xff.go", Line: 1, Func: "main", Weight: 1}},
	}
	r.Rank(3)
	sum(r)
	return r
}

// sampleDiff changes a line, adds and removes some, and has lines that some formats have to quote.
const sampleDiff = `diff --git a/worker/queue.go b/worker/queue.go
--- a/worker/queue.go
+++ b/worker/queue.go
@@ -36,11 +36,13 @@
 func (w *Worker) loop(done chan bool) {
+	timer := time.NewTimer(5 * time.Second)
+	defer timer.Stop()
 	for {
 	// </script><!-- & "日本" %0A
+	timer.Reset(5 * time.Second)
 	select {
 	case <-done:
 		return
-	case <-time.After(5*time.Second):
-		// an old remark
+	case <-timer.C:
 		w.idle()
 	}
 	}
`

// sum counts the findings, as an audit does.
func sum(r *audit.Report) {
	r.Summary = audit.Summary{ByClass: map[rule.Class]int{}, ByRule: map[string]int{}, Sites: len(r.Findings)}
	for _, f := range r.Findings {
		r.Summary.ByClass[f.Class]++
		r.Summary.ByRule[f.Rule]++
		if f.InLoop == rule.Yes {
			r.Summary.InLoop++
		}
	}
}

// empty is a report without findings.
func empty() *audit.Report {
	return &audit.Report{
		Schema: 1, Tool: "unleak", Version: "v1.2.3",
		Modules: []audit.Module{{Dir: ".", Path: "example.com/tidy", Go: "1.25", Timers: rule.Sync, Reason: "go 1.25 in go.mod"}},
		Summary: audit.Summary{Files: 12, Lines: 900},
	}
}

// monorepo is a report on a tree with n modules, most of them alike.
func monorepo(n int) *audit.Report {
	r := &audit.Report{Schema: 1, Tool: "unleak"}
	for i := range n {
		golang, timers := "1.21", rule.Async
		if i%3 == 0 {
			golang, timers = "1.24", rule.Sync
		}
		dir := fmt.Sprintf("services/s%03d", i)
		reason := "go " + golang + " in " + dir + "/go.mod"
		if i < 10 {
			reason = fmt.Sprintf("//go:debug asynctimerchan=1 in %s/main.go", dir)
		}
		r.Modules = append(r.Modules, audit.Module{Dir: dir, Path: "example.com/" + dir, Go: golang, Timers: timers, Reason: reason})
		r.Findings = append(r.Findings, audit.Finding{
			Rule: "loopafter", File: dir + "/main.go", Line: i, Pattern: "time.After(d)", InLoop: rule.Yes,
			Class: []rule.Class{rule.Fine, rule.Churn, rule.Leak, rule.Bug}[i%4], Outstanding: rule.One,
		})
	}
	sum(r)
	r.Summary.Files, r.Summary.Lines = 3*n, 700*n
	return r
}
