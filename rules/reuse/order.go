package reuse

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// refuseOrder checks the operands in front of the timeout. When the timer is armed in front of the select, it starts,
// and its duration is evaluated, before them. So they may neither have effects, nor take time, nor read what the
// duration may change.
//
// Another time.After in front may have a duration of any kind, if its timer is armed in front of the select as well:
// fixes of one place keep the order of what they are about. Then needs has the fix of that one.
func (h *hoist) refuseOrder() (needs []rewrite.Fix, reason string) {
	calls := h.p.HasCall(h.duration())
	for _, c := range h.u.Sel.Body.List {
		clause := c.(*ast.CommClause)
		if clause == h.u.Clause {
			return needs, ""
		}
		for _, e := range operands(clause.Comm) {
			if call, ok := h.timerOperand(e); ok {
				// To make a timer or ticker has no effect that can be seen: what counts is its duration.
				e = call.Args[0]
				if h.refuseOperand(e, calls) == "" {
					continue
				}
				if other := timeoutBefore(h.p, call); other.Level != rewrite.None {
					needs = append(needs, other)
					continue
				}
			}
			if reason := h.refuseOperand(e, calls); reason != "" {
				return nil, reason
			}
		}
	}
	return needs, ""
}

// refuseOperand checks one operand in front of the timeout, whose duration may be a call.
func (h *hoist) refuseOperand(e ast.Expr, calls bool) string {
	switch {
	case !value.EffectFree(h.p.Package, e):
		return "an operand in front of the timeout is evaluated first and may have effects or take its time"
	case calls && !value.Immutable(h.p.Package, e):
		return "the duration is a call, which may change an operand in front of the timeout"
	}
	return ""
}

// timerOperand returns the call that makes a timer or ticker for its channel alone, if that is what e does. One of
// time.NewTicker is none unless its duration is surely positive: otherwise it may panic.
func (h *hoist) timerOperand(e ast.Expr) (*ast.CallExpr, bool) {
	e = ast.Unparen(e)
	sel, field := e.(*ast.SelectorExpr)
	if field && sel.Sel.Name == "C" {
		e = ast.Unparen(sel.X)
	}
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil, false
	}
	switch h.p.CalleeName(call) {
	case "time.After", "time.Tick":
		return call, !field
	case "time.NewTimer":
		return call, field
	case "time.NewTicker":
		cur, ok := h.p.Root.FindNode(call)
		return call, ok && field && value.Positive(h.p.Package, cur, call.Args[0])
	}
	return nil, false
}

// operands returns what a communication evaluates on entering the select.
func operands(comm ast.Stmt) []ast.Expr {
	if send, ok := comm.(*ast.SendStmt); ok {
		return []ast.Expr{send.Chan, send.Value}
	}
	if e := code.ReceiveOperand(comm); e != nil {
		return []ast.Expr{e}
	}
	return nil
}

// A timeout is a call that makes one, with the semantics of timers and the form that decide what becomes of it.
type timeout struct {
	call   *ast.CallExpr
	timers rule.Timers
	form   string
}

var timeouts = code.NewMemo(func() map[timeout]rewrite.Fix { return map[timeout]rewrite.Fix{} })

// timeoutBefore returns what is to become of another timeout of the select, made by call: that of a ticker stays.
// What is asked to find that out is not about this finding, and leaves no trail.
func timeoutBefore(p *rule.Pass, call *ast.CallExpr) rewrite.Fix {
	decided := timeouts.Of(p.Package)
	key := timeout{call, p.Timers, p.Form}
	if _, known := decided[key]; !known {
		p.Quietly(func() { decided[key] = decideTimeout(p, call) })
	}
	return decided[key]
}

// decideTimeout is timeoutBefore, for the first that asks.
func decideTimeout(p *rule.Pass, call *ast.CallExpr) rewrite.Fix {
	none := rewrite.Fix{Level: rewrite.None}
	cur, ok := p.Root.FindNode(call)
	if !ok {
		return none
	}
	s := flow.SiteAt(p.Package, cur)
	s.Call = call
	channel := cur
	switch p.CalleeName(call) {
	case "time.After":
	case "time.NewTimer":
		channel = code.ClimbParens(cur).Parent() // its field C
	default:
		return none
	}
	fix, _ := newHoist(p, s, value.UseOf(p.Package, channel)).decide()
	return fix
}
