package timer

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/edge"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// DrainsEmpty reports whether on some way to d the timer's value was received, or the timer stopped, with no Reset since.
func DrainsEmpty(p *code.Package, s flow.Site, d Drain) bool {
	const empty = Idle | Stopped | Racy
	if outer, at, ok := DeferredIn(p, s); ok {
		return followable(p, outer, d.Timer) && Follow(p, outer, d.Timer).atEnd(at)&empty != 0
	}
	return followable(p, s, d.Timer) && Follow(p, s, d.Timer).At[d.Stop]&empty != 0
}

// DeferredIn returns the function that defers the literal of s, and where, if one does.
func DeferredIn(p *code.Package, s flow.Site) (outer flow.Site, at flow.Place, ok bool) {
	lit := code.EnclosingFunc(s.Cur)
	up := code.ClimbParens(lit)
	if up.ParentEdgeKind() != edge.CallExpr_Fun || up.Parent().ParentEdgeKind() != edge.DeferStmt_Call {
		return flow.Site{}, flow.Place{}, false
	}
	stmt := up.Parent().Parent()
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

// CanHang reports whether some drain of run can.
func CanHang(p *code.Package, run Run) bool {
	return slices.ContainsFunc(run.Drains, func(d Drain) bool { return d.Blocking && DrainsEmpty(p, flow.SiteAt(p, d.Cur), d) })
}
