package reuse

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// refuseOrder checks the operands in front of the timeout: its timer starts, and its duration is evaluated, before
// them when it is set before the select. Another time.After there may do what it likes if its timer is set before the select as
// well: fixes of one place keep the order of what they are about.
func (h *hoist) refuseOrder() string {
	d := h.s.Call.Args[0]
	calls := h.p.HasCall(d)
	for _, c := range h.u.Sel.Body.List {
		clause := c.(*ast.CommClause)
		if clause == h.u.Clause {
			return ""
		}
		for _, e := range operands(clause.Comm) {
			if call, ok := h.timerOperand(e); ok {
				if e = call.Args[0]; !value.EffectFree(h.p.Package, e) || calls && !value.Immutable(h.p.Package, e) {
					if other := timeoutBefore(h.p, call); other.Level != rewrite.None {
						h.needs = append(h.needs, other)
						continue
					}
				}
			}
			if !value.EffectFree(h.p.Package, e) {
				return "an operand in front of the timeout is evaluated first and may have effects or take its time"
			}
			if calls && !value.Immutable(h.p.Package, e) {
				return "the duration is a call, which may change an operand in front of the timeout"
			}
		}
	}
	return ""
}

// timerOperand returns the call that makes a timer or ticker for its channel alone, if that is what e does: to make one has no effect that can be
// seen, but for the panic of time.NewTicker.
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

// A timeout is a call that makes one, under the semantics and form that decide what becomes of it.
type timeout struct {
	call   *ast.CallExpr
	timers rule.Timers
	form   string
}

var timeouts = code.NewMemo(func() map[timeout]rewrite.Fix { return map[timeout]rewrite.Fix{} })

// timeoutBefore returns what is to become of another timeout of the select, made by call: that of a ticker stays.
func timeoutBefore(p *rule.Pass, call *ast.CallExpr) rewrite.Fix {
	decided := timeouts.Of(p.Package)
	key := timeout{call, p.Timers, p.Form}
	fix, known := decided[key]
	if known {
		return fix
	}
	fix.Level = rewrite.None
	cur, ok := p.Root.FindNode(call)
	if ok {
		s := flow.SiteAt(p.Package, cur)
		s.Call = call
		switch p.CalleeName(call) {
		case "time.After":
			fix = (&hoist{p: p, s: s, u: value.UseOf(p.Package, cur)}).decide()
		case "time.NewTimer":
			fix = (&hoist{p: p, s: s, u: value.UseOf(p.Package, code.ClimbParens(cur).Parent())}).decide()
		}
	}
	decided[key] = fix
	return fix
}
