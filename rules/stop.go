package rules

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
)

// A stopping is a timer or ticker in a local variable on its way to be stopped on every path.
type stopping struct {
	p      *Pass
	s      site
	h      holder
	stmt   inspector.Cursor // the statement that makes it
	own    inspector.Cursor // the deferred Stop that there is, if it is made earlier
	moves  bool             // own is valid
	exits  exits            // in a loop: where it has to be stopped
	last   ast.Stmt         // exits.end: the statement behind which it has to be stopped as well
	closer bool             // the variable holds another timer by the time the function ends
}

// fixUnstopped decides what can be done about a timer or ticker in a local variable that is not stopped on some path.
//
// The program must not be able to tell the difference: the function is the only one that receives from the channel, and the Stop comes when
// it cannot any more, since it ends, or the scope of the variable does. To stop a timer twice, or one that fired, does nothing.
func (p *Pass) fixUnstopped(s site, h holder) rewrite.Fix {
	k := &stopping{p: p, s: s, h: h}
	reason := k.refuse()
	if reason == "" && s.inLoop == Yes {
		reason = k.refuseInLoop()
	}
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	fix := rewrite.Fix{Level: rewrite.Safe, Change: k.change()}
	if s.inLoop == Yes && p.Timers == Sync {
		fix.Level, fix.Reason = rewrite.Review, reasonExplicit
	}
	return fix
}

const reasonExplicit = "nothing is held, and the Stop only makes the end explicit"

// refuse names a precondition that does not hold, or returns "".
func (k *stopping) refuse() string {
	k.stmt = statementAt(k.s.cur)
	if !inList(outermostLabel(k.stmt)) {
		return "there is no place for a statement behind it"
	}
	if reason := k.p.untouchable(k.s.cur); reason != "" {
		return reason
	}
	return k.refuseUses()
}

// refuseUses looks at the other uses of the variable: a deferred function may run after the deferred Stop, and a variable that is set in a loop
// holds another timer at the end.
func (k *stopping) refuseUses() string {
	sets, others := 0, 0 // of the variable; to something that may be nil
	for id := range k.p.mentions(k.s, k.h.obj) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if !k.p.isPlainStop(d, id) && k.runsAfter(d) {
				return "a deferred call does more with it than to stop it, and runs after the Stop"
			}
			if d.Parent() == k.stmt.Parent() && d.Node().Pos() > k.stmt.Node().Pos() && k.p.callsDirectly(d, k.h.obj) {
				k.own, k.moves = d, true
			}
		}
		value, set := assignedAt(id)
		if !set || value == nil && isDeclared(id) {
			continue
		}
		sets++
		if call, ok := value.(*ast.CallExpr); !ok || !slices.Contains([]string{"time.NewTimer", "time.NewTicker"}, k.p.callee(call)) {
			others++
		}
		if climbParens(id).Parent().Node() != k.h.assign && k.s.flow.loops(id) {
			k.closer = true
		}
	}
	// A fix of a Reset or a drain would set it as well, and changes the deferred Stops that there are.
	k.closer = k.closer || k.p.replaces(k.s, ref{obj: k.h.obj})
	switch {
	case (k.closer || k.s.inLoop == Yes) && others > 0:
		return "the variable is set in a loop, and may hold nothing at the end"
	case (k.closer || k.s.inLoop == Yes) && sets > 1 && k.overwritten():
		return "the variable gets another timer while this one may run"
	}
	k.moves = k.moves && sets == 1 && !k.closer
	return ""
}

// declaredBy reports whether the variable begins with a.
func (k *stopping) declaredBy(a *ast.AssignStmt) bool {
	return slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool {
		id, ok := l.(*ast.Ident)
		return ok && k.p.Info.Defs[id] == k.h.obj
	})
}

// overwritten reports whether the variable can be set again before the timer was stopped. That it was received from is not enough, since it
// may have been set again since.
func (k *stopping) overwritten() bool {
	at := k.s.flow.places[k.h.assign]
	return k.s.flow.search(at.next(), facts(nil).after(k.p.Package, k.h.assign), visitor{node: func(n ast.Node) verdict {
		switch {
		case k.p.callsMethod(n, ref{obj: k.h.obj}, "Stop"):
			return deadEnd
		case k.p.assigns(n, ref{obj: k.h.obj}):
			if n == k.h.assign && k.s.inLoop == Yes {
				return deadEnd // on the next pass
			}
			return found
		}
		return walkOn
	}})
}

// runsAfter reports whether the deferred call d may run after one that is deferred where the timer is made: if it was deferred before.
func (k *stopping) runsAfter(d inspector.Cursor) bool {
	at, ok := k.s.flow.places[d.Node()]
	return !ok || k.s.flow.reaches(at, k.h.assign)
}

// isPlainStop reports whether the mention id in the deferred call d is that of t.Stop(), called for nothing but its effect.
func (p *Pass) isPlainStop(d, id inspector.Cursor) bool {
	sel := climbParens(id).Parent()
	if n, ok := sel.Node().(*ast.SelectorExpr); !ok || n.Sel.Name != "Stop" || climbParens(sel).ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	call := climbParens(sel).Parent()
	return call.Node() == ast.Node(d.Node().(*ast.DeferStmt).Call) || call.ParentEdgeKind() == edge.ExprStmt_X
}

