package reuse

import (
	"cmp"
	"go/ast"

	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A shape is a way of making one timer serve all passes of a loop; [shapes] has the code of each.
type shape int

const (
	shapeReset   shape = iota // a timer made before the loop, Reset before the wait; Go 1.23 and later only
	shapeDrain                // the same with an exact Stop and drain before the Reset; before Go 1.23 only
	shapeReplace              // Reset if Stop caught it in time, and a new timer otherwise; right on every version
	shapeLazy                 // the timer is made by the first wait; Reset where it was received from, or since Go 1.23
	shapeLazyAny              // the timer is made by the first wait; Reset or a new timer as in shapeReplace
	shapeFresh                // a timer per pass, stopped by the clauses that win against it; right on every version
)

// shapeWords describe the shapes to people who ask why.
var shapeWords = map[shape]string{
	shapeReset:   "one timer made before the loop, and Reset before each wait",
	shapeDrain:   "one timer made before the loop, stopped and drained before each Reset",
	shapeReplace: "one timer made before the loop, and a new one where Stop came too late",
	shapeLazy:    "one timer made by the first wait, and Reset before each later one",
	shapeLazyAny: "one timer made by the first wait, and a new one where Stop came too late",
	shapeFresh:   "a timer for each pass, stopped by the clauses that win against it",
}

// A situation is what decides on the shape of a timer.
type situation struct {
	form   string // that was asked for; "auto": the one that fits the timers of the module
	sync   bool   // the timers are those of Go 1.23 and later
	many   bool   // by control flow alone, the timer can be armed again without having been received from
	every  bool   // every pass of the loop waits
	eager  bool   // a timer may be made, and the duration evaluated, before the loop
	before bool   // a statement may stand in front of the loop, once in each call of the function
}

// choose picks the shape, and says how far it can be trusted.
func (h *hoist) choose() (s shape, level rewrite.Level, reason string) {
	at := h.situation()
	if !at.before && at.sync {
		return 0, rewrite.None, "a goto keeps the timer from being made before the loop"
	}
	s = h.shapeFor(at)
	if s == shapeFresh && (h.u.Kind != value.UseSelect || h.gotoOverWait()) {
		return 0, rewrite.None, "a goto keeps the timer from being declared here"
	}
	h.p.Note("which form does the new timer take?", shapeWords[s])
	switch {
	case h.u.Kind == value.UseSelect && Spins(h.p.Package, h.s, h.u) && !h.p.NotPositive(h.s.Call):
		return s, rewrite.Review, "the timeout starts afresh on every spin; one deadline before the loop was probably meant"
	case h.keptAcrossPasses():
		return s, rewrite.Review, "the channel is kept from one pass to the next"
	case at.sync && !at.every && !at.many:
		return s, rewrite.Review, "the loop waits on some passes only, and nothing is held"
	}
	return s, rewrite.Safe, ""
}

// situation finds out what decides on the shape.
func (h *hoist) situation() situation {
	p := h.p
	deferral := edit.Deferral{Site: h.s, Stmt: h.loop, InFront: true, Declares: true, Once: true}
	at := situation{
		form:   cmp.Or(p.Form, "auto"),
		sync:   p.Timers == rule.Sync && !p.OldFile(h.s.Cur),
		before: deferral.Obstacle() == edit.NoObstacle,
	}
	at.many = p.Ask("can a timer be left behind that has not been received from?",
		h.u.Kind == value.UseVariable || ReturnsWithout(h.s.Flow, h.u, false))
	at.every = p.Ask("does every way through the loop lead to the wait?", h.onEveryPass())
	at.eager = at.every && p.Ask("may the duration be evaluated before the loop?", h.stable(h.duration()))
	return at
}

// shapeFor picks the shape for a situation: the shortest that is right there, unless a form is asked for.
func (h *hoist) shapeFor(at situation) shape {
	inSelect := h.u.Kind == value.UseSelect
	switch {
	case !at.before, at.form == "fresh" && inSelect:
		return shapeFresh
	case !at.eager && (at.sync && at.form == "auto" || !at.many):
		return shapeLazy
	case !at.eager:
		return shapeLazyAny
	case at.sync && at.form == "auto":
		return shapeReset
	case !at.many && at.form == "auto":
		return shapeLazy
	case inSelect && (at.form == "drain" || at.form == "auto" && h.p.Timers == rule.Async):
		return shapeDrain
	}
	return shapeReplace
}

// keptAcrossPasses reports whether the channel lives from one pass to the next, in a variable declared outside the
// loop.
func (h *hoist) keptAcrossPasses() bool {
	if h.u.Kind != value.UseVariable {
		return false
	}
	inner, _ := flow.InnermostLoop(h.s.Cur)
	body := flow.LoopBody(inner.Node())
	obj := h.u.V.Obj
	return body == nil || obj.Pos() < body.Pos() || obj.Pos() > body.End()
}

// gotoOverWait reports whether a goto jumps over the place in front of the select, where no variable may be declared
// then.
func (h *hoist) gotoOverWait() bool {
	for c := range h.s.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		return flow.GotoOver(c)
	}
	return true
}

// onEveryPass reports whether, once the loops around the wait are entered, every way leads to it before it leaves the
// outermost one. Otherwise a timer made before the loop would be made in vain by calls that never wait.
func (h *hoist) onEveryPass() bool {
	around := map[ast.Stmt]bool{}
	for c := range h.s.Cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if code.EnclosingBody(c) != h.s.Body {
			break
		}
		around[c.Node().(ast.Stmt)] = true
	}
	loop := h.loop.Node().(ast.Stmt)
	target := ast.Node(h.wait())
	if h.u.Kind == value.UseSelect {
		target = h.u.Clause.Comm
	}
	leaving := flow.Visitor{
		Node: func(n ast.Node) flow.Verdict {
			if _, ok := n.(*ast.ReturnStmt); ok {
				return flow.Found
			}
			if n == target {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Edge: func(b *cfg.Block, i int) flow.Verdict { return leaves(b, i, loop, around) },
	}
	for _, b := range h.s.Flow.CFG.Blocks {
		if b.Stmt == loop && (b.Kind == cfg.KindForBody || b.Kind == cfg.KindRangeBody) {
			return !h.s.Flow.Search(flow.Place{Block: b, Index: 0}, nil, leaving)
		}
	}
	return false
}

// leaves judges the edge i of b: the heads of the loops around the wait are taken to enter them, and reaching what
// stands behind the outermost one is leaving it.
func leaves(b *cfg.Block, i int, loop ast.Stmt, around map[ast.Stmt]bool) flow.Verdict {
	head := b.Kind == cfg.KindForLoop || b.Kind == cfg.KindRangeLoop
	if head && around[b.Stmt] && i == 1 {
		return flow.DeadEnd
	}
	next := b.Succs[i]
	if next.Stmt == loop && (next.Kind == cfg.KindForDone || next.Kind == cfg.KindRangeDone) {
		return flow.Found
	}
	return flow.WalkOn
}
