// Package needlessdrain finds what Go 1.23 made pointless.
package needlessdrain

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// Rule finds what Go 1.23 made pointless.
var Rule = &rule.Rule{
	Name:  "needlessdrain",
	Finds: "drains and Stop before Reset that Go 1.23 made pointless",
	Fix:   "plain Reset",
	Best:  rewrite.Safe,
	Doc: `# What

In modules on Go 1.23 or later: lists every drain of a timer's channel after Stop, blocking or not, and every Stop that stands
directly before a Reset of the same timer; and functions like resetTimer, whose names end in Timer and which do nothing else with the
timer that they are given, with their calls.

# Why

Since Go 1.23 Stop and Reset discard a value that was not received (documentation of package time), so that there is
nothing to drain, and nothing to stop before a Reset. What is left is code to read; and a drain that blocks can hang where it is wrong.

# Fix

The plain Reset, or the plain Stop; in calls of such functions, too. Their declarations stay: the report says whether anything still uses them.

# Fix safety

After Stop the channel is empty, so that a drain does nothing, or hangs; and Reset does what the Stop before it did. A Stop stays where
the duration is a call, which may take its time or look at the timer, and where the result of Reset is used. For review where the drain
can hang, which it no longer does, and where a comment stands at it: comments are kept, and may no longer be true. Left alone are
drains with a label, those in an else, and those of a timer that time.AfterFunc may have made. The code stays right on Go 1.23 and
later only; so the rule says nothing about modules below it, nor about files that are built for older versions only.

# When it is fine

Always: a needless drain does no harm, which is why its class is none.
`,
	Before: `package worker

import "time"

func extend(timer *time.Timer) {
	if !timer.Stop() {
		select {
		case <-timer.C:
		default:
		}
	}
	timer.Reset(time.Minute)
}
`,
	After: `package worker

import "time"

func extend(timer *time.Timer) {
	timer.Reset(time.Minute)
}
`,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Stop", "AfterFunc", "*Timer("},
	}},
	Run: run,
}

func run(p *rule.Pass) {
	if p.Timers != rule.Sync {
		return
	}
	for _, d := range timer.Drains(p.Package) {
		if d.Inverted || d.Guarded || !d.Pure || p.OldFile(d.Cur) {
			continue
		}
		f := flow.NewFinding(p.Package, flow.SiteAt(p.Package, d.Cur))
		f.Pos, f.End = d.Stmt.Pos(), d.Stmt.End()
		f.Variant = "drain"
		f.Message = "Stop and Reset discard an unreceived value since Go 1.23: there is nothing to drain"
		f.Fix = reuse.PlainDrain(p.Package, d)
		p.Found(f)
	}
	for _, name := range p.References("time.Timer.Stop") {
		s := flow.SiteOf(p.Package, name)
		if s.Call == nil || s.Cur.ParentEdgeKind() != edge.ExprStmt_X || p.OldFile(s.Cur) {
			continue
		}
		f := flow.NewFinding(p.Package, s)
		var run timer.Run
		f.Variant, run = afterStop(p.Package, s)
		switch f.Variant {
		case "drain":
			f.Message = "Stop discards an unreceived value since Go 1.23: there is nothing to drain"
		case "stop":
			f.Message = "Reset stops the timer and discards an unreceived value since Go 1.23: the Stop before it does nothing"
		default:
			continue
		}
		f.Fix = reuse.PlainFix(p.Package, run)
		p.Found(f)
	}
	helpers(p)
}

// afterStop tells what stands directly behind the statement that calls Stop: "drain", "stop" (a Reset, which makes the
// Stop needless) or "".
func afterStop(p *code.Package, s flow.Site) (variant string, run timer.Run) {
	timerRef, ok := p.MethodOn(s.Call, "Stop")
	stmt := s.Cur.Parent()
	if !ok || !code.InList(stmt) {
		return "", run
	}
	next, ok := stmt.NextSibling()
	if !ok {
		return "", run
	}
	run = timer.RunOf(p, stmt, timerRef)
	if drain, ok := next.Node().(*ast.SelectStmt); ok && timer.IsNonBlockingDrain(p, drain, code.Ref{Obj: timerRef.Obj, Path: timerRef.Path + ".C"}) {
		return "drain", run
	}
	if _, ok := timer.Resets(p, next, timerRef); ok && !timer.MayBeFunc(p, timerRef) {
		return "stop", run
	}
	return "", run
}
