package reuse

import (
	"go/ast"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// Spins reports whether the select has a default clause from which the loop comes back to it.
func Spins(p *code.Package, s flow.Site, u value.Use) bool {
	for _, c := range u.Sel.Body.List {
		if c := c.(*ast.CommClause); c.Comm == nil {
			return clauseReturns(s.Flow, u, c, true)
		}
	}
	return false
}

// ReturnsWithout reports whether some way leads from the select back to it other than through the clause of u, in which
// the timer has fired. With judgement, ways that flags and the like rule out do not count: that is for the class of a
// finding. A rewrite that would be wrong if such a way were taken asks without.
func ReturnsWithout(f *flow.Graph, u value.Use, judgement bool) bool {
	for _, c := range u.Sel.Body.List {
		if c := c.(*ast.CommClause); c != u.Clause && clauseReturns(f, u, c, judgement) {
			return true
		}
	}
	return false
}

// clauseReturns reports whether control leads from clause back to the select of u.
func clauseReturns(f *flow.Graph, u value.Use, clause *ast.CommClause, judgement bool) bool {
	start, ok := f.ClauseBody(u.Sel, clause)
	return ok && f.Search(start, nil, flow.Visitor{Bare: !judgement, Node: func(n ast.Node) flow.Verdict {
		if n == ast.Node(u.Clause.Comm) {
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// DropsUnread reports whether the variable of u can be set again, to nil or to another channel, before the channel in
// it was received from.
func DropsUnread(p *code.Package, s flow.Site, u value.Use) bool {
	at, ok := s.Flow.Places[u.Assign]
	if !ok {
		return true
	}
	return s.Flow.Search(at.Next(), flow.PathFacts(nil).After(p, u.Assign), flow.Visitor{
		Clause: func(c *ast.CommClause) flow.Verdict {
			if r, ok := p.RefOf(code.ReceiveOperand(c.Comm)); ok && r == u.V {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Node: func(n ast.Node) flow.Verdict {
			switch {
			case s.Flow.Comms[n]:
				return flow.WalkOn
			case p.ReceivesFrom(n, u.V):
				return flow.DeadEnd
			case p.Assigns(n, u.V):
				return flow.Found
			}
			return flow.WalkOn
		},
	})
}
