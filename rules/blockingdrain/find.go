package blockingdrain

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// run lists each drain that blocks, and reports those that can hang:
//
//	<-timer.C
//	if !timer.Stop() {
//		<-timer.C // the value was received above: this waits for ever
//	}
//
// A drain with a condition beside the Stop is left out: the condition is there to keep it from hanging.
func run(p *rule.Pass) {
	for _, d := range timer.Drains(p.Package) {
		if !d.Blocking || d.Guarded {
			continue
		}
		s := flow.SiteAt(p.Package, d.Cur)
		f := flow.NewFinding(p.Package, s)
		f.Pos, f.End = d.Stmt.Pos(), d.Stmt.End()
		f.Variant = "drain"
		f.Pattern = p.Pattern(d.Stmt.Cond)
		f.Message = "the drain after Stop is right here, or what came before it is not visible in this function"
		switch {
		case p.Ask("does it drain where Stop returned true?", d.Inverted):
			f.Variant, f.Class = "inverted", rule.Bug
			f.Message = "Stop returned true, so the timer has not fired and never will: draining its channel blocks for ever"
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the drain runs when there is nothing to drain: what was meant is not known"}
		case p.Ask("can it be reached when the value was received, or the timer stopped, before?", timer.DrainsEmpty(p.Package, s, d)):
			f.Class = rule.Bug
			f.Message = "the drain after Stop can be reached when the value was received already: it then blocks for ever"
			f.Fix = fixDrain(p, s, d)
		}
		p.Found(f)
	}
}
