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
	if drain, ok := next.Node().(*ast.SelectStmt); ok && timer.IsNonBlockingDrain(p, drain, timerRef.Channel()) {
		return "drain", run
	}
	if _, ok := timer.Resets(p, next, timerRef); ok && !timer.MayBeFunc(p, timerRef) {
		return "stop", run
	}
	return "", run
}
