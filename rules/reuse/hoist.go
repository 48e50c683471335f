// Package reuse makes one timer serve where many were made, and an old one serve again: hoisting out of loops, arming, and what
// becomes of a Reset or a drain.
package reuse

import (
	"cmp"
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A shape is a way of making one timer serve all passes of a loop.
type shape int

const (
	shapeReset   shape = iota // a timer made before the loop, Reset before the wait; Go 1.23 and later only
	shapeDrain                // the same with an exact Stop and drain before the Reset; before Go 1.23 only
	shapeReplace              // Reset if Stop caught it in time, and a new timer otherwise; right on every version
	shapeLazy                 // the timer is made by the first wait; Reset where it was received from, or since Go 1.23
	shapeLazyAny              // the timer is made by the first wait; Reset or a new timer as in shapeReplace
	shapeFresh                // a timer per pass, stopped by the clauses that win against it; right on every version
)

// shapeWords describe the shapes for the trail of audit --why.
var shapeWords = map[shape]string{
	shapeReset:   "one timer made before the loop, and Reset before each wait",
	shapeDrain:   "one timer made before the loop, stopped and drained before each Reset",
	shapeReplace: "one timer made before the loop, and a new one where Stop came too late",
	shapeLazy:    "one timer made by the first wait, and Reset before each later one",
	shapeLazyAny: "one timer made by the first wait, and a new one where Stop came too late",
	shapeFresh:   "a timer for each pass, stopped by the clauses that win against it",
}

// A hoist is a call of time.After, or of time.Tick that behaves like it, in a loop on its way to become a timer made before it.
type hoist struct {
	p     *rule.Pass
	s     flow.Site
	u     value.Use
	wait  ast.Stmt         // the select, or the assignment that keeps the channel
	loop  inspector.Cursor // the outermost loop of the function around it
	name  string           // of the timer
	many  bool             // a timer can be left behind, by control flow alone
	needs []rewrite.Fix    // of other timeouts of the select, without which this one would come too early
	kept  bool             // the channel lives from one pass to the next, in a variable declared outside the loop
	shape shape
}

// FixLoop decides what can be done about a call of time.After that runs in a loop.
//
// The program must not be able to tell the difference: the duration is evaluated once for every entry of the select, in the same
// order as before relative to the other operands; the timer runs exactly when that of time.After did, for as
// long; and an old value is never received for a new one.
func FixLoop(p *rule.Pass, s flow.Site, u value.Use) rewrite.Fix {
	h := &hoist{p: p, s: s, u: u}
	return h.made(h.decide())
}

// made adds the change to a fix that was decided on.
func (h *hoist) made(fix rewrite.Fix) rewrite.Fix {
	if fix.Level != rewrite.None {
		h.name = edit.FreshName(h.p.Package, h.s, "timer")
		fix.Change = h.change()
	}
	return fix
}

// decide returns the fix without its change.
func (h *hoist) decide() rewrite.Fix {
	if reason := h.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	fix := rewrite.Fix{At: rewrite.PlaceOf(h.p.Fset, h.s.Call)}
	fix.Level, fix.Reason = h.choose()
	for _, n := range h.needs {
		if fix.Level == rewrite.Safe {
			fix.Level, fix.Reason = n.Level, n.Reason
		}
		fix.Needs = append(fix.Needs, n.At)
	}
	return fix
}

// refuse names the first precondition that does not hold, or returns "".
func (h *hoist) refuse() string {
	p := h.p
	if len(h.s.Call.Args) != 1 || h.s.Call.Ellipsis.IsValid() {
		return "the call does not compile: it has one argument"
	}
	switch h.u.Kind {
	case value.UseSelect:
		h.wait = h.u.Sel
		if len(h.u.Sel.Body.List) == 1 {
			return "the select has one clause, so the channel is always received from; time.Sleep would not allocate"
		}
	case value.UseVariable:
		a, ok := h.u.Assign.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 1 {
			return "the channel is declared together with other things"
		}
		h.wait = a
	case value.UseReceive, value.UseHeader:
		return "the channel is always received from, so nothing is left behind; time.Sleep would not allocate"
	default:
		return "the channel is handed on: who receives from it is not visible here"
	}
	loop, ok := flow.OutermostLoop(h.s.Cur)
	h.loop = loop
	switch {
	case !ok:
		return "the loop is made with goto"
	case code.HasFuncLit(h.s.Call.Args[0]):
		return "the duration contains a function literal"
	case edit.Qualifier(h.s.Call) == "" && p.Declares(h.s.Cur, "NewTimer", "Timer"):
		return "package time is imported with a dot, and the function has names of its own for what is needed"
	case p.HasCommentBeside(h.s.Cur, h.s.Call):
		return "a comment stands inside the call"
	}
	if reason := p.Untouchable(h.s.Cur); reason != "" {
		return reason
	}
	if h.u.Kind == value.UseVariable {
		return h.refuseVariable()
	}
	if reason := h.refuseOrder(); reason != "" {
		return reason
	}
	if h.labelIsTarget() {
		return "a goto leads to the label of the select"
	}
	return ""
}

// refuseVariable checks a channel kept in a variable: only this call may make it, and it may only be received from, compared
// and set to nil. The timer is then set where the call stood, and whichever pass receives from the variable gets what
// it would have got: the value of the last timer made, once.
func (h *hoist) refuseVariable() string {
	obj := h.u.V.Obj
	inner, _ := flow.InnermostLoop(h.s.Cur)
	body := flow.LoopBody(inner.Node())
	h.kept = body == nil || obj.Pos() < body.Pos() || obj.Pos() > body.End()
	sources := 0
	for id := range h.p.Mentions(h.s.Cur, obj) {
		kind, i := code.ClimbParens(id).ParentEdge()
		if a, ok := code.ClimbParens(id).Parent().Node().(*ast.AssignStmt); ok && kind == edge.AssignStmt_Lhs {
			if len(a.Lhs) != len(a.Rhs) || a != h.u.Assign && !h.p.IsNil(a.Rhs[i]) {
				return "the channel variable is also set to something else"
			}
			if a == h.u.Assign {
				sources++
			}
		}
	}
	if sources != 1 || value.ChannelEscapes(h.p.Package, h.s, obj, false) {
		return "the channel is used for more than to receive from it"
	}
	return ""
}

// choose picks the shape, and says how far it can be trusted.
func (h *hoist) choose() (rewrite.Level, string) {
	p, form := h.p, cmp.Or(h.p.Form, "auto")
	sync := p.Timers == rule.Sync && !p.OldFile(h.s.Cur)
	h.many = p.Ask("can a timer be left behind that has not been received from?",
		h.u.Kind == value.UseVariable || ReturnsWithout(h.s.Flow, h.u, false))
	every := p.Ask("does every way through the loop lead to the wait?", h.onEveryPass())
	eager := every && p.Ask("may the duration be evaluated before the loop?", h.stable(h.s.Call.Args[0]))
	switch {
	case edit.Deferral{Site: h.s, Stmt: h.loop, InFront: true, Declares: true, Once: true}.Obstacle() != edit.NoObstacle:
		if sync {
			return rewrite.None, "a goto keeps the timer from being made before the loop"
		}
		h.shape = shapeFresh
	case form == "fresh" && h.u.Kind == value.UseSelect:
		h.shape = shapeFresh
	case !eager && (sync && form == "auto" || !h.many):
		h.shape = shapeLazy
	case !eager:
		h.shape = shapeLazyAny
	case sync && form == "auto":
		h.shape = shapeReset
	case !h.many && form == "auto":
		h.shape = shapeLazy
	case h.u.Kind == value.UseSelect && (form == "drain" || form == "auto" && p.Timers == rule.Async):
		h.shape = shapeDrain
	default:
		h.shape = shapeReplace
	}
	if h.shape == shapeFresh && (h.u.Kind != value.UseSelect || h.gotoOverWait()) {
		return rewrite.None, "a goto keeps the timer from being declared here"
	}
	p.Note("which form does the new timer take?", shapeWords[h.shape])
	switch {
	case h.u.Kind == value.UseSelect && Spins(p.Package, h.s, h.u) && !p.NotPositive(h.s.Call):
		return rewrite.Review, "the timeout starts afresh on every spin; one deadline before the loop was probably meant"
	case h.kept:
		return rewrite.Review, "the channel is kept from one pass to the next"
	case sync && !every && !h.many:
		return rewrite.Review, "the loop waits on some passes only, and nothing is held"
	}
	return rewrite.Safe, ""
}

// onEveryPass reports whether, once the loops around the wait are entered, every way leads to it before it leaves
// the outermost one. Otherwise a timer made before the loop would be made in vain by calls that never wait.
func (h *hoist) onEveryPass() bool {
	around := map[ast.Stmt]bool{}
	for c := range h.s.Cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if code.EnclosingBody(c) != h.s.Body {
			break
		}
		around[c.Node().(ast.Stmt)] = true
	}
	loop := h.loop.Node().(ast.Stmt)
	target := ast.Node(h.wait)
	if h.u.Kind == value.UseSelect {
		target = h.u.Clause.Comm
	}
	for _, b := range h.s.Flow.CFG.Blocks {
		if b.Stmt == loop && (b.Kind == cfg.KindForBody || b.Kind == cfg.KindRangeBody) {
			return !h.s.Flow.Search(flow.Place{Block: b, Index: 0}, nil, flow.Visitor{
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
			})
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

// labelIsTarget reports whether a goto leads to the label of the select: it would pass by a statement in front of it. What is put there is
// no deferred call, so that this is not the question of edit.Deferral.
func (h *hoist) labelIsTarget() bool {
	for c := range h.s.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		return flow.GotoTo(c)
	}
	return false
}

// gotoOverWait reports the same for the place in front of the wait.
func (h *hoist) gotoOverWait() bool {
	for c := range h.s.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		return flow.GotoOver(c)
	}
	return true
}
