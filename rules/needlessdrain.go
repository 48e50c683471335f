package rules

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"

	"unleak/rewrite"
)

// NeedlessDrain finds what Go 1.23 made pointless.
var NeedlessDrain = rule(Rule{
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
	Sources: []Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Stop", "AfterFunc", "*Timer("},
	}},
	Run: needlessDrain,
})

func needlessDrain(p *Pass) {
	if p.Timers != Sync {
		return
	}
	for _, d := range p.drains() {
		if d.inverted || d.guarded || !d.pure || p.oldFile(d.cur) {
			continue
		}
		f := p.finding(p.siteAt(d.cur))
		f.Pos, f.End = d.stmt.Pos(), d.stmt.End()
		f.Variant = "drain"
		f.Message = "Stop and Reset discard an unreceived value since Go 1.23: there is nothing to drain"
		f.Fix = p.plainDrain(d)
		p.report(f)
	}
	for _, name := range p.references("time.Timer.Stop") {
		s := p.siteOf(name)
		if s.call == nil || s.cur.ParentEdgeKind() != edge.ExprStmt_X || p.oldFile(s.cur) {
			continue
		}
		f := p.finding(s)
		var run drainRun
		f.Variant, run = p.afterStop(s)
		switch f.Variant {
		case "drain":
			f.Message = "Stop discards an unreceived value since Go 1.23: there is nothing to drain"
		case "stop":
			f.Message = "Reset stops the timer and discards an unreceived value since Go 1.23: the Stop before it does nothing"
		default:
			continue
		}
		f.Fix = p.plainFix(run)
		p.report(f)
	}
	p.helpers()
}

// plainDrain is what becomes of d since Go 1.23.
func (p *Pass) plainDrain(d drain) rewrite.Fix {
	if reason := d.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return p.plainFix(p.runOf(d.cur.Parent(), d.timer))
}

// afterStop tells what stands directly behind the statement that calls Stop: "drain", "stop" (a Reset, which makes the
// Stop needless) or "".
func (p *Pass) afterStop(s site) (variant string, run drainRun) {
	timer, ok := p.methodOn(s.call, "Stop")
	stmt := s.cur.Parent()
	if !ok || !inList(stmt) {
		return "", run
	}
	next, ok := stmt.NextSibling()
	if !ok {
		return "", run
	}
	run = p.runOf(stmt, timer)
	if drain, ok := next.Node().(*ast.SelectStmt); ok && p.isNonBlockingDrain(drain, ref{timer.obj, timer.path + ".C"}) {
		return "drain", run
	}
	if _, ok := p.resets(next, timer); ok && !p.mayBeFunc(timer) {
		return "stop", run
	}
	return "", run
}
