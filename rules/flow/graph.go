// Package flow answers questions about the ways control can take through one function: what can be reached from where,
// what runs in a loop, where a stretch of code is left, and what is known on the way. See [Graph.Search] for what its
// answers prove.
package flow

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
)

// A Graph answers questions about the ways control can take through one function body, function literals inside it
// not included.
type Graph struct {
	pkg    *code.Package
	CFG    *cfg.CFG           // nil while it is being built: see [MayReturn]
	Places map[ast.Node]Place // of the statements and expressions that the CFG lists
	// Comms are the communications of select clauses. The CFG lists them in front of the choice, where select
	// evaluates their operands, and not in the clause, where they are done.
	Comms map[ast.Node]bool
}

// A Place is a position in a control-flow graph: before the node at index in block.
type Place struct {
	Block *cfg.Block
	Index int
}

var graphs = code.NewMemo(func() map[*ast.BlockStmt]*Graph { return map[*ast.BlockStmt]*Graph{} })

// Of returns the flow of a function body.
func Of(p *code.Package, body *ast.BlockStmt) *Graph {
	known := graphs.Of(p)
	if f := known[body]; f != nil {
		return f
	}
	f := &Graph{pkg: p, Places: map[ast.Node]Place{}, Comms: map[ast.Node]bool{}}
	known[body] = f // before the CFG is built, so that a recursive function finds itself: it may return
	f.CFG = cfg.New(body, func(call *ast.CallExpr) bool { return MayReturn(p, call) })
	for _, b := range f.CFG.Blocks {
		for i, n := range b.Nodes {
			f.Places[n] = Place{b, i}
		}
		if clause, ok := b.Stmt.(*ast.CommClause); ok && clause.Comm != nil {
			f.Comms[clause.Comm] = true
		}
	}
	return f
}

// Entry is the place where the function begins.
func (f *Graph) Entry() Place { return Place{f.CFG.Blocks[0], 0} }

// PlaceOf returns where cur is evaluated; false if control never gets there, so that the graph leaves it out.
func (f *Graph) PlaceOf(cur inspector.Cursor) (Place, bool) {
	for c := range cur.Enclosing() {
		if at, ok := f.Places[c.Node()]; ok {
			return at, true
		}
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if c != cur {
				return Place{}, false
			}
		}
	}
	return Place{}, false
}

// Loops reports whether control can lead from cur back to it.
func (f *Graph) Loops(cur inspector.Cursor) bool {
	at, ok := f.PlaceOf(cur)
	if !ok || !at.Block.Live {
		return false
	}
	return f.Reaches(at, at.Block.Nodes[at.Index])
}

// Reaches reports whether control can lead from behind at to node.
func (f *Graph) Reaches(at Place, node ast.Node) bool {
	return f.Search(at.Next(), nil, Visitor{Node: func(n ast.Node) Verdict {
		if n == node {
			return Found
		}
		return WalkOn
	}})
}

// Next is the place after the node at a.
func (a Place) Next() Place { return Place{a.Block, a.Index + 1} }

// rangesOverTimer reports whether b is the head of a range over the channel of a timer or ticker. Such a loop never
// ends by itself: nobody can close the channel.
func rangesOverTimer(p *code.Package, b *cfg.Block) bool {
	loop, ok := b.Stmt.(*ast.RangeStmt)
	if !ok || b.Kind != cfg.KindRangeLoop {
		return false
	}
	switch x := ast.Unparen(loop.X).(type) {
	case *ast.SelectorExpr:
		return p.IsChannelField(x)
	case *ast.CallExpr:
		return p.YieldsTimerChannel(x)
	}
	return false
}

// ClauseBody returns the place where the body of clause, one of sel, starts. The CFG has no block of its own for a
// default clause: its body follows the last other clause.
func (f *Graph) ClauseBody(sel *ast.SelectStmt, clause *ast.CommClause) (Place, bool) {
	kind, stmt := cfg.KindSelectCaseBody, clause
	if clause.Comm == nil {
		kind, stmt = cfg.KindSelectAfterCase, nil
		for _, c := range sel.Body.List {
			if c := c.(*ast.CommClause); c.Comm != nil {
				stmt = c
			}
		}
	}
	for _, b := range f.CFG.Blocks {
		if b.Kind == kind && b.Stmt == ast.Stmt(stmt) {
			return Place{b, 0}, true
		}
	}
	return Place{}, false
}

// Repeats reports whether the body of loop can reach its end, so that the loop goes on.
func (f *Graph) Repeats(loop *ast.RangeStmt) bool {
	for _, b := range f.CFG.Blocks {
		if b.Kind != cfg.KindRangeBody || b.Stmt != ast.Stmt(loop) || !b.Live {
			continue
		}
		return f.Search(Place{b, 0}, nil, Visitor{
			Node: func(n ast.Node) Verdict {
				if n == ast.Node(loop.X) {
					return DeadEnd // the loop is entered anew
				}
				return WalkOn
			},
			Edge: func(b *cfg.Block, i int) Verdict {
				if next := b.Succs[i]; next.Kind == cfg.KindRangeLoop && next.Stmt == ast.Stmt(loop) {
					return Found
				}
				return WalkOn
			},
		})
	}
	return false
}

// CanEnd reports whether control can reach a return, or the end of the function, from start.
func (f *Graph) CanEnd(start Place) bool {
	return f.Search(start, nil, Visitor{Node: func(n ast.Node) Verdict {
		if _, ok := n.(*ast.ReturnStmt); ok {
			return Found
		}
		return WalkOn
	}})
}

// Conditional reports whether b ends in a boolean condition, as opposed to a choice among cases. A label that is
// declared twice, which does not compile, makes a block with two ways out and nothing in it.
func Conditional(b *cfg.Block) bool {
	if len(b.Nodes) == 0 || len(b.Succs) != 2 {
		return false
	}
	kind := b.Succs[0].Kind
	return kind == cfg.KindIfThen || kind == cfg.KindForBody
}
