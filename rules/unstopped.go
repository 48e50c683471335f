package rules

import (
	"go/ast"

	"unleak/rewrite"
)

// Unstopped finds timers and tickers that are not stopped.
var Unstopped = rule(Rule{
	Name:  "unstopped",
	Finds: "time.NewTimer or time.NewTicker not stopped on some path",
	Fix:   "defer Stop",
	Doc: `# What

Lists every time.NewTimer and time.NewTicker, and reports those that the function, or for a field the package, does
not stop on some path. A timer whose channel was received from has fired and needs no Stop; a ticker always does.

# Why

Before Go 1.23 a running timer is not freed before it fires, and a running ticker never is. Since Go 1.23 both are
collected as soon as nothing refers to them; a Stop then only makes the end explicit.

# Fix

A defer t.Stop() right behind the statement that makes the timer; if the function defers it further down, after a way out, that
statement moves up. In a loop, where a deferred Stop would come only at the end of the function, a t.Stop() on every way out
of the pass on which the timer may still run. Where only the channel is kept, as in time.NewTicker(d).C, the ticker gets a name; a timer
made for one wait of a select in a loop is made before the loop, as by loopafter.

# Fix safety

A timer or ticker that is stored, returned or handed on, or used by a function literal, belongs to others as well: stopping it
silences whoever still receives from it. So only one that the function keeps to itself is stopped, when the function or the scope of
its variable ends. A deferred function that receives from the channel, or drains it, would run after the Stop and wait for ever: refused.

# When it is fine

In modules on Go 1.23 or later; and in functions that never end.
`,
	Before: `package metrics

import "time"

func sample(n int, take func()) {
	ticker := time.NewTicker(time.Second)
	for range n {
		<-ticker.C
		take()
	}
}
`,
	After: `package metrics

import "time"

func sample(n int, take func()) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range n {
		<-ticker.C
		take()
	}
}
`,
	Sources: []Source{{
		Imports: []string{"time"},
		Words:   []string{"NewTimer", "NewTicker", "Timer", "Ticker"},
	}},
	Best: rewrite.Safe,
	Run:  unstopped,
})

func unstopped(p *Pass) {
	for _, api := range []string{"time.NewTimer", "time.NewTicker"} {
		for _, s := range p.sites(api) {
			f := p.finding(s)
			f.Variant = map[string]string{"time.NewTimer": "timer", "time.NewTicker": "ticker"}[api]
			if s.call == nil {
				f.Variant, f.InLoop = "value", No
				f.Message = api + " is used as a function value; where it is called is not followed"
			} else {
				p.judgeUnstopped(&f, s, api)
			}
			p.report(f)
		}
	}
}

func (p *Pass) judgeUnstopped(f *Finding, s site, api string) {
	h := p.holderOf(s.cur, 0)
	f.Variable = h.variable()
	open := false // may it run on, unstopped?
	switch h.kind {
	case heldAway:
		f.Note = "handed on"
		f.Message = api + " is handed on: whoever has it must stop it"
	case heldLocal:
		f.Message, open = p.judgeLocal(f, s, h, api)
	case heldField, heldGlobal, heldLost:
		if s.body == nil {
			f.Note = "program lifetime"
			f.Message = api + " at package level runs as long as the program"
			return
		}
		f.Message, open = p.judgeKept(f, s, h, api)
	}
	if !open {
		return
	}
	f.Fix = p.fixStop(s, h, api)
	f.Class = p.held(Leak, Fine)
	if s.inLoop == Yes {
		f.Class, f.Outstanding = p.held(Leak, Churn), Many
	}
	if p.Timers == Sync {
		f.Message += "; Go 1.23 and later collect it when nothing refers to it"
	} else if api == "time.NewTimer" {
		f.Message += "; it stays in memory until it fires" + p.whose()
	} else {
		f.Message += "; it ticks and stays in memory for ever" + p.whose()
	}
}

// fixStop decides what can be done about a timer or ticker that is kept in h, and may run on.
func (p *Pass) fixStop(s site, h holder, api string) rewrite.Fix {
	switch h.kind {
	case heldLocal:
		return p.fixUnstopped(s, h)
	case heldLost:
		channel := climbParens(s.cur).Parent()
		if _, ok := channel.Node().(*ast.SelectorExpr); ok {
			return (&ticking{p: p, api: api, s: s, u: p.useOf(channel)}).fix()
		}
		return rewrite.Fix{Level: rewrite.None, Reason: "nothing receives from it: what was meant is not known"}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: "it is kept where another function can get at it"}
}

// judgeKept looks at a timer in a field or package-level variable, or one that is not kept at all.
func (p *Pass) judgeKept(f *Finding, s site, h holder, api string) (message string, open bool) {
	lost := h.kind == heldLost
	if lost {
		f.Variant = "discarded"
	}
	switch {
	case lost && api == "time.NewTimer" && p.receivedAtOnce(s):
		return api + " is received from at once: nothing is left to stop", false
	case !lost && p.stoppedByName(h.name):
		return api + " is kept in " + h.name + ", which this package stops or hands on", false
	case p.forLife(s):
		f.Note = "function lifetime"
		return api + " runs as long as the program", false
	case lost:
		return api + " is dropped here, so that nothing can stop it", true
	}
	return api + " is kept in " + h.name + ", and nothing in this package stops it", true
}

// judgeLocal follows a timer in a local variable.
func (p *Pass) judgeLocal(f *Finding, s site, h holder, api string) (message string, open bool) {
	switch p.fateOf(s, h.obj) {
	case fateHanded:
		f.Note = "handed on"
		must := "must"
		if api == "time.AfterFunc" {
			must = "may" // or let it run
		}
		return api + " is handed on: whoever has it " + must + " stop it", false
	case fateCapture:
		f.Note = "captured"
		return api + " is shared with a function literal, which may stop it", false
	}
	at, ok := s.flow.places[h.assign]
	if !ok {
		return api + " in code that is never reached", false
	}
	switch left := p.leftRunning(s, h, at, api != "time.NewTicker"); {
	case !left && (s.inLoop == Yes || s.flow.canEnd(at)):
		return api + " is stopped on every path", false
	case p.forLife(s):
		f.Note = "function lifetime"
		return api + " runs as long as the program", false
	}
	return api + " is not stopped on some path", true
}
