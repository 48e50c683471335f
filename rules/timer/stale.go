package timer

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// Stale reports whether a Reset may leave an old value in the channel.
func (s State) Stale() bool { return s&(Armed|Stopped|Racy) != 0 }

// StateBefore tells what may be true of the timer before the Reset of s; 0 if that cannot be told.
func StateBefore(p *code.Package, s flow.Site) State {
	if s.Call == nil || s.Flow == nil {
		return 0
	}
	timer, ok := p.MethodOn(s.Call, "Reset")
	if !ok || !followable(p, s, timer) || !HasChannel(p, s, timer) || drainsIf(p, s, timer) {
		return 0
	}
	return Follow(p, s, timer).At[s.Call]
}

// drainsIf reports whether the function of s waits for the value of a stopped timer on a condition of its own: a flag or a counter, beside
// the result of Stop, that says whether there is one. Whoever keeps such a count resets the timer by it, and what it says is not followed.
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
