package timer

import (
	"go/ast"
	"go/types"
	"slices"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// ForLife reports whether what s makes lives as long as the program: it is made once, in main or init or in a function
// that never ends.
func ForLife(p *code.Package, s flow.Site) bool {
	if s.InLoop == rule.Yes {
		return false
	}
	at, ok := s.Flow.PlaceOf(s.Cur)
	return ok && (p.IsMain(s.Cur) || !s.Flow.CanEnd(at))
}

// mayRunAtExit reports whether some way from at, where the timer of b was made, leaves the function, or assigns the
// variable anew, before the timer was stopped. With receiving, a receive from its channel ends the timer as well: it
// has fired. A Reset sets it again, so behind every Reset the question is asked anew.
func mayRunAtExit(p *code.Package, s flow.Site, b value.Binding, at flow.Place, receiving bool) bool {
	timer := code.RefTo(b.Obj)
	made := flow.PathFacts(nil).After(p, b.Assign) // the variable is not nil from here on
	starts := []flow.Place{at.Next()}
	s.Flow.Search(at.Next(), made, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		_, deferred := n.(*ast.DeferStmt)
		switch again := s.Flow.Places[n].Next(); {
		case deferred && p.CallsMethod(n, timer, "Stop"), p.Assigns(n, timer):
			return flow.DeadEnd
		case p.CallsMethod(n, timer, "Reset") && !slices.Contains(starts, again):
			starts = append(starts, again)
		}
		return flow.WalkOn
	}})
	v := AliveVisitor(p, s, b, receiving)
	return slices.ContainsFunc(starts, func(start flow.Place) bool { return s.Flow.Search(start, made, v) })
}

// AliveVisitor looks for a return, or a new value for the variable of b, with the timer running. For receiving see
// mayRunAtExit.
func AliveVisitor(p *code.Package, s flow.Site, b value.Binding, receiving bool) flow.Visitor {
	timer := code.RefTo(b.Obj)
	channels := ChannelsOf(p, s, timer)
	stoppedAtEnd := stopDeferred(p, s, b)
	receivesFrom := func(n ast.Node) bool {
		return receiving && slices.ContainsFunc(channels, func(c code.Ref) bool { return p.ReceivesFrom(n, c) })
	}
	return flow.Visitor{
		Clause: func(c *ast.CommClause) flow.Verdict {
			if r, ok := p.RefOf(code.ReceiveOperand(c.Comm)); ok && receiving && slices.Contains(channels, r) {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Node: func(n ast.Node) flow.Verdict {
			_, returns := n.(*ast.ReturnStmt)
			switch {
			case s.Flow.Comms[n]:
				return flow.WalkOn
			case p.CallsMethod(n, timer, "Stop"), receivesFrom(n):
				return flow.DeadEnd
			case p.Assigns(n, timer), returns && !stoppedAtEnd:
				return flow.Found
			}
			return flow.WalkOn
		},
	}
}

// ChannelsOf returns what the function of s calls the channel of timer: t.C, and local variables that are never set to
// anything else.
func ChannelsOf(p *code.Package, s flow.Site, timer code.Ref) []code.Ref {
	channel := timer.Channel()
	out := []code.Ref{channel}
	for sel := range code.EnclosingFunc(s.Cur).Preorder((*ast.SelectorExpr)(nil)) {
		if r, ok := p.RefOf(sel.Node().(*ast.SelectorExpr)); !ok || r != channel {
			continue
		}
		u := value.UseOf(p, sel)
		if u.Kind == value.UseVariable && !slices.Contains(out, u.V) && holdsOnly(p, s, u.V.Obj, channel) {
			out = append(out, u.V)
		}
	}
	return out
}

// holdsOnly reports whether the local variable obj is always nil or channel, by all assignments in the function of s.
func holdsOnly(p *code.Package, s flow.Site, obj types.Object, channel code.Ref) bool {
	if p.MutableElsewhere(obj) {
		return false
	}
	for o := range p.Origins(s.Cur, obj) {
		if r, ok := p.RefOf(o.Value); !p.IsNil(o.Value) && (!ok || r != channel) {
			return false
		}
	}
	return true
}

// stopDeferred reports whether a function literal that was deferred before the timer of b was made stops the timer
// that the variable refers to at the end.
func stopDeferred(p *code.Package, s flow.Site, b value.Binding) bool {
	for id := range p.Mentions(s.Cur, b.Obj) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			n := d.Node().(*ast.DeferStmt)
			_, literal := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
			at, ok := s.Flow.Places[n]
			if literal && ok && p.CallsMethod(n, code.RefTo(b.Obj), "Stop") && s.Flow.Reaches(at, b.Assign) {
				return true
			}
		}
	}
	return false
}

// ReceivedAtOnce reports whether s stands in <-time.NewTimer(d).C, outside the clauses of a select.
func ReceivedAtOnce(p *code.Package, s flow.Site) bool {
	sel := code.ClimbParens(s.Cur).Parent()
	if _, ok := sel.Node().(*ast.SelectorExpr); !ok {
		return false
	}
	u := value.UseOf(p, sel)
	return u.Kind == value.UseReceive || u.Kind == value.UseHeader
}
