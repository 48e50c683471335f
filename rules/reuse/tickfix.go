package reuse

import (
	"go/ast"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A tickFix is a call that yields a channel of ticks, or of one, and nothing to stop them with: time.Tick(d),
// time.NewTicker(d).C, time.NewTimer(d).C. It is to become something that can be stopped.
type tickFix struct {
	p   *rule.Pass
	api string // as "time.Tick"
	s   flow.Site
	u   value.Use // of the channel
}

// Reasons of several fixes.
const (
	panicsOrNever = "the duration may not be positive, for which time.Tick never ticks and time.NewTicker panics"
	firesOrNever  = "the duration may not be positive, for which time.Tick never ticks and time.After fires at once"
	firesOrPanics = "the duration may not be positive, for which time.NewTicker panics and time.After fires at once"
)

// FixTick decides what becomes of a call of api at s whose channel the function does not need for as long as it runs:
//
//	for range time.Tick(d) { … }  →  ticker := time.NewTicker(d); defer ticker.Stop(); for range ticker.C { … }
//
// The program must not be able to tell the difference: a ticker that is made where the call was, with the same positive
// duration, ticks at the same moments; only the function receives from its channel, and it is stopped when nobody can
// receive from it any more. Where each call is received from at most once, a ticker is no more than a timer: time.After
// does the same, and so does a timer made before the loop.
func FixTick(p *rule.Pass, api string, s flow.Site, u value.Use) rewrite.Fix {
	t := tickFix{p, api, s, u}
	if reason := t.refuse(); reason != "" {
		return refused(reason)
	}
	switch kind := u.Kind; {
	case kind == value.UseRange && api == "time.NewTimer":
		return refused("what the loop was meant to do is not known")
	case kind == value.UseRange, kind == value.UseVariable:
		return t.asTicker()
	case api == "time.NewTimer":
		return t.asOwnTimer()
	}
	return t.asTimer()
}

// refused is no fix, with the reason.
func refused(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }

// duration returns the argument of the call.
func (t tickFix) duration() ast.Expr { return t.s.Call.Args[0] }

// refuse names a precondition of all forms that does not hold, or returns "".
func (t tickFix) refuse() string {
	p, call := t.p, t.s.Call
	ask := func(question string, refuse func() string) code.Precondition {
		return code.Precondition{Question: question, Refuse: refuse}
	}
	return p.FirstRefusal(
		code.Require("does the call compile?", len(call.Args) == 1 && !call.Ellipsis.IsValid(),
			"the call does not compile: it has one argument"),
		code.Require("may the duration be one that time.NewTicker takes?", !p.NotPositive(call) || t.api == "time.NewTimer",
			"time.NewTicker panics for a duration that is not positive"),
		ask("does the function alone receive from the channel?", t.refuseUse),
		ask("is the duration free of function literals?", func() string {
			if code.HasFuncLit(t.duration()) {
				return "the duration contains a function literal"
			}
			return ""
		}),
		ask("do the names that the new code needs mean package time?", func() string {
			return refuseNames(p.Package, t.s, "NewTicker", "NewTimer", "After", "Time", "Timer")
		}),
		ask("is the call free of comments?", func() string { return refuseComment(p.Package, t.s) }),
		ask("may the function be rewritten?", func() string { return p.Untouchable(t.s.Cur) }),
	)
}

// refuseUse asks for a channel that only the function receives from.
func (t tickFix) refuseUse() string {
	switch {
	case t.u.Kind == value.UseEscape:
		return "the channel is handed on: who receives from it is not visible here"
	case t.u.Kind == value.UsePackage:
		return "the channel is kept in a package-level variable"
	case t.u.Kind == value.UseVariable && value.ChannelEscapes(t.p.Package, t.s, t.u.V.Obj, false):
		return "the channel is used for more than to receive from it here"
	}
	return ""
}

// positive reports whether the duration is surely positive where the call stands.
func (t tickFix) positive() bool { return value.Positive(t.p.Package, t.s.Cur, t.duration()) }

// asTimer is the fix of a call that is received from once: time.After, or in a select in a loop a timer made before it.
// In a loop, one ticker for all passes was probably meant; but that is something else, since its period does not start
// anew with each wait. So it is what the fix may do instead.
func (t tickFix) asTimer() rewrite.Fix {
	switch {
	case t.positive():
	case t.api == "time.Tick":
		return refused(firesOrNever)
	default:
		return refused(firesOrPanics)
	}
	fix := rewrite.Fix{Level: rewrite.Safe, Change: t.callAfter()}
	if t.s.InLoop != rule.Yes {
		return fix
	}
	if t.u.Kind == value.UseSelect {
		if hoisted := newHoist(t.p, t.s, t.u).fix(); hoisted.Level != rewrite.None {
			fix = hoisted
		}
	}
	if period, ok := t.period(); ok {
		fix.Instead = &period
	}
	return fix
}

// asOwnTimer is the fix of time.NewTimer(d).C in a select: in a loop that of time.After, and otherwise a timer that is
// made in front of the select and stopped when the function ends.
func (t tickFix) asOwnTimer() rewrite.Fix {
	h := newHoist(t.p, t.s, t.u)
	if t.s.InLoop == rule.Yes {
		return h.fix()
	}
	var sel inspector.Cursor
	for c := range t.s.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		sel = c
		break
	}
	switch needs, reason := h.refuseOrder(); {
	case reason != "":
		return refused(reason)
	case len(needs) > 0:
		return refused("another timeout of the select is evaluated first")
	}
	switch (edit.Deferral{Site: t.s, Stmt: sel, InFront: true, Declares: true}).Obstacle() {
	case edit.JumpedOver:
		return refused("a goto keeps the timer from being declared here")
	case edit.PassedBy:
		return refused("a goto leads to the label of the select")
	}
	w := ticker{name: edit.FreshName(t.p.Package, t.s, t.base())}
	return rewrite.Fix{Level: rewrite.Safe, Change: t.makeBefore(sel, w, t.made()+deferStop)}
}

