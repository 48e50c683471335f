package blockingdrain

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

func run(p *rule.Pass) {
	for _, d := range timer.Drains(p.Package) {
		if !d.Blocking || d.Guarded {
			continue // a condition beside Stop is there to keep the drain from hanging
		}
		s := flow.SiteAt(p.Package, d.Cur)
		f := flow.NewFinding(p.Package, s)
		f.Pos, f.End = d.Stmt.Pos(), d.Stmt.End()
		f.Variant = "drain"
		f.Pattern = p.Pattern(d.Stmt.Cond)
		f.Message = "the drain after Stop is right here, or what came before it is not visible in this function"
		switch {
		case d.Inverted:
			f.Variant, f.Class = "inverted", rule.Bug
			f.Message = "Stop returned true, so the timer has not fired and never will: draining its channel blocks for ever"
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the drain runs when there is nothing to drain: what was meant is not known"}
		case timer.DrainsEmpty(p.Package, s, d):
			f.Class = rule.Bug
			f.Message = "the drain after Stop can be reached when the value was received already: it then blocks for ever"
			f.Fix = fixDrain(p, s, d)
		}
		p.Found(f)
	}
}

// fixDrain decides what becomes of a drain that can hang.
func fixDrain(p *rule.Pass, s flow.Site, d timer.Drain) rewrite.Fix {
	if p.SinceSync(d.Cur) {
		return reuse.PlainDrain(p.Package, d)
	}
	reason := d.Refuse(p.Package)
	if reason == "" {
		if run := timer.RunOf(p.Package, d.Cur.Parent(), d.Timer); run.Call == nil {
			return stopInstead(p.Package, s, d)
		} else if r, why := reuse.RearmOf(p, timer.ResetSite(p.Package, run), d.Timer); r != nil {
			return r.Fix(reuse.Hangs)
		} else {
			reason = why
		}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: reason}
}
