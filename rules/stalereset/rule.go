// Package stalereset finds resets of timers that may have fired unread.
package stalereset

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// Rule finds resets of timers that may have fired unread.
var Rule = &rule.Rule{
	Name:  "stalereset",
	Finds: "Reset that can deliver a stale value (before Go 1.23)",
	Fix:   "Reset, or a new timer where the old one fired",
	Best:  rewrite.Review,
	Doc: `# What

Reports a Reset that can be reached while the timer is armed, and may have fired unread; and one behind Stop and
a drain that does not block. It speaks of modules below Go 1.23 only.

# Why

Before Go 1.23 the channel of a timer has a buffer: the value of a timer that fired stays there, and Reset does not remove it. The next
receive returns at once, with the old value. A drain in a select with a default clause does not help: the runtime
marks the timer as fired before it sends the value (runtime/time.go, runOneTimer), so that the value can arrive after the drain
looked: golang/go#37196.

# Fix

The Reset, with the Stop and the drain directly in front of it, becomes if t.Stop() { t.Reset(d) } else { t = time.NewTimer(d) }; where
the timer was stopped before, t = time.NewTimer(d) alone. A deferred t.Stop() becomes a closure, which stops the last timer.

# Fix safety

For review: the program no longer receives an old value, which is what it does now. When Stop returns true no value was sent or will
be, on every version, so that Reset is right; otherwise the old channel is given up with whatever is in it or on its way. So
nobody else may have a hold of that channel: the rule leaves alone timers in fields, parameters, package-level variables
and results, those that are captured, handed on or not always made by time.NewTimer, and channels that are kept in a variable. It also
leaves alone a Reset whose result is used, which a Stop before it would change, one that is deferred, labelled or in the header of a statement,
and a variable that several timers take in turn while a deferred Stop is bound to one of them.

# When it is fine

Directly after a receive from the channel; and in every module on Go 1.23 or later, where Reset discards an old value. A
function that waits for the value of a stopped timer on a condition of its own, as a counter, is not judged.
`,
	Before: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	for {
		timer.Reset(time.Minute)
		select {
		case job := <-jobs:
			job()
		case <-timer.C:
			idle()
		}
	}
}
`,
	After: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer func() { timer.Stop() }()
	for {
		if timer.Stop() {
			timer.Reset(time.Minute)
		} else {
			timer = time.NewTimer(time.Minute) // it fired: its channel may hold an old tick
		}
		select {
		case job := <-jobs:
			job()
		case <-timer.C:
			idle()
		}
	}
}
`,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Reset", "AfterFunc"},
	}},
	Run: run,
}

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
