// Package reuse makes one timer serve where many were made, and an old one serve again: hoisting out of loops, arming,
// and what becomes of a Reset or a drain.
package reuse

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A hoist is a call of time.After in a loop, or of something that behaves like it there, that is to become a timer made
// before the loop and armed anew in front of each wait.
type hoist struct {
	p *rule.Pass
	s flow.Site // the call
	u value.Use // what becomes of its channel

	loop   inspector.Cursor // the outermost loop of the function around the call
	inLoop bool             // there is such a statement; otherwise the loop is made with goto
}

// newHoist describes the call at s, whose channel has the use u.
func newHoist(p *rule.Pass, s flow.Site, u value.Use) *hoist {
	h := &hoist{p: p, s: s, u: u}
	h.loop, h.inLoop = flow.OutermostLoop(s.Cur)
	return h
}

// FixLoop decides what becomes of a call of time.After that runs in a loop:
//
//	for { select { case <-c: case <-time.After(d): } }
//	→ timer := time.NewTimer(d); defer timer.Stop()
//	  for { timer.Reset(d); select { case <-c: case <-timer.C: } }
//
// or another of the [shapes]. The program must not be able to tell the difference: the duration is evaluated once for
// each time that control enters the select, in the same order as before relative to the other operands; the timer runs
// exactly when that of time.After did, for as long; and an old value is never received for a new one.
func FixLoop(p *rule.Pass, s flow.Site, u value.Use) rewrite.Fix { return newHoist(p, s, u).fix() }

// fix decides what becomes of the call, and makes the change.
func (h *hoist) fix() rewrite.Fix {
	fix, shape := h.decide()
	if fix.Level != rewrite.None {
		fix.Change = h.change(shape, edit.FreshName(h.p.Package, h.s, "timer"))
	}
	return fix
}

// decide returns the fix without its change, and the shape that the change is to have. The fix is as good as those of
// the other timeouts of the select that it needs.
func (h *hoist) decide() (rewrite.Fix, shape) {
	needs, reason := h.refuse()
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}, 0
	}
	fix := rewrite.Fix{At: rewrite.PlaceOf(h.p.Fset, h.s.Call)}
	var s shape
	s, fix.Level, fix.Reason = h.choose()
	for _, n := range needs {
		if fix.Level == rewrite.Safe {
			fix.Level, fix.Reason = n.Level, n.Reason
		}
		fix.Needs = append(fix.Needs, n.At)
	}
	return fix, s
}

// wait returns the statement in front of which the timer is armed: the select, or the assignment that keeps the
// channel.
func (h *hoist) wait() ast.Stmt {
	if h.u.Kind == value.UseSelect {
		return h.u.Sel
	}
	return h.u.Assign.(*ast.AssignStmt)
}

// duration returns the argument of the call.
func (h *hoist) duration() ast.Expr { return h.s.Call.Args[0] }

// refuse names the first precondition of all shapes that does not hold, or returns "", and the fixes of other timeouts
// of the select without which this one would come too early.
func (h *hoist) refuse() (needs []rewrite.Fix, reason string) {
	ask := func(question string, refuse func() string) code.Precondition {
		return code.Precondition{Question: question, Refuse: refuse}
	}
	reason = h.p.FirstRefusal(
		code.Require("does the call compile?", len(h.s.Call.Args) == 1 && !h.s.Call.Ellipsis.IsValid(),
			"the call does not compile: it has one argument"),
		ask("does the loop wait for this channel among others?", h.refuseUse),
		code.Require("is the loop made with for?", h.inLoop, "the loop is made with goto"),
		ask("is the duration free of function literals?", h.refuseDuration),
		ask("do the names that the new code needs mean package time?", func() string {
			return refuseNames(h.p.Package, h.s, "NewTimer", "Timer")
		}),
		ask("is the call free of comments?", func() string { return refuseComment(h.p.Package, h.s) }),
		ask("may the function be rewritten?", func() string { return h.p.Untouchable(h.s.Cur) }),
	)
	switch {
	case reason != "":
		return nil, reason
	case h.u.Kind == value.UseVariable:
		return nil, h.p.FirstRefusal(ask("does the variable hold the channel of this call, to be received from?", h.refuseVariable))
	}
	reason = h.p.FirstRefusal(
		ask("may the duration be evaluated ahead of the other operands of the select?", func() (reason string) {
			needs, reason = h.refuseOrder()
			return reason
		}),
		ask("does control come to the select from above only?", h.refuseLabel),
	)
	return needs, reason
}

// refuseUse asks for a channel that a select waits for among others, or that one assignment keeps in a variable.
func (h *hoist) refuseUse() string {
	switch h.u.Kind {
	case value.UseSelect:
		if len(h.u.Sel.Body.List) == 1 {
			return "the select has one clause, so the channel is always received from; time.Sleep would not allocate"
		}
	case value.UseVariable:
		if a, ok := h.u.Assign.(*ast.AssignStmt); !ok || len(a.Lhs) != 1 {
			return "the channel is declared together with other things"
		}
	case value.UseReceive, value.UseHeader:
		return "the channel is always received from, so nothing is left behind; time.Sleep would not allocate"
	default:
		return "the channel is handed on: who receives from it is not visible here"
	}
	return ""
}

// refuseDuration refuses function literals: what they declare would be there twice.
func (h *hoist) refuseDuration() string {
	if code.HasFuncLit(h.duration()) {
		return "the duration contains a function literal"
	}
	return ""
}

// refuseNames refuses a dot import of package time where the function around s has names of its own for what the new
// code calls.
func refuseNames(p *code.Package, s flow.Site, names ...string) string {
	if edit.Qualifier(s.Call) == "" && p.Declares(s.Cur, names...) {
		return "package time is imported with a dot, and the function has names of its own for what is needed"
	}
	return ""
}

// refuseComment refuses comments inside the call that could not move with its duration.
func refuseComment(p *code.Package, s flow.Site) string {
	if p.HasCommentBeside(s.Cur, s.Call) {
		return "a comment stands inside the call"
	}
	return ""
}

// refuseVariable checks a channel kept in a variable: only this call may make it, and it may only be received from,
// compared and set to nil. The timer is then armed where the call stood, and whichever pass receives from the variable
// gets what it would have got: the value of the last timer made, once.
func (h *hoist) refuseVariable() string {
	obj := h.u.V.Obj
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

// refuseLabel refuses a select whose label a goto leads to: it would pass by what is put in front of it. That is no
// deferred call, so this is not the question of edit.Deferral.
func (h *hoist) refuseLabel() string {
	for c := range h.s.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		if flow.GotoTo(c) {
			return "a goto leads to the label of the select"
		}
		break
	}
	return ""
}
