package unstopped

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
	"unleak/rules/value"
)

// A stopFix is a timer or ticker in a local variable on its way to be stopped on every path.
type stopFix struct {
	p      *rule.Pass
	s      flow.Site
	h      value.Binding
	stmt   inspector.Cursor // the statement that makes it
	own    inspector.Cursor // the deferred Stop that there is, if it is made earlier
	moves  bool             // own is valid
	exits  flow.Exits       // in a loop: where it has to be stopped
	last   ast.Stmt         // exits.end: the statement behind which it has to be stopped as well
	closer bool             // the variable holds another timer by the time the function ends
}

// fixUnstopped decides what can be done about a timer or ticker in a local variable that is not stopped on some path.
//
// The program must not be able to tell the difference: the function is the only one that receives from the channel, and the Stop comes when
// it cannot any more, since it ends, or the scope of the variable does. To stop a timer twice, or one that fired, does nothing.
func fixUnstopped(p *rule.Pass, s flow.Site, h value.Binding) rewrite.Fix {
	k := &stopFix{p: p, s: s, h: h}
	reason := k.refuse()
	if reason == "" && s.InLoop == rule.Yes {
		reason = k.refuseInLoop()
	}
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	fix := rewrite.Fix{Level: rewrite.Safe, Change: k.change()}
	if s.InLoop == rule.Yes && p.Timers == rule.Sync {
		fix.Level, fix.Reason = rewrite.Review, edit.ReasonExplicit
	}
	return fix
}

// refuse names a precondition that does not hold, or returns "".
func (k *stopFix) refuse() string {
	k.stmt = code.StatementAt(k.s.Cur)
	if !code.InList(flow.OutermostLabel(k.stmt)) {
		return "there is no place for a statement behind it"
	}
	if reason := k.p.Untouchable(k.s.Cur); reason != "" {
		return reason
	}
	return k.refuseUses()
}

// refuseUses looks at the other uses of the variable: a deferred function may run after the deferred Stop, and a variable that is set in a loop
// holds another timer at the end.
func (k *stopFix) refuseUses() string {
	sets, others := 0, 0 // of the variable; to something that may be nil
	for id := range k.p.Mentions(k.s.Cur, k.h.Obj) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if !isPlainStop(k.p.Package, d, id) && k.runsAfter(d) {
				return "a deferred call does more with it than to stop it, and runs after the Stop"
			}
			if d.Parent() == k.stmt.Parent() && d.Node().Pos() > k.stmt.Node().Pos() && callsDirectly(k.p.Package, d, k.h.Obj) {
				k.own, k.moves = d, true
			}
		}
		value, set := code.AssignedAt(id)
		if !set || value == nil && code.IsDeclared(id) {
			continue
		}
		sets++
		if call, ok := value.(*ast.CallExpr); !ok || !slices.Contains([]string{"time.NewTimer", "time.NewTicker"}, k.p.CalleeName(call)) {
			others++
		}
		if code.ClimbParens(id).Parent().Node() != k.h.Assign && k.s.Flow.Loops(id) {
			k.closer = true
		}
	}
	// A fix of a Reset or a drain would set it as well, and changes the deferred Stops that there are.
	k.closer = k.closer || reuse.Replaces(k.p, k.s, code.RefTo(k.h.Obj))
	switch {
	case (k.closer || k.s.InLoop == rule.Yes) && others > 0:
		return "the variable is set in a loop, and may hold nothing at the end"
	case (k.closer || k.s.InLoop == rule.Yes) && sets > 1 && k.overwritten():
		return "the variable gets another timer while this one may run"
	}
	k.moves = k.moves && sets == 1 && !k.closer
	return ""
}

// declaredBy reports whether the variable begins with a.
func (k *stopFix) declaredBy(a *ast.AssignStmt) bool {
	return slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool {
		id, ok := l.(*ast.Ident)
		return ok && k.p.Info.Defs[id] == k.h.Obj
	})
}

