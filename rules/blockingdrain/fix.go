package blockingdrain

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// fixDrain decides what becomes of a drain that can hang:
//
//   - since Go 1.23 it goes, as needlessdrain has it: Stop and Reset discard the value;
//   - before, a drain in front of a Reset becomes, with it, the form that stalereset makes;
//   - any other becomes a plain Stop, where nobody looks into the channel again.
//
// The program no longer hangs, so all of them are for review.
func fixDrain(p *rule.Pass, s flow.Site, d timer.Drain) rewrite.Fix {
	if p.SinceSync(d.Cur) {
		return reuse.PlainDrain(p.Package, d)
	}
	if reason := d.Refuse(p.Package); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	run := timer.RunOf(p.Package, d.Cur.Parent(), d.Timer)
	if !p.Ask("does a Reset of the timer stand directly behind the drain?", run.Call != nil) {
		return stopInstead(p.Package, s, d)
	}
	r, reason := reuse.RearmOf(p, timer.ResetSite(p.Package, run), d.Timer)
	if r == nil {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return r.Fix(reuse.Hangs)
}

// stopInstead replaces a drain that can hang by a plain Stop, before Go 1.23 and where no Reset stands directly
// behind it:
//
//	if !t.Stop() { <-t.C }  →  t.Stop()
//
// Without the drain the value of a timer that fired stays in its channel. Nobody can tell if nobody looks into that
// channel any more: only this function has the timer, and on every way from here it leaves the channel alone until
// the variable has another timer.
func stopInstead(p *code.Package, s flow.Site, d timer.Drain) rewrite.Fix {
	owner := s
	if outer, _, ok := timer.DeferredIn(p, s); ok {
		owner = outer
	}
	reason := p.FirstRefusal(
		code.Precondition{Question: "is the timer this function's alone?", Refuse: func() string { return timer.NotOurs(p, owner, d.Timer) }},
		code.Precondition{Question: "does nobody look into the channel again?", Refuse: func() string {
			if readAgain(p, owner, s, d) {
				return "the channel is used again, and the value that was to be drained could still be in it"
			}
			return ""
		}},
		code.Require("does the timer surely have a channel?", !timer.MayBeFunc(p, d.Timer), reuse.NoChannel),
		code.Require("is the file free of cgo?", !p.UsesCgo(s.Cur), "the file uses cgo"),
	)
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	e := edit.NewRunEdit(p, alone(p, d))
	return rewrite.Fix{Level: rewrite.Review, Reason: reuse.Hangs, At: e.Stmts[0], Shares: e.Stmts, Change: e.StopOnly}
}

// alone returns the run of statements that is d and the plain Stop in front of it, if there is one.
func alone(p *code.Package, d timer.Drain) timer.Run {
	run := timer.Run{Timer: d.Timer}
	if prev, ok := d.Cur.Parent().PrevSibling(); ok && code.InList(prev) && timer.InRun(p, prev, d.Timer) {
		if _, ok := prev.Node().(*ast.ExprStmt); ok {
			run.Add(p, prev)
		}
	}
	run.Add(p, d.Cur.Parent())
	return run
}

// readAgain reports whether something may look into the timer's channel after the drain d: on a way from there
// through the function of s, or in a deferred literal of owner, the function that has the timer. Flags rule out no
// way: if one were taken all the same, the fix would be wrong.
func readAgain(p *code.Package, owner, s flow.Site, d timer.Drain) bool {
	channel := d.Timer.Channel()
	for sel := range code.EnclosingFunc(owner.Cur).Preorder((*ast.SelectorExpr)(nil)) {
		got, ok := p.RefOf(sel.Node().(*ast.SelectorExpr))
		if body := code.EnclosingBody(sel); ok && got == channel && body != owner.Body && body != s.Body {
			return true
		}
	}
	at, ok := s.Flow.PlaceOf(d.Cur)
	return !ok || s.Flow.Search(at.Next(), nil, flow.Visitor{Bare: true, Node: func(n ast.Node) flow.Verdict {
		switch {
		case d.Stmt.Pos() <= n.Pos() && n.End() <= d.Stmt.End():
			return flow.WalkOn
		case p.Assigns(n, d.Timer):
			return flow.DeadEnd // the channel is another one from here on
		case mentionsRef(p, n, channel):
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// mentionsRef reports whether n mentions r, function literals included.
func mentionsRef(p *code.Package, n ast.Node, r code.Ref) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if e, ok := n.(*ast.SelectorExpr); ok {
			got, ok := p.RefOf(e)
			yes = yes || ok && got == r
		}
		return !yes
	})
	return yes
}
