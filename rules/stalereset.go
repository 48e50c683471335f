package rules

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// StaleReset finds resets of timers that may have fired unread.
var StaleReset = rule(Rule{
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
	Sources: []Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Reset", "AfterFunc"},
	}},
	Run: staleReset,
})

func staleReset(p *Pass) {
	if p.Timers == Sync {
		return // Reset discards an unreceived value since Go 1.23
	}
	for _, name := range p.references("time.Timer.Reset") {
		s := p.siteOf(name)
		state := p.stateBefore(s)
		if !state.stale() {
			continue
		}
		f := p.finding(s)
		timer, _ := p.methodOn(s.call, "Reset")
		f.Variant, f.Class, f.Variable = "reset", Bug, timer.name()
		f.Message = "Reset of a timer that may have fired unread: the next receive can return the old value at once"
		if state&(stArmed|stStopped) == 0 {
			f.Variant = "drain"
			f.Message = "Reset after a drain that does not block: a value on its way arrives after it, and the next receive returns it"
		}
		f.Message += p.whose()
		f.Fix = p.fixStale(s)
		p.report(f)
	}
}

// fixStale decides what becomes of a Reset that can leave an old value behind.
func (p *Pass) fixStale(s site) rewrite.Fix {
	timer, _ := p.methodOn(s.call, "Reset")
	r, reason := p.rearmOf(s, timer)
	if r == nil {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return r.fix("an old value can be received, and no longer is")
}

// stale reports whether a Reset may leave an old value in the channel.
func (s timerState) stale() bool { return s&(stArmed|stStopped|stRacy) != 0 }

// stateBefore tells what may be true of the timer before the Reset of s; 0 if that cannot be told.
func (p *Pass) stateBefore(s site) timerState {
	if s.call == nil || s.flow == nil {
		return 0
	}
	timer, ok := p.methodOn(s.call, "Reset")
	if !ok || !p.followable(s, timer) || !p.isChannelTimer(s, timer) || p.drainsIf(s, timer) {
		return 0
	}
	return p.followTimer(s, timer).at[s.call]
}

// drainsIf reports whether the function of s waits for the value of a stopped timer on a condition of its own: a flag or a counter, beside
// the result of Stop, that says whether there is one. Whoever keeps such a count resets the timer by it, and what it says is not followed.
func (p *Pass) drainsIf(s site, timer ref) bool {
	return slices.ContainsFunc(p.ifs, func(cur inspector.Cursor) bool {
		n := cur.Node().(*ast.IfStmt)
		cond, ok := ast.Unparen(n.Cond).(*ast.BinaryExpr)
		if !ok || cond.Op != token.LAND || len(n.Body.List) == 0 || enclosingBody(cur) != s.body {
			return false
		}
		channel, ok := p.refOf(receiveOperand(n.Body.List[0]))
		return ok && channel == ref{timer.obj, timer.path + ".C"} && p.callsMethod(cond, timer, "Stop")
	})
}
