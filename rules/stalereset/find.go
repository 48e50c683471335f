package stalereset

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

func run(p *rule.Pass) {
	if p.Timers == rule.Sync {
		return // Reset discards an unreceived value since Go 1.23
	}
	for _, name := range p.References("time.Timer.Reset") {
		s := flow.SiteOf(p.Package, name)
		state := timer.StateBefore(p.Package, s)
		if !state.Stale() {
			continue
		}
		f := flow.NewFinding(p.Package, s)
		timerRef, _ := p.MethodOn(s.Call, "Reset")
		f.Variant, f.Class, f.Variable = "reset", rule.Bug, timerRef.Name()
		f.Message = "Reset of a timer that may have fired unread: the next receive can return the old value at once"
		if state&(timer.Armed|timer.Stopped) == 0 {
			f.Variant = "drain"
			f.Message = "Reset after a drain that does not block: a value on its way arrives after it, and the next receive returns it"
		}
		f.Message += p.ForWhom()
		f.Fix = fixStale(p, s)
		p.Found(f)
	}
}

// fixStale decides what becomes of a Reset that can leave an old value behind.
func fixStale(p *rule.Pass, s flow.Site) rewrite.Fix {
	timer, _ := p.MethodOn(s.Call, "Reset")
	r, reason := reuse.RearmOf(p, s, timer)
	if r == nil {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return r.Fix("an old value can be received, and no longer is")
}