// period is one ticker for all passes of the loop.
func (t tickFix) period() (rewrite.Fix, bool) {
	loop, ok := flow.OutermostLoop(t.s.Cur)
	inner, _ := flow.InnermostLoop(t.s.Cur)
	if !ok || loop != inner || t.p.DeclaredIn(loop.Node(), t.duration()) {
		return rewrite.Fix{}, false
	}
	if (edit.Deferral{Site: t.s, Stmt: loop, InFront: true, Declares: true, Once: true}).Obstacle() != edit.NoObstacle {
		return rewrite.Fix{}, false
	}
	if f, ok := loop.Node().(*ast.ForStmt); ok && t.u.Kind == value.UseHeader && f.Init != nil && t.s.Call.Pos() < f.Init.End() {
		return rewrite.Fix{}, false // the first wait is no pass
	}
	w := ticker{name: edit.FreshName(t.p.Package, t.s, "ticker")}
	return rewrite.Fix{
		Level:  rewrite.Review,
		Reason: "one ticker for all passes: its period does not start anew with each wait",
		Change: t.makeBefore(loop, w, t.made()+deferStop),
	}, true
}

// asTicker is the fix of a call whose channel is ranged over, or kept in a variable.
func (t tickFix) asTicker() rewrite.Fix {
	at, reason := t.place()
	if reason != "" {
		return refused(reason)
	}
	sure := t.api != "time.Tick" || t.positive()
	switch {
	case t.s.InLoop == rule.Yes && !sure:
		return refused(panicsOrNever)
	case t.s.InLoop == rule.Yes:
		return t.stoppedOnExit(at)
	case !sure:
		return t.guarded(at)
	case at.rename:
		return rewrite.Fix{Level: rewrite.Safe, Change: t.renameTo(at, ticker{name: t.u.V.Obj.Name()}, deferStop)}
	}
	w := ticker{name: edit.FreshName(t.p.Package, t.s, t.base())}
	return rewrite.Fix{Level: rewrite.Safe, Change: t.makeBefore(at.stmt, w, t.made()+deferStop)}
}

// stoppedOnExit is the fix in a loop. A deferred Stop would come once for each pass, and only at the end of the
// function, so there is a plain one wherever control leaves the loop over the ticks, or the block of the variable.
func (t tickFix) stoppedOnExit(at tickPlace) rewrite.Fix {
	stmt := at.stmt.Node().(ast.Stmt)
	r, ok := flow.Region{Cur: at.stmt, From: stmt, To: stmt}, true
	if t.u.Kind == value.UseVariable {
		if !at.rename {
			return refused("the channel is not kept in a variable that only this pass receives from")
		}
		r, ok = flow.RestOfBlock(at.stmt)
	}
	var w ticker
	if ok {
		w.last = r.To
		w.exits, ok = flow.ExitsOf(t.p.Package, r)
	}
	switch {
	case !ok:
		return refused(edit.ReasonNoWayOut)
	case at.rename && hidden(t.p.Package, r, t.u.V.Obj):
		return refused(edit.ReasonHidden)
	}
	for _, c := range w.exits.Before {
		if t.u.Kind == value.UseVariable && t.p.Uses(c.Node(), t.u.V.Obj) {
			return refused("a statement that leaves the pass receives from the channel")
		}
	}
	fix := rewrite.Fix{Level: rewrite.Safe}
	if t.p.Timers == rule.Sync {
		fix.Level, fix.Reason = rewrite.Review, edit.ReasonExplicit
	}
	if at.rename {
		w.name = t.u.V.Obj.Name()
		fix.Change = t.renameTo(at, w, "")
	} else {
		w.name = edit.FreshName(t.p.Package, t.s, t.base())
		fix.Change = t.makeBefore(at.stmt, w, t.made())
	}
	return fix
}

// guarded is the fix where the duration may not be positive: time.NewTicker would panic, so that it is not called then,
// and the channel stays nil, from which nothing is ever received.
func (t tickFix) guarded(at tickPlace) rewrite.Fix {
	switch {
	case t.p.Timers == rule.Sync:
		return refused("nothing is held, and the duration may not be positive")
	case t.u.Kind == value.UseVariable && !at.rename:
		return refused(panicsOrNever)
	}
	base := "ticker"
	if at.rename && strings.HasPrefix(t.u.V.Obj.Name(), base) {
		base = "t" // a ticker2 beside the channel ticker would confuse
	}
	w := ticker{name: edit.FreshName(t.p.Package, t.s, base)}
	text := makeGuarded
	if !value.Immutable(t.p.Package, t.duration()) {
		text = strings.NewReplacer("if D", "if $D := D; $D", "(D)", "($D)").Replace(text)
		text = strings.ReplaceAll(text, "$D", edit.FreshName(t.p.Package, t.s, "every"))
	}
	fix := rewrite.Fix{Level: rewrite.Review, Reason: panicsOrNever}
	if at.rename {
		w.channel = t.u.V.Obj.Name()
		fix.Change = t.replaceDeclaration(at, w, text)
	} else {
		w.channel = edit.FreshName(t.p.Package, t.s, "ticks")
		fix.Change = t.makeBefore(at.stmt, w, text)
	}
	return fix
}
