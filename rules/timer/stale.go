package timer

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// StateBefore tells what may be true of the timer before the Reset of s; 0 if that cannot be told.
func StateBefore(p *code.Package, s flow.Site) State {
	if s.Call == nil || s.Flow == nil {
		return 0
	}
	timer, ok := p.MethodOn(s.Call, "Reset")
	switch {
	case !p.Ask("is the timer a variable or field?", ok),
		!p.Ask("is all that is done to the timer to be seen in this function?", followable(p, s, timer)),
		!p.Ask("does the timer have a channel?", hasChannel(p, s, timer)),
		p.Ask("does a flag beside the result of Stop decide about a drain?", drainsIf(p, s, timer)):
		return 0
	}
	state := Follow(p, s, timer).At[s.Call]
	p.Note("what may be true of the timer before the Reset?", state.String())
	return state
}

// drainsIf reports whether the function of s waits for the value of a stopped timer only if more than the result of
// Stop says so: a flag or a counter that tells whether there is a value. Whoever keeps such a count also resets the
// timer by it, and what it tells is not followed.
func drainsIf(p *code.Package, s flow.Site, timer code.Ref) bool {
	return slices.ContainsFunc(p.Ifs, func(cur inspector.Cursor) bool {
		n := cur.Node().(*ast.IfStmt)
		cond, ok := ast.Unparen(n.Cond).(*ast.BinaryExpr)
		if !ok || cond.Op != token.LAND || len(n.Body.List) == 0 || code.EnclosingBody(cur) != s.Body {
			return false
		}
		channel, ok := p.RefOf(code.ReceiveOperand(n.Body.List[0]))
		return ok && channel == timer.Channel() && p.CallsMethod(cond, timer, "Stop")
	})
}
