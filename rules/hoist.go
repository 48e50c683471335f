package rules

import (
	"cmp"
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
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

// A hoist is a call of time.After, or of time.Tick that behaves like it, in a loop on its way to become a timer made before it.
type hoist struct {
	p     *Pass
	s     site
	u     use
	wait  ast.Stmt         // the select, or the assignment that keeps the channel
	loop  inspector.Cursor // the outermost loop of the function around it
	name  string           // of the timer
	many  bool             // a timer can be left behind, by control flow alone
	needs []rewrite.Fix    // of other timeouts of the select, without which this one would come too early
	kept  bool             // the channel lives from one pass to the next, in a variable declared outside the loop
	shape shape
}

// fixLoopAfter decides what can be done about a call of time.After that runs in a loop.
//
// The program must not be able to tell the difference: the duration is evaluated once for every entry of the select, in the same
// order as before relative to the other operands; the timer runs exactly when that of time.After did, for as
// long; and an old value is never received for a new one.
func (p *Pass) fixLoopAfter(s site, u use) rewrite.Fix {
	h := &hoist{p: p, s: s, u: u}
	return h.made(h.decide())
}

// made adds the change to a fix that was decided on.
func (h *hoist) made(fix rewrite.Fix) rewrite.Fix {
	if fix.Level != rewrite.None {
		h.name = h.p.freshName(h.s, "timer")
		fix.Change = h.change()
	}
	return fix
}

// decide returns the fix without its change.
func (h *hoist) decide() rewrite.Fix {
	if reason := h.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	fix := rewrite.Fix{At: rewrite.PlaceOf(h.p.Fset, h.s.call)}
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
	if len(h.s.call.Args) != 1 || h.s.call.Ellipsis.IsValid() {
		return "the call does not compile: it has one argument"
	}
	switch h.u.kind {
	case useSelect:
		h.wait = h.u.sel
		if len(h.u.sel.Body.List) == 1 {
			return "the select has one clause, so the channel is always received from; time.Sleep would not allocate"
		}
	case useVariable:
		a, ok := h.u.assign.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 1 {
			return "the channel is declared together with other things"
		}
		h.wait = a
	case useReceive, useHeader:
		return "the channel is always received from, so nothing is left behind; time.Sleep would not allocate"
	default:
		return "the channel is handed on: who receives from it is not visible here"
	}
	loop, ok := outermostLoop(h.s.cur)
	h.loop = loop
	switch {
	case !ok:
		return "the loop is made with goto"
	case hasFuncLit(h.s.call.Args[0]):
		return "the duration contains a function literal"
	case qualifier(h.s.call) == "" && p.declares(h.s.cur, "NewTimer", "Timer"):
		return "package time is imported with a dot, and the function has names of its own for what is needed"
	case p.hasCommentBeside(h.s.cur, h.s.call):
		return "a comment stands inside the call"
	}
	if reason := p.untouchable(h.s.cur); reason != "" {
		return reason
	}
	if h.u.kind == useVariable {
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
	obj := h.u.v.obj
	inner, _ := innermostLoop(h.s.cur)
	body := loopBody(inner.Node())
	h.kept = body == nil || obj.Pos() < body.Pos() || obj.Pos() > body.End()
	sources := 0
	for id := range h.p.mentions(h.s, obj) {
		kind, i := climbParens(id).ParentEdge()
		if a, ok := climbParens(id).Parent().Node().(*ast.AssignStmt); ok && kind == edge.AssignStmt_Lhs {
			if len(a.Lhs) != len(a.Rhs) || a != h.u.assign && !h.p.isNil(a.Rhs[i]) {
				return "the channel variable is also set to something else"
			}
			if a == h.u.assign {
				sources++
			}
		}
	}
	if sources != 1 || h.p.escapes(h.s, obj, false) {
		return "the channel is used for more than to receive from it"
	}
	return ""
}

// choose picks the shape, and says how far it can be trusted.
func (h *hoist) choose() (rewrite.Level, string) {
	p, form := h.p, cmp.Or(h.p.Form, "auto")
	sync := p.Timers == Sync && !p.oldFile(h.s.cur)
	h.many = h.u.kind == useVariable || h.s.flow.returnsWithout(h.u, false)
	every := h.onEveryPass()
	eager := every && h.stable(h.s.call.Args[0])
	switch {
	case gotoOver(h.loop) || gotoBehind(h.loop):
		if sync {
			return rewrite.None, "a goto keeps the timer from being made before the loop"
		}
		h.shape = shapeFresh
	case form == "fresh" && h.u.kind == useSelect:
		h.shape = shapeFresh
	case !eager && (sync && form == "auto" || !h.many):
		h.shape = shapeLazy
	case !eager:
		h.shape = shapeLazyAny
	case sync && form == "auto":
		h.shape = shapeReset
	case !h.many && form == "auto":
		h.shape = shapeLazy
	case h.u.kind == useSelect && (form == "drain" || form == "auto" && p.Timers == Async):
		h.shape = shapeDrain
	default:
		h.shape = shapeReplace
	}
	if h.shape == shapeFresh && (h.u.kind != useSelect || h.gotoOverWait()) {
		return rewrite.None, "a goto keeps the timer from being declared here"
	}
	switch {
	case h.u.kind == useSelect && p.spins(h.s, h.u) && !p.notPositive(h.s.call):
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
	for c := range h.s.cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if enclosingBody(c) != h.s.body {
			break
		}
		around[c.Node().(ast.Stmt)] = true
	}
	loop := h.loop.Node().(ast.Stmt)
	target := ast.Node(h.wait)
	if h.u.kind == useSelect {
		target = h.u.clause.Comm
	}
	for _, b := range h.s.flow.graph.Blocks {
		if b.Stmt == loop && (b.Kind == cfg.KindForBody || b.Kind == cfg.KindRangeBody) {
			return !h.s.flow.search(place{b, 0}, nil, visitor{
				node: func(n ast.Node) verdict {
					if _, ok := n.(*ast.ReturnStmt); ok {
						return found
					}
					if n == target {
						return deadEnd
					}
					return walkOn
				},
				edge: func(b *cfg.Block, i int) verdict { return leaves(b, i, loop, around) },
			})
		}
	}
	return false
}

// leaves judges the edge i of b: the heads of the loops around the wait are taken to enter them, and reaching what
// stands behind the outermost one is leaving it.
func leaves(b *cfg.Block, i int, loop ast.Stmt, around map[ast.Stmt]bool) verdict {
	head := b.Kind == cfg.KindForLoop || b.Kind == cfg.KindRangeLoop
	if head && around[b.Stmt] && i == 1 {
		return deadEnd
	}
	next := b.Succs[i]
	if next.Stmt == loop && (next.Kind == cfg.KindForDone || next.Kind == cfg.KindRangeDone) {
		return found
	}
	return walkOn
}

// outermostLoop returns the outermost for or range statement around cur in its function.
func outermostLoop(cur inspector.Cursor) (loop inspector.Cursor, ok bool) {
	body := enclosingBody(cur)
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if enclosingBody(c) != body {
			break
		}
		loop, ok = c, true
	}
	return loop, ok
}

// innermostLoop returns the innermost for or range statement around cur in its function.
func innermostLoop(cur inspector.Cursor) (loop inspector.Cursor, ok bool) {
	for c := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		return c, enclosingBody(c) == enclosingBody(cur)
	}
	return loop, false
}

func loopBody(loop ast.Node) *ast.BlockStmt {
	switch l := loop.(type) {
	case *ast.ForStmt:
		return l.Body
	case *ast.RangeStmt:
		return l.Body
	}
	return nil
}
