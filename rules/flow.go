package rules

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"
)

// A flow answers questions about the ways control can take through one function body,
// function literals inside it not included.
type flow struct {
	pkg    *Package
	graph  *cfg.CFG
	places map[ast.Node]place
	comms  map[ast.Node]bool // communications of select clauses: the graph lists them where their operands are evaluated
}

// A place is a position in a control-flow graph: before the node at index in block.
type place struct {
	block *cfg.Block
	index int
}

var graphs = NewMemo(func() map[*ast.BlockStmt]*flow { return map[*ast.BlockStmt]*flow{} })

// flowOf returns the flow of a function body.
func (p *Package) flowOf(body *ast.BlockStmt) *flow {
	known := graphs.Of(p)
	if f := known[body]; f != nil {
		return f
	}
	f := &flow{pkg: p, places: map[ast.Node]place{}, comms: map[ast.Node]bool{}}
	known[body] = f // before the graph is complete: a recursive function may return
	f.graph = cfg.New(body, p.mayReturn)
	for _, b := range f.graph.Blocks {
		for i, n := range b.Nodes {
			f.places[n] = place{b, i}
		}
		if clause, ok := b.Stmt.(*ast.CommClause); ok && clause.Comm != nil {
			f.comms[clause.Comm] = true
		}
	}
	return f
}

// placeOf returns where cur is evaluated.
func (f *flow) placeOf(cur inspector.Cursor) (place, bool) {
	for c := range cur.Enclosing() {
		if at, ok := f.places[c.Node()]; ok {
			return at, true
		}
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if c != cur {
				return place{}, false // dead code that the graph leaves out
			}
		}
	}
	return place{}, false
}

// loops reports whether control can lead from cur back to it.
func (f *flow) loops(cur inspector.Cursor) bool {
	at, ok := f.placeOf(cur)
	if !ok || !at.block.Live {
		return false
	}
	return f.reaches(at, at.block.Nodes[at.index])
}

// reaches reports whether control can lead from behind at to node.
func (f *flow) reaches(at place, node ast.Node) bool {
	return f.search(at.next(), nil, visitor{node: func(n ast.Node) verdict {
		if n == node {
			return found
		}
		return walkOn
	}})
}

// next is the place after the node at a.
func (a place) next() place { return place{a.block, a.index + 1} }

// A verdict is what a visitor thinks of a step.
type verdict int

const (
	walkOn  verdict = iota
	deadEnd         // nothing of interest lies behind this step
	found           // the search is over
)

// A visitor is asked at every step of a search. Nil functions walk on.
type visitor struct {
	bare   bool                              // go by the graph alone: learn no facts on the way
	node   func(ast.Node) verdict            // a statement, or an expression that decides a branch
	clause func(*ast.CommClause) verdict     // a select clause other than default was chosen
	edge   func(b *cfg.Block, i int) verdict // control leaves b by successor i
}

// enoughStates bounds a search in functions with very many flags: beyond it, facts are forgotten, which can only
// make more ways look possible.
const enoughStates = 1 << 14

// search walks every way from start and reports whether v found what it looks for.
// Facts known at the start, and learned from simple assignments on the way, cut off ways that cannot be taken.
func (f *flow) search(start place, known facts, v visitor) bool {
	type state struct {
		block *cfg.Block
		facts uint64
	}
	seen := map[state]bool{}
	var walk func(at place, known facts) bool
	walk = func(at place, known facts) bool {
		b := at.block
		if at.index == 0 {
			if len(seen) > enoughStates {
				known = nil
			}
			s := state{b, known.key()}
			if seen[s] {
				return false
			}
			seen[s] = true
			if clause, ok := b.Stmt.(*ast.CommClause); ok && b.Kind == cfg.KindSelectCaseBody {
				if !v.bare {
					known = known.afterClause(f.pkg, clause)
				}
				if v.clause != nil {
					switch v.clause(clause) {
					case found:
						return true
					case deadEnd:
						return false
					}
				}
			}
		}
		for i, n := range b.Nodes {
			if i < at.index {
				continue
			}
			if v.node != nil {
				switch v.node(n) {
				case found:
					return true
				case deadEnd:
					return false
				}
			}
			if decides := conditional(b) && i == len(b.Nodes)-1; !decides && !f.comms[n] && !v.bare {
				known = known.after(f.pkg, n)
			}
		}
		for i, succ := range b.Succs {
			if taken, ok := known.branch(f.pkg, b); ok && taken != (i == 0) || i == 1 && f.pkg.rangesOverTimer(b) {
				continue
			}
			if v.edge != nil {
				switch v.edge(b, i) {
				case found:
					return true
				case deadEnd:
					continue
				}
			}
			if walk(place{succ, 0}, known) {
				return true
			}
		}
		return false
	}
	return walk(start, known)
}

