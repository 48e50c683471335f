package unstopped

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// fixInLoop is the fix for a timer that is made in a loop: a deferred Stop would come once for each pass, and only
// at the end of the function, so that there is a plain Stop on each way out of the pass instead.
func (k *stopFix) fixInLoop() rewrite.Fix {
	var exits flow.Exits
	var last ast.Stmt // the statement behind which exits.End is
	reason := k.p.FirstRefusal(
		code.Precondition{Question: "does the variable belong to the pass of the loop?", Refuse: k.refuseVariable},
		code.Precondition{Question: "does no deferred call stop it?", Refuse: k.refuseDefers},
		code.Precondition{Question: "can it be stopped on each way out of the pass?", Refuse: func() (reason string) {
			exits, last, reason = k.findExits()
			return reason
		}},
	)
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	puts, stop := edit.InsertAtExits(k.p.Package, exits, last), k.binding.Obj.Name()+".Stop()"
	fix := rewrite.Fix{Level: rewrite.Safe, Change: func(t *rewrite.Tree) error { return puts(t, stop) }}
	if k.p.Ask("does the garbage collector take it without a Stop?", k.p.Timers == rule.Sync) {
		fix.Level, fix.Reason = rewrite.Review, edit.ReasonExplicit
	}
	return fix
}

// refuseVariable asks for a variable that the statement declares, so that each pass has its own.
func (k *stopFix) refuseVariable() string {
	a, ok := k.binding.Assign.(*ast.AssignStmt)
	if ok && slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool {
		id, ok := l.(*ast.Ident)
		return ok && k.p.Info.Defs[id] == k.binding.Obj
	}) {
		return ""
	}
	return "it outlives the pass of the loop that makes it"
}

// refuseDefers looks for deferred calls that mention the variable.
func (k *stopFix) refuseDefers() string {
	for id := range k.p.Mentions(k.s.Cur, k.binding.Obj) {
		for range id.Enclosing((*ast.DeferStmt)(nil)) {
			return "a deferred call in the loop stops it, but only at the end of the function"
		}
	}
	return ""
}

// findExits returns the ways out of the pass on which the timer may still run, and the last statement of the pass,
// or says why there is no place for a Stop on one of them.
func (k *stopFix) findExits() (needed flow.Exits, last ast.Stmt, reason string) {
	r, ok := flow.RestOfBlock(k.stmt)
	if !ok {
		return needed, nil, edit.ReasonNoWayOut
	}
	all, ok := flow.ExitsOf(k.p.Package, r)
	if !ok {
		return needed, nil, edit.ReasonNoWayOut
	}
	needed.End = all.End && k.runs(r.To, true)
	for _, c := range all.Before {
		switch {
		case !k.runsBefore(c):
		case k.p.Uses(c.Node(), k.binding.Obj):
			return needed, nil, "a statement that leaves the pass uses it"
		default:
			needed.Before = append(needed.Before, c)
		}
	}
	switch {
	case !needed.End && len(needed.Before) == 0:
		return needed, nil, edit.ReasonNoWayOut
	case flow.HiddenAt(k.p.Package, needed, r.To, k.binding.Obj):
		return needed, nil, edit.ReasonHidden
	}
	return needed, r.To, ""
}

// runs reports whether the timer can still run in front of n, or behind it. It is taken to run where it may be set
// again, or be another one.
func (k *stopFix) runs(n ast.Stmt, behind bool) bool {
	target, done := flow.Target(k.p.Package, k.s.Body, n)
	if k.changes || k.hasReset() || target == nil && done == nil {
		return true
	}
	v := timer.AliveVisitor(k.p.Package, k.s, k.binding, !k.isTicker())
	judge := v.Node
	v.Node = func(m ast.Node) flow.Verdict {
		switch verdict := judge(m); {
		case m == target && (verdict != flow.DeadEnd || !behind):
			return flow.Found
		case verdict == flow.Found: // the end of the function, on another path
			return flow.DeadEnd
		default:
			return verdict
		}
	}
	v.Edge = func(b *cfg.Block, i int) flow.Verdict {
		if b.Succs[i] == done {
			return flow.Found
		}
		return flow.WalkOn
	}
	at := k.s.Flow.Places[k.binding.Assign]
	return k.s.Flow.Search(at.Next(), flow.PathFacts(nil).After(k.p.Package, k.binding.Assign), v)
}

// hasReset reports whether the function mentions a Reset of the timer.
func (k *stopFix) hasReset() bool {
	for id := range k.p.Mentions(k.s.Cur, k.binding.Obj) {
		if sel, ok := code.ClimbParens(id).Parent().Node().(*ast.SelectorExpr); ok && sel.Sel.Name == "Reset" {
			return true
		}
	}
	return false
}

// isTicker reports whether it is a ticker, which runs on when it was received from.
func (k *stopFix) isTicker() bool { return k.p.CalleeName(k.s.Call) == "time.NewTicker" }

// runsBefore reports whether the timer can still run in front of the statement at c, which leaves the pass. The
// graph has no nodes for jumps: a jump that has a statement in front of it stands where that is over, and one at
// the start of a select clause where the communication is.
func (k *stopFix) runsBefore(c inspector.Cursor) bool {
	n := c.Node().(ast.Stmt)
	if _, jump := n.(*ast.BranchStmt); !jump {
		return k.runs(n, false)
	}
	prev, ok := c.PrevSibling()
	if !ok {
		return true
	}
	before, ok := prev.Node().(ast.Stmt)
	if !ok {
		return true
	}
	if prev.ParentEdgeKind() == edge.CommClause_Comm {
		r, ok := k.p.RefOf(code.ReceiveOperand(before))
		return !ok || k.isTicker() || !slices.Contains(timer.ChannelsOf(k.p.Package, k.s, code.RefTo(k.binding.Obj)), r)
	}
	return k.runs(before, true)
}
