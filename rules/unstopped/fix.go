package unstopped

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A stopFix is a timer or ticker in a local variable on its way to be stopped on every path.
type stopFix struct {
	p        *rule.Pass
	s        flow.Site
	binding  value.Binding
	stmt     inspector.Cursor // the statement that makes it
	deferral edit.Deferral    // of the Stop, behind stmt
	sets     int              // how many statements set the variable
	others   int              // how many of them may set it to something else than a new timer, as nil
	changes  bool             // the variable may hold another timer by the time the function ends

	// own is the deferred Stop further down in the list that the new one makes superfluous, or nil.
	own *inspector.Cursor
}

// fixLocal decides what can be done about a timer or ticker in a local variable that is not stopped on some path.
//
// The program must not be able to tell the difference: the function is the only one that receives from the channel,
// and the Stop comes when it cannot any more, since it ends, or the scope of the variable does. To stop a timer
// twice, or one that fired, does nothing.
func fixLocal(p *rule.Pass, t timerSite) rewrite.Fix {
	stmt := code.StatementAt(t.Cur)
	// AnyOrder: calls that were deferred before the timer is made are looked at by refuseUses; those that are deferred
	// behind it, in front of a Stop that moves up, are not.
	deferral := edit.Deferral{Site: t.Site, Stmt: stmt, AnyOrder: true}
	k := &stopFix{p: p, s: t.Site, binding: t.binding, stmt: stmt, deferral: deferral}
	if reason := k.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	if k.deferral.Obstacle() == edit.Repeated {
		return k.fixInLoop()
	}
	return rewrite.Fix{Level: rewrite.Safe, Change: k.deferStop()}
}

// refuse names the first precondition of all fixes that does not hold, or returns "".
func (k *stopFix) refuse() string {
	return k.p.FirstRefusal(
		code.Precondition{Question: "can a statement stand behind the call?", Refuse: k.refusePosition},
		code.Precondition{Question: "may the code be changed?", Refuse: func() string { return k.p.Untouchable(k.s.Cur) }},
		code.Precondition{Question: "do deferred calls leave the timer alone once it is stopped?", Refuse: k.refuseUses},
		code.Precondition{Question: "does the variable hold the timer until it is stopped?", Refuse: k.refuseSets},
	)
}

// refusePosition asks for a place for a statement behind the one that makes the timer.
func (k *stopFix) refusePosition() string {
	if k.deferral.Obstacle() == edit.NotInList {
		return "there is no place for a statement behind it"
	}
	return ""
}

// refuseUses looks at all uses of the variable. A call that was deferred before runs after the Stop: it must do
// nothing with the timer but to stop it.
func (k *stopFix) refuseUses() string {
	for id := range k.p.Mentions(k.s.Cur, k.binding.Obj) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if !isPlainStop(k.p.Package, d, id) && edit.RunsAfter(k.s, d, k.binding.Assign) {
				return "a deferred call does more with it than to stop it, and runs after the Stop"
			}
			isFurtherDown := d.Parent() == k.stmt.Parent() && d.Node().Pos() > k.stmt.Node().Pos()
			if isFurtherDown && defersStop(k.p.Package, d, k.binding.Obj) {
				k.own = &d
			}
		}
		k.noteSet(id)
	}
	return ""
}

// noteSet counts the mention id of the variable, if a value is assigned there.
func (k *stopFix) noteSet(id inspector.Cursor) {
	value, set := code.AssignedAt(id)
	if !set || value == nil && code.IsDeclared(id) {
		return
	}
	k.sets++
	if call, ok := value.(*ast.CallExpr); !ok || !slices.Contains(apis, k.p.CalleeName(call)) {
		k.others++
	}
	if code.ClimbParens(id).Parent().Node() != k.binding.Assign && k.s.Flow.Loops(id) {
		k.changes = true
	}
}

// refuseSets asks for a variable that holds this timer until it is stopped. One that is set in a loop may hold
// another at the end: then the deferred Stop is for that one, and this one must have been stopped before. A fix of
// a Reset or a drain would set the variable as well; it also changes the deferred Stops that there are.
func (k *stopFix) refuseSets() string {
	k.changes = k.changes || reuse.Replaces(k.p, k.s, code.RefTo(k.binding.Obj))
	several := k.changes || k.s.InLoop == rule.Yes
	switch {
	case several && k.others > 0:
		return "the variable is set in a loop, and may hold nothing at the end"
	case several && k.sets > 1 && k.overwritten():
		return "the variable gets another timer while this one may run"
	}
	if k.own != nil && (k.sets != 1 || k.changes || !k.deferral.MovesUp(*k.own)) {
		k.own = nil
	}
	return ""
}

// overwritten reports whether the variable can be set again before the timer was stopped. A receive from it does
// not count: it may have been set again since.
func (k *stopFix) overwritten() bool {
	at := k.s.Flow.Places[k.binding.Assign]
	known := flow.PathFacts(nil).After(k.p.Package, k.binding.Assign)
	return k.s.Flow.Search(at.Next(), known, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		switch {
		case k.p.CallsMethod(n, code.RefTo(k.binding.Obj), "Stop"):
			return flow.DeadEnd
		case k.p.Assigns(n, code.RefTo(k.binding.Obj)):
			if n == k.binding.Assign && k.s.InLoop == rule.Yes {
				return flow.DeadEnd // on the next pass
			}
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// isPlainStop reports whether the mention id in the deferred call d is that of t.Stop(), called for nothing but its
// effect.
func isPlainStop(p *code.Package, d, id inspector.Cursor) bool {
	sel := code.ClimbParens(id).Parent()
	fun := code.ClimbParens(sel)
	if n, ok := sel.Node().(*ast.SelectorExpr); !ok || n.Sel.Name != "Stop" || fun.ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	call := fun.Parent()
	return call.Node() == ast.Node(d.Node().(*ast.DeferStmt).Call) || call.ParentEdgeKind() == edge.ExprStmt_X
}

// defersStop reports whether d is defer t.Stop(), with obj for t.
func defersStop(p *code.Package, d inspector.Cursor, obj types.Object) bool {
	r, ok := p.MethodOn(d.Node().(*ast.DeferStmt).Call, "Stop")
	return ok && r == code.RefTo(obj)
}

// deferStop returns the change that defers the Stop behind the statement that makes the timer. The receiver of a
// deferred call is evaluated where it is deferred (Go specification, "Defer statements"), so that where the
// variable may change, a literal looks which timer to stop when it runs.
func (k *stopFix) deferStop() func(*rewrite.Tree) error {
	stop := "defer " + k.binding.Obj.Name() + ".Stop()"
	if k.changes {
		stop = "defer func() { " + k.binding.Obj.Name() + ".Stop() }()"
	}
	insert := edit.InsertBehind(rewrite.PlaceOf(k.p.Fset, k.stmt.Node()), stop)
	if k.own == nil {
		return insert
	}
	return edit.InOrder(edit.Remove(rewrite.PlaceOf(k.p.Fset, k.own.Node())), insert)
}
