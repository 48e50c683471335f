package timer

import (
	"go/ast"
	"slices"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// DrainsEmpty reports whether on some way to d the timer's value was received, or the timer stopped, with no Reset
// since: there, a drain that blocks waits for good. A drain in a deferred literal comes after every return behind the
// defer.
func DrainsEmpty(p *code.Package, s flow.Site, d Drain) bool {
	state := State(0)
	if outer, at, ok := DeferredIn(p, s); ok {
		if followable(p, outer, d.Timer) {
			state = Follow(p, outer, d.Timer).atEnd(at)
		}
	} else if followable(p, s, d.Timer) {
		state = Follow(p, s, d.Timer).At[d.Stop]
	}
	p.Note("what may be true of the timer before the drain?", state.String())
	return p.Ask("can the drain wait for a value that never comes?", state.empty())
}

// DeferredIn returns the function that defers the literal of s, and the place of the defer statement, if there is one.
func DeferredIn(p *code.Package, s flow.Site) (outer flow.Site, at flow.Place, ok bool) {
	stmt, ok := code.DeferOf(code.EnclosingFunc(s.Cur))
	if !ok {
		return flow.Site{}, flow.Place{}, false
	}
	outer = flow.SiteAt(p, stmt)
	if outer.Flow == nil {
		return flow.Site{}, flow.Place{}, false
	}
	at, ok = outer.Flow.Places[stmt.Node()]
	return outer, at, ok
}

// atEnd is what may be true of the timer at the returns that can be reached from at.
func (a *Analysis) atEnd(at flow.Place) State {
	var s State
	a.graph.Search(at, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		if _, ok := n.(*ast.ReturnStmt); ok {
			s |= a.At[n]
		}
		return flow.WalkOn
	}})
	return s
}

// CanHang reports whether some drain of run can wait for a value that never comes.
func CanHang(p *code.Package, run Run) bool {
	return slices.ContainsFunc(run.Drains, func(d Drain) bool {
		return d.Blocking && DrainsEmpty(p, flow.SiteAt(p, d.Cur), d)
	})
}