// callsDirectly reports whether d is defer t.Stop(), with obj for t.
func (p *Pass) callsDirectly(d inspector.Cursor, obj types.Object) bool {
	r, ok := p.methodOn(d.Node().(*ast.DeferStmt).Call, "Stop")
	return ok && r == ref{obj: obj}
}

const reasonNoWayOut = "the ways out of the pass have no place for a Stop"

const reasonHidden = "another variable goes by its name on the way out of the pass"

// refuseInLoop looks for the ways out of the pass: a deferred Stop would come once for each pass, and only at the end of the function.
func (k *stopping) refuseInLoop() string {
	a, ok := k.h.assign.(*ast.AssignStmt)
	if !ok || !k.declaredBy(a) {
		return "it outlives the pass of the loop that makes it"
	}
	for id := range k.p.mentions(k.s, k.h.obj) {
		for range id.Enclosing((*ast.DeferStmt)(nil)) {
			return "a deferred call in the loop stops it, but only at the end of the function"
		}
	}
	r, ok := restOfBlock(k.stmt)
	if ok {
		k.last = r.to
		k.exits, ok = k.p.exits(r)
	}
	if !ok {
		return reasonNoWayOut
	}
	needed := exits{end: k.exits.end && k.runs(r.to, true)}
	for _, c := range k.exits.before {
		switch {
		case !k.runsBefore(c):
		case k.p.uses(c.Node(), k.h.obj):
			return "a statement that leaves the pass uses it"
		default:
			needed.before = append(needed.before, c)
		}
	}
	k.exits = needed
	switch {
	case !needed.end && len(needed.before) == 0:
		return reasonNoWayOut
	case k.p.hiddenAt(needed, k.last, k.h.obj):
		return reasonHidden
	}
	return ""
}

// runs reports whether the timer can still run in front of n, or behind it. Where it may be set again, or be another one, it can.
func (k *stopping) runs(n ast.Stmt, behind bool) bool {
	if k.closer {
		return true
	}
	for id := range k.p.mentions(k.s, k.h.obj) {
		if sel, ok := climbParens(id).Parent().Node().(*ast.SelectorExpr); ok && sel.Sel.Name == "Reset" {
			return true
		}
	}
	at := k.s.flow.places[k.h.assign]
	v := k.p.runningVisitor(k.s, k.h, k.p.callee(k.s.call) != "time.NewTicker")
	ends := v.node
	target, done := k.p.target(k.s.body, n)
	v.node = func(m ast.Node) verdict {
		switch r := ends(m); {
		case m == target && (r != deadEnd || !behind):
			return found
		case r == found: // the end of the function, on another way
			return deadEnd
		default:
			return r
		}
	}
	v.edge = func(b *cfg.Block, i int) verdict {
		if b.Succs[i] == done {
			return found
		}
		return walkOn
	}
	return target == nil && done == nil || k.s.flow.search(at.next(), facts(nil).after(k.p.Package, k.h.assign), v)
}

// runsBefore reports whether the timer can still run in front of the statement at c, which leaves the pass. Jumps are no nodes of the graph;
// one that stands behind another statement is where that is over.
func (k *stopping) runsBefore(c inspector.Cursor) bool {
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
		r, ok := k.p.refOf(receiveOperand(before))
		return !ok || k.p.callee(k.s.call) == "time.NewTicker" || !slices.Contains(k.p.channelsOf(k.s, ref{obj: k.h.obj}), r)
	}
	return k.runs(before, true)
}

// target returns the node of the graph that n is, or, where it is none, the block behind it.
func (p *Pass) target(body *ast.BlockStmt, n ast.Stmt) (ast.Node, *cfg.Block) {
	if _, ok := p.flowOf(body).places[n]; ok {
		return n, nil
	}
	return nil, p.doneBlock(body, n)
}

// change returns the change of the fix.
func (k *stopping) change() func(*rewrite.Tree) error {
	made := rewrite.PlaceOf(k.p.Fset, k.stmt.Node())
	name := k.h.obj.Name()
	puts := k.p.puts(k.exits, k.last)
	code := "defer " + name + ".Stop()"
	if k.closer {
		code = "defer func() { " + name + ".Stop() }()"
	}
	var own rewrite.Place
	if k.moves {
		own = rewrite.PlaceOf(k.p.Fset, k.own.Node())
	}
	return func(t *rewrite.Tree) error {
		if k.s.inLoop == Yes {
			return puts(t, name+".Stop()")
		}
		stmt, ok := nodeAs[dst.Stmt](t, made)
		if !ok {
			return errOutdated("statement")
		}
		if k.moves {
			d, ok := nodeAs[dst.Stmt](t, own)
			if !ok {
				return errOutdated("statement")
			}
			if err := removeBare(t, d); err != nil {
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

// removeBare takes a statement away, unless comments belong to it.
func removeBare(t *rewrite.Tree, s dst.Stmt) error {
	if d := s.Decorations(); len(d.Start)+len(d.End) > 0 {
		return nil
	}
	return t.ReplaceStmt(s)
}
