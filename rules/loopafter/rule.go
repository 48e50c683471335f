// Package loopafter finds time.After in loops.
package loopafter

import (
	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// Rule finds time.After in loops.
var Rule = &rule.Rule{
	Name:  "loopafter",
	Finds: "time.After in a loop",
	Fix:   "hoisted time.NewTimer, re-armed at the select",
	Doc: `# What

Lists every use of time.After, and reports those that run again and again in one function: as an
operand of a select, received from directly, or kept in a channel variable.

# Why

Each call makes a timer and a channel. Before Go 1.23 a timer whose channel nobody received from
stays in memory until it fires: a loop that handles a thousand messages a second beside a timeout of
one minute holds sixty thousand of them. That is a leak where some way through the select
comes back to it without this timer having fired ("many" outstanding). Where every other way leaves the
loop, at most one timer is outstanding, and all that is lost is an allocation per pass: churn. Since
Go 1.23 unreferenced timers are collected, and every such loop is churn.

A select that has a default clause and polls time.After is a bug on every version: the timeout starts afresh on
every spin and can hardly ever fire. So is a range over time.After: it receives one value and then blocks for ever.

# Fix

One timer is made before the outermost loop, stopped when the function ends, and set again directly before the select.
How it is set depends on the timers that the module gets, or on --form:

  - sync: timer.Reset(d), since Go 1.23 discards an old value.
  - async: Stop, an exact drain, and Reset (drain): the drain waits only for a value that surely comes.
  - a library whose users decide: Reset if Stop caught the timer in time, and a new timer otherwise (replace).
  - where a duration is a call or has no value yet, or some passes do not wait: the first wait makes the timer.
  - where a goto forbids to hoist, before Go 1.23: a timer per pass, stopped by the other clauses (fresh).

# Fix safety

Safe: the duration is evaluated once for each wait, in the same order relative to the other operands of the select, and the timer
runs exactly when that of time.After did. Refused where that cannot be shown: an operand in front of time.After that may have
effects, a channel that is handed on or kept from pass to pass, a goto to the select.

Review: a select with a default clause, where another program was probably meant; and, since Go 1.23, loops that wait on some
passes only, where eight lines save an allocation now and then.

A ticker, a deadline made before the loop, or a Reset anywhere but directly before the select would change what the program
does.

# When it is fine

Outside loops: one bounded timer per call. In a loop of a module on Go 1.23 or later, where the allocation does not matter.
`,
	Before: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	for {
		select {
		case job := <-jobs:
			job()
		case <-time.After(time.Minute):
			idle()
		}
	}
}
`,
	After: `package worker

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
	Sources: []rule.Source{{
		Imports: []string{"time"},
		Words:   []string{"After"},
	}, {
		// Calls of a function that returns time.After may stand in any file of its package.
		Words:      []string{"return time.After", "return After"},
		Companions: []string{"<-"},
	}},
	Best: rewrite.Safe,
	Run:  run,
}

func run(p *rule.Pass) {
	for _, s := range flow.Sites(p.Package, "time.After") {
		if s.Call == nil {
			f := flow.NewFinding(p.Package, s)
			f.Variant, f.InLoop = "value", rule.No
			f.Message = "time.After is used as a function value; where it is called is not followed"
			p.Found(f)
			continue
		}
		u := value.UseOf(p.Package, s.Cur)
		if u.Kind == value.UsePackage {
			u.Kind = value.UseEscape
		}
		f := flow.NewFinding(p.Package, s)
		f.Variant = u.Kind.Variant()
		judgeAfter(p, &f, s, u)
		switch {
		case f.Class == rule.Fine:
		case s.InLoop == rule.Yes:
			f.Fix = reuse.FixLoop(p, s, u)
		case s.InLoop == rule.Closure:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "each function literal waits once: there is no loop to hoist its timer out of"}
		default:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
		}
		p.Found(f)
	}
	for _, s := range wrapperCalls(p.Package, "time.After") {
		if u := value.UseOf(p.Package, s.Cur); s.InLoop == rule.Yes && (u.Kind == value.UseSelect || u.Kind == value.UseReceive || u.Kind == value.UseHeader) {
			f := flow.NewFinding(p.Package, s)
			f.Variant = "wrapper"
			judgeAfter(p, &f, s, u)
			f.Message = p.Pattern(s.Call.Fun) + " returns time.After: " + f.Message
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the timer is made in another function"}
			p.Found(f)
		}
	}
}

// judgeAfter decides outstanding, class and message of a call that yields a fresh timer channel.
func judgeAfter(p *rule.Pass, f *rule.Finding, s flow.Site, u value.Use) {
	api := "time.After"
	switch {
	case u.Kind == value.UseRange:
		judgeRangeAfter(p.Package, f, s, u)
	case s.InLoop == rule.No:
		f.Message = api + " outside a loop: one timer per call, gone when it fires"
	case s.InLoop == rule.Closure:
		f.Class = p.BySemantics(rule.Churn, rule.Fine)
		f.Message = api + " in a function literal made in a loop: a timer per literal"
		if s.GoStart && u.Kind != value.UseReceive && u.Kind != value.UseHeader {
			f.Class = p.BySemantics(rule.Leak, rule.Fine)
			f.Message = api + " in a goroutine started per pass of a loop: each holds a timer until it fires" + p.ForWhom()
		}
	case u.Kind == value.UseReceive || u.Kind == value.UseHeader:
		f.Outstanding, f.Class = rule.One, rule.Churn
		f.Message = "receiving from " + api + " in a loop allocates a timer and a channel per pass; time.Sleep does not"
	case u.Kind == value.UseEscape || u.Kind == value.UseVariable && value.ChannelEscapes(p.Package, s, u.V.Obj, false):
		f.Class = rule.Churn
		f.Note = "channel escapes"
		f.Message = api + " in a loop allocates a timer per pass; whether its channel is received from is not visible here"
	case u.Kind == value.UseSelect && reuse.Spins(p.Package, s, u) && !p.NotPositive(s.Call):
		f.Outstanding, f.Class = rule.Many, rule.Bug
		f.Message = api + " beside a default clause in a loop: the timeout starts afresh on every spin and can hardly ever fire"
	default:
		judgeOutstanding(p, f, s, u)
	}
}

// judgeOutstanding asks whether a timer can be left behind while the loop goes on.
func judgeOutstanding(p *rule.Pass, f *rule.Finding, s flow.Site, u value.Use) {
	f.Outstanding = rule.One
	if u.Kind == value.UseSelect && reuse.ReturnsWithout(s.Flow, u, true) || u.Kind == value.UseVariable && reuse.DropsUnread(p.Package, s, u) {
		f.Outstanding = rule.Many
	}
	where := "in a select in a loop"
	if u.Kind == value.UseVariable {
		where = "kept in a variable in a loop"
	}
	switch {
	case f.Outstanding == rule.One:
		f.Class = rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; at most one is outstanding"
	case p.Timers == rule.Sync:
		f.Class = rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; Go 1.23 and later collect those that are left behind"
	default:
		f.Class = rule.Leak
		f.Message = "time.After " + where + ": every pass that another case wins leaves a timer behind until it fires" + p.ForWhom()
	}
}

// judgeRangeAfter: the channel of time.After yields one value and is never closed.
func judgeRangeAfter(p *code.Package, f *rule.Finding, s flow.Site, u value.Use) {
	f.Message = "range over time.After receives once; the body leaves the loop, so it is a one-shot wait"
	if s.Flow.Repeats(u.Loop) {
		f.Class = rule.Bug
		f.Message = "range over time.After receives one value and then blocks for ever: the channel is never closed"
	}
}
