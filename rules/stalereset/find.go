package stalereset

import (
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// run reports each Reset that can be reached while a value of the timer may be in its channel, or on its way there:
//
//	select {
//	case job := <-jobs: // the timer may fire while the job is done
//	case <-timer.C:
//	}
//	timer.Reset(d) // the next receive can return the old value at once
//
// Only the timers from before Go 1.23 keep such a value.
func run(p *rule.Pass) {
	if p.Timers == rule.Sync {
		return // Reset discards a value that was not received (documentation of time.Timer.Reset, Go 1.23)
	}
	for _, name := range p.References("time.Timer.Reset") {
		s := flow.SiteOf(p.Package, name)
		state := timer.StateBefore(p.Package, s)
		if !state.Stale() {
			continue
		}
		f := flow.NewFinding(p.Package, s)
		reset, _ := p.MethodOn(s.Call, "Reset")
		f.Variant, f.Class, f.Variable = "reset", rule.Bug, reset.Name()
		f.Message = "Reset of a timer that may have fired unread: the next receive can return the old value at once"
		armed := state&(timer.Armed|timer.Stopped) != 0
		if !p.Ask("can the timer have fired before the Reset, with nobody looking into its channel since?", armed) {
			f.Variant = "drain"
			f.Message = "Reset after a drain that does not block: a value on its way arrives after it, and the next receive returns it"
		}
		f.Message += p.ForWhom()
		f.Fix = fixStale(p, s)
		p.Found(f)
	}
}
