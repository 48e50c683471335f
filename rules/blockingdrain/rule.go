// Package blockingdrain finds drains that can hang.
package blockingdrain

import (
	"unleak/rewrite"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// Rule finds drains that can hang.
var Rule = &rule.Rule{
	Name:  "blockingdrain",
	Finds: "a drain after Stop that can hang",
	Fix:   "a form that cannot hang",
	Best:  rewrite.Review,
	Doc: `# What

Lists every if !t.Stop() { <-t.C }, and reports those that can be reached after the value was received, or after an earlier Stop
without a Reset in between; and drains that run when Stop returned true.

# Why

Stop returns false for a timer that has fired, whether or not its value was received. Once it was received there is
nothing left to drain, and <-t.C blocks for ever. This is so on every Go version: golang/go#27169. When Stop returns true the
timer has not fired and never will, so that a drain then blocks as well.

# Fix

On Go 1.23 or later the drain goes: what is left is the Reset behind it, or a plain t.Stop(). Before that, a drain directly in front
of a Reset becomes, with it, if t.Stop() { t.Reset(d) } else { t = time.NewTimer(d) }, as stalereset has it; any other becomes a plain t.Stop().

# Fix safety

For review: the program no longer hangs. A drain that is right, because the channel was not received from on any way to it, is left
alone; so is one that runs when Stop returned true, since what was meant is not known, and one that does more than to empty
the channel. Before Go 1.23 the timer must be this function's alone, as for stalereset, since its channel is given up; and without
a Reset behind the drain, nothing may use the channel again before the variable has another timer.

# When it is fine

Directly after NewTimer or Reset, with no receive in between.
`,
	Before: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	for {
		if !timer.Stop() {
			<-timer.C
		}
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
		Companions: []string{".Stop", "AfterFunc"},
	}},
	Run: run,
}

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
	reason := d.Refuse()
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
