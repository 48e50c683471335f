package lostcancel

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// A lifetime says where in the function a context may be alive: where control can get to from the call that makes
// it, without a call of the cancel function on the way, or one that is deferred.
type lifetime struct {
	*madeContext
	live map[ast.Node]bool // nodes of the graph
}

// lifetime finds out where the context may be alive. Behind a statement that sets the variable of the cancel
// function anew, calls end another context.
func (m *madeContext) lifetime() lifetime {
	live := map[ast.Node]bool{}
	self := m.node()
	var again []flow.Place // behind statements that set the variable anew
	walk := func(from flow.Place, mine bool) {
		m.site.Flow.Search(from, flow.PathFacts(nil).After(m.p, self), flow.Visitor{Node: func(n ast.Node) flow.Verdict {
			live[n] = true
			switch {
			case n == self:
				return flow.DeadEnd // on the next pass there is another context
			case mine && m.ends(n):
				return flow.DeadEnd
			case mine && m.cancel != nil && m.p.Assigns(n, code.RefTo(m.cancel)):
				again = append(again, m.site.Flow.Places[n].Next())
				return flow.DeadEnd
			}
			return flow.WalkOn
		}})
	}
	walk(m.place().Next(), true)
	for _, at := range again {
		walk(at, false)
	}
	return lifetime{m, live}
}

// at reports whether the context may be alive where cur is evaluated.
func (l lifetime) at(cur inspector.Cursor) bool {
	at, ok := l.site.Flow.PlaceOf(cur)
	return !ok || l.live[at.Block.Nodes[at.Index]]
}

// before reports whether the context may be alive in front of the statement at c, which leaves the pass of a loop.
// The graph has no nodes for jumps, so that for these what stands in front of them counts.
func (l lifetime) before(c inspector.Cursor) bool {
	n := c.Node().(ast.Stmt)
	if _, jump := n.(*ast.BranchStmt); !jump {
		return l.live[n]
	}
	if prev, ok := c.PrevSibling(); ok && prev.ParentEdgeKind() != edge.CommClause_Comm {
		if stmt, ok := prev.Node().(ast.Stmt); ok {
			return l.behind(stmt)
		}
	}
	if check, ok := c.Parent().Parent().Node().(*ast.IfStmt); ok {
		return l.in(check.Cond)
	}
	return true
}

// in reports whether something in n may be evaluated while the context is alive.
func (l lifetime) in(n ast.Node) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		yes = yes || n != nil && l.live[n]
		return !yes
	})
	return yes
}

// behind reports whether the context may be alive behind the statement n.
func (l lifetime) behind(n ast.Stmt) bool {
	target, done := flow.Target(l.p, l.site.Body, n)
	if target != nil {
		return l.live[target] && !l.ends(target)
	}
	if done == nil {
		return true
	}
	return l.site.Flow.Search(l.place().Next(), nil, flow.Visitor{
		Node: func(m ast.Node) flow.Verdict {
			if l.ends(m) || m == l.node() {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Edge: func(b *cfg.Block, i int) flow.Verdict {
			if b.Succs[i] == done {
				return flow.Found
			}
			return flow.WalkOn
		},
	})
}
