package rules

import "unleak/rewrite"

// LoopAfter finds time.After in loops.
var LoopAfter = rule(Rule{
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
	Sources: []Source{{
		Imports: []string{"time"},
		Words:   []string{"After"},
	}, {
		// Calls of a function that returns time.After may stand in any file of its package.
		Words:      []string{"return time.After", "return After"},
		Companions: []string{"<-"},
	}},
	Best: rewrite.Safe,
	Run:  loopAfter,
})

func loopAfter(p *Pass) {
	for _, s := range p.sites("time.After") {
		if s.call == nil {
			f := p.finding(s)
			f.Variant, f.InLoop = "value", No
			f.Message = "time.After is used as a function value; where it is called is not followed"
			p.report(f)
			continue
		}
		u := p.useOf(s.cur)
		if u.kind == usePackage {
			u.kind = useEscape
		}
		f := p.finding(s)
		f.Variant = u.kind.variant()
		p.judgeAfter(&f, s, u)
		switch {
		case f.Class == Fine:
		case s.inLoop == Yes:
			f.Fix = p.fixLoopAfter(s, u)
		case s.inLoop == Closure:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "each function literal waits once: there is no loop to hoist its timer out of"}
		default:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
		}
		p.report(f)
	}
	for _, s := range p.wrapperCalls("time.After") {
		if u := p.useOf(s.cur); s.inLoop == Yes && (u.kind == useSelect || u.kind == useReceive || u.kind == useHeader) {
			f := p.finding(s)
			f.Variant = "wrapper"
			p.judgeAfter(&f, s, u)
			f.Message = p.pattern(s.call.Fun) + " returns time.After: " + f.Message
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the timer is made in another function"}
			p.report(f)
		}
	}
}

// judgeAfter decides outstanding, class and message of a call that yields a fresh timer channel.
func (p *Pass) judgeAfter(f *Finding, s site, u use) {
	api := "time.After"
	switch {
	case u.kind == useRange:
		p.judgeRangeAfter(f, s, u)
	case s.inLoop == No:
		f.Message = api + " outside a loop: one timer per call, gone when it fires"
	case s.inLoop == Closure:
		f.Class = p.held(Churn, Fine)
		f.Message = api + " in a function literal made in a loop: a timer per literal"
		if s.goStart && u.kind != useReceive && u.kind != useHeader {
			f.Class = p.held(Leak, Fine)
			f.Message = api + " in a goroutine started per pass of a loop: each holds a timer until it fires" + p.whose()
		}
	case u.kind == useReceive || u.kind == useHeader:
		f.Outstanding, f.Class = One, Churn
		f.Message = "receiving from " + api + " in a loop allocates a timer and a channel per pass; time.Sleep does not"
	case u.kind == useEscape || u.kind == useVariable && p.escapes(s, u.v.obj, false):
		f.Class = Churn
		f.Note = "channel escapes"
		f.Message = api + " in a loop allocates a timer per pass; whether its channel is received from is not visible here"
	case u.kind == useSelect && p.spins(s, u) && !p.notPositive(s.call):
		f.Outstanding, f.Class = Many, Bug
		f.Message = api + " beside a default clause in a loop: the timeout starts afresh on every spin and can hardly ever fire"
	default:
		p.judgeOutstanding(f, s, u)
	}
}

// judgeOutstanding asks whether a timer can be left behind while the loop goes on.
func (p *Pass) judgeOutstanding(f *Finding, s site, u use) {
	f.Outstanding = One
	if u.kind == useSelect && s.flow.returnsWithout(u, true) || u.kind == useVariable && p.dropsUnread(s, u) {
		f.Outstanding = Many
	}
	where := "in a select in a loop"
	if u.kind == useVariable {
		where = "kept in a variable in a loop"
	}
	switch {
	case f.Outstanding == One:
		f.Class = Churn
		f.Message = "time.After " + where + " allocates a timer per pass; at most one is outstanding"
	case p.Timers == Sync:
		f.Class = Churn
		f.Message = "time.After " + where + " allocates a timer per pass; Go 1.23 and later collect those that are left behind"
	default:
		f.Class = Leak
		f.Message = "time.After " + where + ": every pass that another case wins leaves a timer behind until it fires" + p.whose()
	}
}

// judgeRangeAfter: the channel of time.After yields one value and is never closed.
func (p *Pass) judgeRangeAfter(f *Finding, s site, u use) {
	f.Message = "range over time.After receives once; the body leaves the loop, so it is a one-shot wait"
	if s.flow.repeats(u.loop) {
		f.Class = Bug
		f.Message = "range over time.After receives one value and then blocks for ever: the channel is never closed"
	}
}
