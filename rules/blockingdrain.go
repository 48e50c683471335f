package rules

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"

	"unleak/rewrite"
)

// BlockingDrain finds drains that can hang.
var BlockingDrain = rule(Rule{
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
	Sources: []Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Stop", "AfterFunc"},
	}},
	Run: blockingDrain,
})

// hangs is why the fix of a drain that can hang is for review.
const hangs = "the drain can hang, and no longer does"

func blockingDrain(p *Pass) {
	for _, d := range p.drains() {
		if !d.blocking || d.guarded {
			continue // a condition beside Stop is there to keep the drain from hanging
		}
		s := p.siteAt(d.cur)
		f := p.finding(s)
		f.Pos, f.End = d.stmt.Pos(), d.stmt.End()
		f.Variant = "drain"
		f.Pattern = p.pattern(d.stmt.Cond)
		f.Message = "the drain after Stop is right here, or what came before it is not visible in this function"
		switch {
		case d.inverted:
			f.Variant, f.Class = "inverted", Bug
			f.Message = "Stop returned true, so the timer has not fired and never will: draining its channel blocks for ever"
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the drain runs when there is nothing to drain: what was meant is not known"}
		case p.drainsEmpty(s, d):
			f.Class = Bug
			f.Message = "the drain after Stop can be reached when the value was received already: it then blocks for ever"
			f.Fix = p.fixDrain(s, d)
		}
		p.report(f)
	}
}

// drainsEmpty reports whether on some way to d the timer's value was received, or the timer stopped, with no Reset since.
func (p *Pass) drainsEmpty(s site, d drain) bool {
	const empty = stIdle | stStopped | stRacy
	if outer, at, ok := p.deferredIn(s); ok {
		return p.followable(outer, d.timer) && p.followTimer(outer, d.timer).atEnd(at)&empty != 0
	}
	return p.followable(s, d.timer) && p.followTimer(s, d.timer).at[d.stop]&empty != 0
}

// fixDrain decides what becomes of a drain that can hang.
func (p *Pass) fixDrain(s site, d drain) rewrite.Fix {
	if p.sinceSync(d.cur) {
		return p.plainDrain(d)
	}
	reason := d.refuse()
	if reason == "" {
		if run := p.runOf(d.cur.Parent(), d.timer); run.call == nil {
			return p.stopInstead(s, d)
		} else if r, why := p.rearmOf(p.resetOf(run), d.timer); r != nil {
			return r.fix(hangs)
		} else {
			reason = why
		}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: reason}
}

// deferredIn returns the function that defers the literal of s, and where, if one does.
func (p *Pass) deferredIn(s site) (outer site, at place, ok bool) {
	lit := enclosingFunc(s.cur)
	up := climbParens(lit)
	if up.ParentEdgeKind() != edge.CallExpr_Fun || up.Parent().ParentEdgeKind() != edge.DeferStmt_Call {
		return site{}, place{}, false
	}
	stmt := up.Parent().Parent()
	outer = p.siteAt(stmt)
	if outer.flow == nil {
		return site{}, place{}, false
	}
	at, ok = outer.flow.places[stmt.Node()]
	return outer, at, ok
}

// atEnd is what may be true of the timer at the returns that can be reached from at.
func (sf *stateFlow) atEnd(at place) timerState {
	var s timerState
	sf.f.search(at, nil, visitor{node: func(n ast.Node) verdict {
		if _, ok := n.(*ast.ReturnStmt); ok {
			s |= sf.at[n]
		}
		return walkOn
	}})
	return s
}