// rangesOverTimer reports whether b is the head of a range over the channel of a timer or ticker. Such a loop never ends by
// itself: nobody can close the channel.
func (p *Package) rangesOverTimer(b *cfg.Block) bool {
	loop, ok := b.Stmt.(*ast.RangeStmt)
	if !ok || b.Kind != cfg.KindRangeLoop {
		return false
	}
	switch x := ast.Unparen(loop.X).(type) {
	case *ast.SelectorExpr:
		return p.isChannelField(x)
	case *ast.CallExpr:
		return p.yieldsTimerChannel(x)
	}
	return false
}

// clauseBody returns the place where the body of clause starts.
// The graph has no block of its own for a default clause: its body follows the last other clause.
func (f *flow) clauseBody(sel *ast.SelectStmt, clause *ast.CommClause) (place, bool) {
	kind, stmt := cfg.KindSelectCaseBody, clause
	if clause.Comm == nil {
		kind, stmt = cfg.KindSelectAfterCase, nil
		for _, c := range sel.Body.List {
			if c := c.(*ast.CommClause); c.Comm != nil {
				stmt = c
			}
		}
	}
	for _, b := range f.graph.Blocks {
		if b.Kind == kind && b.Stmt == ast.Stmt(stmt) {
			return place{b, 0}, true
		}
	}
	return place{}, false
}

// repeats reports whether the body of loop can reach its end, so that the loop goes on.
func (f *flow) repeats(loop *ast.RangeStmt) bool {
	for _, b := range f.graph.Blocks {
		if b.Kind != cfg.KindRangeBody || b.Stmt != ast.Stmt(loop) || !b.Live {
			continue
		}
		return f.search(place{b, 0}, nil, visitor{
			node: func(n ast.Node) verdict {
				if n == ast.Node(loop.X) {
					return deadEnd // the loop is entered anew
				}
				return walkOn
			},
			edge: func(b *cfg.Block, i int) verdict {
				if next := b.Succs[i]; next.Kind == cfg.KindRangeLoop && next.Stmt == ast.Stmt(loop) {
					return found
				}
				return walkOn
			},
		})
	}
	return false
}

// canEnd reports whether control can reach a return, or the end of the function, from start.
func (f *flow) canEnd(start place) bool {
	return f.search(start, nil, visitor{node: func(n ast.Node) verdict {
		if _, ok := n.(*ast.ReturnStmt); ok {
			return found
		}
		return walkOn
	}})
}

// conditional reports whether b ends in a boolean condition, as opposed to a choice among cases. A label declared twice makes
// a block with two ways out and nothing in it.
func conditional(b *cfg.Block) bool {
	return len(b.Nodes) > 0 && len(b.Succs) == 2 && (b.Succs[0].Kind == cfg.KindIfThen || b.Succs[0].Kind == cfg.KindForBody)
}

// negation strips parentheses and negations from e.
func negation(e ast.Expr) (inner ast.Expr, negated bool) {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.UnaryExpr:
			if x.Op != token.NOT {
				return e, negated
			}
			e, negated = x.X, !negated
		default:
			return e, negated
		}
	}
}
