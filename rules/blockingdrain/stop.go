package blockingdrain

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/timer"
)

// stopInstead is what becomes of a drain that can hang, and has no Reset directly behind it, before Go 1.23: a plain Stop.
//
// Without the drain the value of a timer that fired stays in its channel. That makes no difference if nobody looks into the channel
// any more: only this function has the timer, and on every way from here it leaves the channel alone until the variable has another timer.
func stopInstead(p *code.Package, s flow.Site, d timer.Drain) rewrite.Fix {
	owner := s
	if outer, _, ok := timer.DeferredIn(p, s); ok {
		owner = outer
	}
	reason := timer.NotOurs(p, owner, d.Timer)
	switch {
	case reason != "":
	case readAgain(p, owner, s, d):
		reason = "the channel is used again, and the value that was to be drained could still be in it"
	case timer.MayBeFunc(p, d.Timer):
		reason = reuse.NoChannel
	case p.UsesCgo(s.Cur):
		reason = "the file uses cgo"
	default:
		edit := edit.NewRunEdit(p, alone(p, d))
		return rewrite.Fix{Level: rewrite.Review, Reason: reuse.Hangs, At: edit.Stmts[0], Shares: edit.Stmts, Change: edit.StopOnly}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: reason}
}

// alone returns the run that is d and the plain Stop in front of it, if there is one.
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

// readAgain reports whether something may look into the timer's channel behind the drain d: on a way from there through the function of s, or
// in a deferred literal of owner, the function that has the timer.
func readAgain(p *code.Package, owner, s flow.Site, d timer.Drain) bool {
	channel := code.Ref{Obj: d.Timer.Obj, Path: ".C"}
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

// mentionsRef reports whether n mentions r.
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
