package rules

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
)

// forLife reports whether what s makes lives as long as the program: it is made once, in main or init or in a function that
// never ends.
func (p *Pass) forLife(s site) bool {
	if s.inLoop == Yes {
		return false
	}
	at, ok := s.flow.placeOf(s.cur)
	return ok && (p.isMain(s.cur) || !s.flow.canEnd(at))
}

// leftRunning reports whether some way from at, where the timer in h was made, leaves the function, or assigns the
// variable anew, before the timer was stopped or, where receiving is enough, received from. A Reset starts over.
func (p *Pass) leftRunning(s site, h holder, at place, receiving bool) bool {
	timer := ref{obj: h.obj}
	made := facts(nil).after(p.Package, h.assign) // the variable is not nil from here on
	starts := []place{at.next()}
	s.flow.search(at.next(), made, visitor{node: func(n ast.Node) verdict {
		_, deferred := n.(*ast.DeferStmt)
		switch again := s.flow.places[n].next(); {
		case deferred && p.callsMethod(n, timer, "Stop"), p.assigns(n, timer):
			return deadEnd
		case p.callsMethod(n, timer, "Reset") && !slices.Contains(starts, again):
			starts = append(starts, again)
		}
		return walkOn
	}})
	v := p.runningVisitor(s, h, receiving)
	return slices.ContainsFunc(starts, func(start place) bool { return s.flow.search(start, made, v) })
}

// runningVisitor looks for an end of the function, or of the variable's value, with the timer running.
func (p *Pass) runningVisitor(s site, h holder, receiving bool) visitor {
	timer := ref{obj: h.obj}
	channels := p.channelsOf(s, timer)
	stoppedAtEnd := p.stopDeferred(s, h)
	return visitor{
		clause: func(c *ast.CommClause) verdict {
			if r, ok := p.refOf(receiveOperand(c.Comm)); ok && receiving && slices.Contains(channels, r) {
				return deadEnd
			}
			return walkOn
		},
		node: func(n ast.Node) verdict {
			received := func(c ref) bool { return p.receivesFrom(n, c) }
			switch {
			case s.flow.comms[n]:
				return walkOn
			case p.callsMethod(n, timer, "Stop"), receiving && slices.ContainsFunc(channels, received):
				return deadEnd
			case p.assigns(n, timer):
				return found
			}
			if _, ok := n.(*ast.ReturnStmt); ok && !stoppedAtEnd {
				return found
			}
			return walkOn
		},
	}
}

// channelsOf returns what the function of s calls the channel of timer: t.C, and local variables that hold nothing else.
func (p *Package) channelsOf(s site, timer ref) []ref {
	channel := ref{timer.obj, timer.path + ".C"}
	out := []ref{channel}
	for sel := range enclosingFunc(s.cur).Preorder((*ast.SelectorExpr)(nil)) {
		if r, ok := p.refOf(sel.Node().(*ast.SelectorExpr)); !ok || r != channel {
			continue
		}
		if u := p.useOf(sel); u.kind == useVariable && !slices.Contains(out, u.v) && p.holdsOnly(s, u.v.obj, channel) {
			out = append(out, u.v)
		}
	}
	return out
}

// holdsOnly reports whether the local variable obj is nil or holds channel, by all assignments in the function of s.
func (p *Package) holdsOnly(s site, obj types.Object, channel ref) bool {
	if p.mutableElsewhere(obj) {
		return false
	}
	for id := range p.mentions(s, obj) {
		var value ast.Expr
		kind, i := climbParens(id).ParentEdge()
		switch n := climbParens(id).Parent().Node().(type) {
		case *ast.AssignStmt:
			if kind != edge.AssignStmt_Lhs {
				continue
			}
			if len(n.Lhs) != len(n.Rhs) {
				return false
			}
			value = n.Rhs[i]
		case *ast.ValueSpec:
			if kind != edge.ValueSpec_Names || len(n.Values) == 0 {
				continue
			}
			if len(n.Names) != len(n.Values) {
				return false
			}
			value = n.Values[i]
		case *ast.RangeStmt:
			if kind != edge.RangeStmt_X {
				return false
			}
			continue
		default:
			continue
		}
		if r, ok := p.refOf(value); !p.isNil(value) && (!ok || r != channel) {
			return false
		}
	}
	return true
}

// stopDeferred reports whether a function literal that was deferred before the timer of h was made stops what the variable
// holds at the end.
func (p *Pass) stopDeferred(s site, h holder) bool {
	for id := range p.mentions(s, h.obj) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			n := d.Node().(*ast.DeferStmt)
			_, literal := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
			at, ok := s.flow.places[n]
			if literal && ok && p.callsMethod(n, ref{obj: h.obj}, "Stop") && s.flow.reaches(at, h.assign) {
				return true
			}
		}
	}
	return false
}

// receivedAtOnce reports whether s stands in <-time.NewTimer(d).C, outside the clauses of a select.
func (p *Pass) receivedAtOnce(s site) bool {
	sel := climbParens(s.cur).Parent()
	if _, ok := sel.Node().(*ast.SelectorExpr); !ok {
		return false
	}
	u := p.useOf(sel)
	return u.kind == useReceive || u.kind == useHeader
}
