package rules

import (
	"go/ast"

	"unleak/rewrite"
)

// stopInstead is what becomes of a drain that can hang, and has no Reset directly behind it, before Go 1.23: a plain Stop.
//
// Without the drain the value of a timer that fired stays in its channel. That makes no difference if nobody looks into the channel
// any more: only this function has the timer, and on every way from here it leaves the channel alone until the variable has another timer.
func (p *Pass) stopInstead(s site, d drain) rewrite.Fix {
	owner := s
	if outer, _, ok := p.deferredIn(s); ok {
		owner = outer
	}
	reason := p.notOurs(owner, d.timer)
	switch {
	case reason != "":
	case p.readAgain(owner, s, d):
		reason = "the channel is used again, and the value that was to be drained could still be in it"
	case p.mayBeFunc(d.timer):
		reason = noChannel
	case p.usesCgo(s.cur):
		reason = "the file uses cgo"
	default:
		edit := p.editOf(p.alone(d))
		return rewrite.Fix{Level: rewrite.Review, Reason: hangs, At: edit.stmts[0], Shares: edit.stmts, Change: edit.stopOnly}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: reason}
}

// alone returns the run that is d and the plain Stop in front of it, if there is one.
func (p *Pass) alone(d drain) drainRun {
	run := drainRun{timer: d.timer}
	if prev, ok := d.cur.Parent().PrevSibling(); ok && inList(prev) && p.inRun(prev, d.timer) {
		if _, ok := prev.Node().(*ast.ExprStmt); ok {
			run.add(p.Package, prev)
		}
	}
	run.add(p.Package, d.cur.Parent())
	return run
}

// readAgain reports whether something may look into the timer's channel behind the drain d: on a way from there through the function of s, or
// in a deferred literal of owner, the function that has the timer.
func (p *Pass) readAgain(owner, s site, d drain) bool {
	channel := ref{d.timer.obj, ".C"}
	for sel := range enclosingFunc(owner.cur).Preorder((*ast.SelectorExpr)(nil)) {
		got, ok := p.refOf(sel.Node().(*ast.SelectorExpr))
		if body := enclosingBody(sel); ok && got == channel && body != owner.body && body != s.body {
			return true
		}
	}
	at, ok := s.flow.placeOf(d.cur)
	return !ok || s.flow.search(at.next(), nil, visitor{bare: true, node: func(n ast.Node) verdict {
		switch {
		case d.stmt.Pos() <= n.Pos() && n.End() <= d.stmt.End():
			return walkOn
		case p.assigns(n, d.timer):
			return deadEnd // the channel is another one from here on
		case p.mentionsRef(n, channel):
			return found
		}
		return walkOn
	}})
}

// mentionsRef reports whether n mentions r.
func (p *Package) mentionsRef(n ast.Node, r ref) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if e, ok := n.(*ast.SelectorExpr); ok {
			got, ok := p.refOf(e)
			yes = yes || ok && got == r
		}
		return !yes
	})
	return yes
}
