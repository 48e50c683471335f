package needlessdrain

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// run reports what the timers of Go 1.23 made pointless, and each fix leaves the plain call:
//
//	if !t.Stop() { <-t.C }; t.Reset(d)   →  t.Reset(d)
//	t.Stop(); t.Reset(d)                 →  t.Reset(d)
//	resetTimer(t, d)                     →  t.Reset(d)   (see helper)
//
// It does no harm, so the class is always none. The argument for the fixes stands at reuse.PlainFix.
func run(p *rule.Pass) {
	if p.Timers != rule.Sync {
		return
	}
	for _, d := range timer.Drains(p.Package) {
		if d.Inverted || d.Guarded || !d.Pure || p.OldFile(d.Cur) {
			continue // it is there for something else than to empty the channel after Stop, or for the old timers
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
			continue // the result of Stop is used, or the file is for the old timers
		}
		if variant, run := afterStop(p.Package, s); variant != "" {
			f := flow.NewFinding(p.Package, s)
			f.Variant = variant
			f.Message = needlessAfterStop[variant]
			f.Fix = reuse.PlainFix(p.Package, run)
			p.Found(f)
		}
	}
	helpers(p)
}

// needlessAfterStop are the messages by variant: what stands directly behind the Stop.
var needlessAfterStop = map[string]string{
	"drain": "Stop discards an unreceived value since Go 1.23: there is nothing to drain",
	"stop":  "Reset stops the timer and discards an unreceived value since Go 1.23: the Stop before it does nothing",
}

// afterStop tells what stands directly behind the statement that calls Stop: "drain", "stop" (a Reset, which makes
// the Stop needless) or "", and returns the run of statements that they are part of.
func afterStop(p *code.Package, s flow.Site) (variant string, run timer.Run) {
	stopped, ok := p.MethodOn(s.Call, "Stop")
	stmt := s.Cur.Parent()
	if !ok || !code.InList(stmt) {
		return "", run
	}
	next, ok := stmt.NextSibling()
	if !ok {
		return "", run
	}
	if drain, ok := next.Node().(*ast.SelectStmt); ok && timer.IsNonBlockingDrain(p, drain, stopped.Channel()) {
		return "drain", timer.RunOf(p, stmt, stopped)
	}
	if _, ok := timer.Resets(p, next, stopped); ok && !timer.MayBeFunc(p, stopped) {
		return "stop", timer.RunOf(p, stmt, stopped)
	}
	return "", run
}
