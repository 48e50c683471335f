package rules

import "go/ast"

// spins reports whether the select has a default clause from which the loop comes back to it.
func (p *Pass) spins(s site, u use) bool {
	for _, c := range u.sel.Body.List {
		if c := c.(*ast.CommClause); c.Comm == nil {
			return s.flow.clauseReturns(u, c, true)
		}
	}
	return false
}

// returnsWithout reports whether some way leads from the select back to it other than through
// the clause of u, whose timer has then fired. With judgement, ways that flags and the like rule out do not count; a
// rewrite that would be wrong if they were taken does not rely on that.
func (f *flow) returnsWithout(u use, judgement bool) bool {
	for _, c := range u.sel.Body.List {
		if c := c.(*ast.CommClause); c != u.clause && f.clauseReturns(u, c, judgement) {
			return true
		}
	}
	return false
}

// clauseReturns reports whether control leads from clause back to the select of u.
func (f *flow) clauseReturns(u use, clause *ast.CommClause, judgement bool) bool {
	start, ok := f.clauseBody(u.sel, clause)
	return ok && f.search(start, nil, visitor{bare: !judgement, node: func(n ast.Node) verdict {
		if n == ast.Node(u.clause.Comm) {
			return found
		}
		return walkOn
	}})
}

// dropsUnread reports whether the variable of u can be assigned again, nil included, before the channel
// in it was received from.
func (p *Pass) dropsUnread(s site, u use) bool {
	at, ok := s.flow.places[u.assign]
	if !ok {
		return true
	}
	return s.flow.search(at.next(), facts(nil).after(p.Package, u.assign), visitor{
		clause: func(c *ast.CommClause) verdict {
			if r, ok := p.refOf(receiveOperand(c.Comm)); ok && r == u.v {
				return deadEnd
			}
			return walkOn
		},
		node: func(n ast.Node) verdict {
			switch {
			case s.flow.comms[n]:
				return walkOn
			case p.receivesFrom(n, u.v):
				return deadEnd
			case p.assigns(n, u.v):
				return found
			}
			return walkOn
		},
	})
}
