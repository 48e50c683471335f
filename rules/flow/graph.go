// Package flow answers questions about the ways control can take through one function: what can be reached from where, what
// runs in a loop, where a stretch of code is left, and what is known on the way.
package flow

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
)

// A Graph answers questions about the ways control can take through one function body,
// function literals inside it not included.
type Graph struct {
	pkg    *code.Package
	Graph  *cfg.CFG
	Places map[ast.Node]Place
	Comms  map[ast.Node]bool // communications of select clauses: the graph lists them where their operands are evaluated
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
	known[body] = f // before the graph is complete: a recursive function may return
	f.Graph = cfg.New(body, func(call *ast.CallExpr) bool { return MayReturn(p, call) })
	for _, b := range f.Graph.Blocks {
		for i, n := range b.Nodes {
			f.Places[n] = Place{b, i}
		}
		if clause, ok := b.Stmt.(*ast.CommClause); ok && clause.Comm != nil {
			f.Comms[clause.Comm] = true
		}
	}
	return f
}

// PlaceOf returns where cur is evaluated.
func (f *Graph) PlaceOf(cur inspector.Cursor) (Place, bool) {
	for c := range cur.Enclosing() {
		if at, ok := f.Places[c.Node()]; ok {
			return at, true
		}
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if c != cur {
				return Place{}, false // dead code that the graph leaves out
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

// A Verdict is what a visitor thinks of a step.
type Verdict int

const (
	WalkOn  Verdict = iota
	DeadEnd         // nothing of interest lies behind this step
	Found           // the search is over
)

// A Visitor is asked at every step of a search. Nil functions walk on.
type Visitor struct {
	Bare   bool                              // go by the graph alone: learn no facts on the way
	Node   func(ast.Node) Verdict            // a statement, or an expression that decides a branch
	Clause func(*ast.CommClause) Verdict     // a select clause other than default was chosen
	Edge   func(b *cfg.Block, i int) Verdict // control leaves b by successor i
}

// EnoughStates bounds a search in functions with very many flags: beyond it, facts are forgotten, which can only
// make more ways look possible.
const EnoughStates = 1 << 14

// Search walks every way from start and reports whether v found what it looks for.
// Facts known at the start, and learned from simple assignments on the way, cut off ways that cannot be taken.
func (f *Graph) Search(start Place, known PathFacts, v Visitor) bool {
	type state struct {
		block *cfg.Block
		facts uint64
	}
	seen := map[state]bool{}
	var walk func(at Place, known PathFacts) bool
	walk = func(at Place, known PathFacts) bool {
		b := at.Block
		if at.Index == 0 {
			if len(seen) > EnoughStates {
				known = nil
			}
			s := state{b, known.Key()}
			if seen[s] {
				return false
			}
			seen[s] = true
			if clause, ok := b.Stmt.(*ast.CommClause); ok && b.Kind == cfg.KindSelectCaseBody {
				if !v.Bare {
					known = known.AfterClause(f.pkg, clause)
				}
				if v.Clause != nil {
					switch v.Clause(clause) {
					case Found:
						return true
					case DeadEnd:
						return false
					}
				}
			}
		}
		for i, n := range b.Nodes {
			if i < at.Index {
				continue
			}
			if v.Node != nil {
				switch v.Node(n) {
				case Found:
					return true
				case DeadEnd:
					return false
				}
			}
			if decides := Conditional(b) && i == len(b.Nodes)-1; !decides && !f.Comms[n] && !v.Bare {
				known = known.After(f.pkg, n)
			}
		}
		for i, succ := range b.Succs {
			if taken, ok := known.Branch(f.pkg, b); ok && taken != (i == 0) || i == 1 && RangesOverTimer(f.pkg, b) {
				continue
			}
			if v.Edge != nil {
				switch v.Edge(b, i) {
				case Found:
					return true
				case DeadEnd:
					continue
				}
			}
			if walk(Place{succ, 0}, known) {
				return true
			}
		}
		return false
	}
	return walk(start, known)
}

// RangesOverTimer reports whether b is the head of a range over the channel of a timer or ticker. Such a loop never ends by
// itself: nobody can close the channel.
func RangesOverTimer(p *code.Package, b *cfg.Block) bool {
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

// ClauseBody returns the place where the body of clause starts.
// The graph has no block of its own for a default clause: its body follows the last other clause.
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
	for _, b := range f.Graph.Blocks {
		if b.Kind == kind && b.Stmt == ast.Stmt(stmt) {
			return Place{b, 0}, true
		}
	}
	return Place{}, false
}

// Repeats reports whether the body of loop can reach its end, so that the loop goes on.
func (f *Graph) Repeats(loop *ast.RangeStmt) bool {
	for _, b := range f.Graph.Blocks {
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

// Conditional reports whether b ends in a boolean condition, as opposed to a choice among cases. A label declared twice makes
// a block with two ways out and nothing in it.
func Conditional(b *cfg.Block) bool {
	return len(b.Nodes) > 0 && len(b.Succs) == 2 && (b.Succs[0].Kind == cfg.KindIfThen || b.Succs[0].Kind == cfg.KindForBody)
}