// overwritten reports whether the variable can be set again before the timer was stopped. That it was received from is not enough, since it
// may have been set again since.
func (k *stopFix) overwritten() bool {
	at := k.s.Flow.Places[k.h.Assign]
	return k.s.Flow.Search(at.Next(), flow.PathFacts(nil).After(k.p.Package, k.h.Assign), flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		switch {
		case k.p.CallsMethod(n, code.RefTo(k.h.Obj), "Stop"):
			return flow.DeadEnd
		case k.p.Assigns(n, code.RefTo(k.h.Obj)):
			if n == k.h.Assign && k.s.InLoop == rule.Yes {
				return flow.DeadEnd // on the next pass
			}
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// runsAfter reports whether the deferred call d may run after one that is deferred where the timer is made: if it was deferred before.
func (k *stopFix) runsAfter(d inspector.Cursor) bool {
	at, ok := k.s.Flow.Places[d.Node()]
	return !ok || k.s.Flow.Reaches(at, k.h.Assign)
}

// isPlainStop reports whether the mention id in the deferred call d is that of t.Stop(), called for nothing but its effect.
func isPlainStop(p *code.Package, d, id inspector.Cursor) bool {
	sel := code.ClimbParens(id).Parent()
	if n, ok := sel.Node().(*ast.SelectorExpr); !ok || n.Sel.Name != "Stop" || code.ClimbParens(sel).ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	call := code.ClimbParens(sel).Parent()
	return call.Node() == ast.Node(d.Node().(*ast.DeferStmt).Call) || call.ParentEdgeKind() == edge.ExprStmt_X
}

// callsDirectly reports whether d is defer t.Stop(), with obj for t.
func callsDirectly(p *code.Package, d inspector.Cursor, obj types.Object) bool {
	r, ok := p.MethodOn(d.Node().(*ast.DeferStmt).Call, "Stop")
	return ok && r == code.RefTo(obj)
}

// refuseInLoop looks for the ways out of the pass: a deferred Stop would come once for each pass, and only at the end of the function.
func (k *stopFix) refuseInLoop() string {
	a, ok := k.h.Assign.(*ast.AssignStmt)
	if !ok || !k.declaredBy(a) {
		return "it outlives the pass of the loop that makes it"
	}
	for id := range k.p.Mentions(k.s.Cur, k.h.Obj) {
		for range id.Enclosing((*ast.DeferStmt)(nil)) {
			return "a deferred call in the loop stops it, but only at the end of the function"
		}
	}
	r, ok := flow.RestOfBlock(k.stmt)
	if ok {
		k.last = r.To
		k.exits, ok = flow.ExitsOf(k.p.Package, r)
	}
	if !ok {
		return edit.ReasonNoWayOut
	}
	needed := flow.Exits{End: k.exits.End && k.runs(r.To, true)}
	for _, c := range k.exits.Before {
		switch {
		case !k.runsBefore(c):
		case k.p.Uses(c.Node(), k.h.Obj):
			return "a statement that leaves the pass uses it"
		default:
			needed.Before = append(needed.Before, c)
		}
	}
	k.exits = needed
	switch {
	case !needed.End && len(needed.Before) == 0:
		return edit.ReasonNoWayOut
	case flow.HiddenAt(k.p.Package, needed, k.last, k.h.Obj):
		return edit.ReasonHidden
	}
	return ""
}

// runs reports whether the timer can still run in front of n, or behind it. Where it may be set again, or be another one, it can.
func (k *stopFix) runs(n ast.Stmt, behind bool) bool {
	if k.closer {
		return true
	}
	for id := range k.p.Mentions(k.s.Cur, k.h.Obj) {
		if sel, ok := code.ClimbParens(id).Parent().Node().(*ast.SelectorExpr); ok && sel.Sel.Name == "Reset" {
			return true
		}
	}
	at := k.s.Flow.Places[k.h.Assign]
	v := timer.AliveVisitor(k.p.Package, k.s, k.h, k.p.CalleeName(k.s.Call) != "time.NewTicker")
	ends := v.Node
	target, done := flow.Target(k.p.Package, k.s.Body, n)
	v.Node = func(m ast.Node) flow.Verdict {
		switch r := ends(m); {
		case m == target && (r != flow.DeadEnd || !behind):
			return flow.Found
		case r == flow.Found: // the end of the function, on another way
			return flow.DeadEnd
		default:
			return r
		}
	}
	v.Edge = func(b *cfg.Block, i int) flow.Verdict {
		if b.Succs[i] == done {
			return flow.Found
		}
		return flow.WalkOn
	}
	return target == nil && done == nil || k.s.Flow.Search(at.Next(), flow.PathFacts(nil).After(k.p.Package, k.h.Assign), v)
}

// runsBefore reports whether the timer can still run in front of the statement at c, which leaves the pass. Jumps are no nodes of the graph;
// one that stands behind another statement is where that is over.
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
		return !ok || k.p.CalleeName(k.s.Call) == "time.NewTicker" || !slices.Contains(timer.ChannelsOf(k.p.Package, k.s, code.RefTo(k.h.Obj)), r)
	}
	return k.runs(before, true)
}

// change returns the change of the fix.
func (k *stopFix) change() func(*rewrite.Tree) error {
	made := rewrite.PlaceOf(k.p.Fset, k.stmt.Node())
	name := k.h.Obj.Name()
	puts := edit.InsertAtExits(k.p.Package, k.exits, k.last)
	code := "defer " + name + ".Stop()"
	if k.closer {
		code = "defer func() { " + name + ".Stop() }()"
	}
	var own rewrite.Place
	if k.moves {
		own = rewrite.PlaceOf(k.p.Fset, k.own.Node())
	}
	return func(t *rewrite.Tree) error {
		if k.s.InLoop == rule.Yes {
			return puts(t, name+".Stop()")
		}
		stmt, ok := edit.NodeAs[dst.Stmt](t, made)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		if k.moves {
			d, ok := edit.NodeAs[dst.Stmt](t, own)
			if !ok {
				return edit.ErrOutdated("statement")
			}
			if err := edit.RemoveBare(t, d); err != nil {
				return err
			}
		}
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return t.InsertAfter(stmt, stmts...)
	}
}
