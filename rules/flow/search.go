package flow

import (
	"go/ast"
	"iter"

	"golang.org/x/tools/go/cfg"
)

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

// node asks the visitor about a node.
func (v Visitor) node(n ast.Node) Verdict {
	if v.Node == nil {
		return WalkOn
	}
	return v.Node(n)
}

// clause asks the visitor about a clause that was chosen.
func (v Visitor) clause(c *ast.CommClause) Verdict {
	if v.Clause == nil {
		return WalkOn
	}
	return v.Clause(c)
}

// edge asks the visitor about leaving b by its successor i.
func (v Visitor) edge(b *cfg.Block, i int) Verdict {
	if v.Edge == nil {
		return WalkOn
	}
	return v.Edge(b, i)
}

// Search walks every way from start, on which known holds, and reports whether v found what it looks for.
//
// It takes more ways than control does, never fewer. So false is a proof: no way from start leads to what v looks
// for, except past what v called a dead end. True says only that such a way may exist. Rules that ask whether
// something happens on every way look for a way without it.
//
//   - The graph has an edge wherever control can go, whatever a condition says. It has none for panics, which can
//     come from nearly everywhere: no rule asks for a stop on the way of a panic. A call that surely does not come
//     back ends a way (see [MayReturn]).
//   - [Graph.Successors] drops an edge only if the facts known on this very way decide the condition against it. See
//     [PathFacts] for what may become a fact. With [Visitor.Bare] no facts are learned.
//   - A block is walked once for each set of facts with which it is reached: from there on, all else is the same.
//   - Beyond the bounds on facts ([enoughFacts], [enoughSteps]) the walk knows less, so fewer edges are dropped: it
//     ends, and takes more ways still.
func (f *Graph) Search(start Place, known PathFacts, v Visitor) bool {
	s := search{f, v, Visited[struct{}]{}}
	return s.from(start, known)
}

// A search is a walk for a visitor.
type search struct {
	graph   *Graph
	visitor Visitor
	visited Visited[struct{}]
}

// from walks on at a place and reports whether the visitor found what it looks for.
func (s *search) from(at Place, known PathFacts) bool {
	verdict := WalkOn
	if at.Index == 0 {
		known, verdict = s.enter(at.Block, known)
	}
	if verdict == WalkOn {
		known, verdict = s.through(at, known)
	}
	if verdict != WalkOn {
		return verdict == Found
	}
	for i, next := range s.graph.Successors(at.Block, known) {
		switch s.visitor.edge(at.Block, i) {
		case Found:
			return true
		case DeadEnd:
			continue
		}
		if s.from(Place{next, 0}, known) {
			return true
		}
	}
	return false
}

// enter begins a block. It is a dead end if the walk was there before with the same facts.
func (s *search) enter(b *cfg.Block, known PathFacts) (PathFacts, Verdict) {
	known, first := s.visited.First(b, struct{}{}, known)
	if !first {
		return known, DeadEnd
	}
	clause, ok := chosen(b)
	if !ok {
		return known, WalkOn
	}
	if !s.visitor.Bare {
		known = s.graph.Entered(b, known)
	}
	return known, s.visitor.clause(clause)
}

// through walks from a place to the end of its block.
func (s *search) through(at Place, known PathFacts) (PathFacts, Verdict) {
	for at.Index < len(at.Block.Nodes) {
		if verdict := s.visitor.node(at.Block.Nodes[at.Index]); verdict != WalkOn {
			return known, verdict
		}
		if !s.visitor.Bare {
			known = s.graph.Passed(at, known)
		}
		at = at.Next()
	}
	return known, WalkOn
}

// chosen returns the clause of a select whose body starts with b.
func chosen(b *cfg.Block) (*ast.CommClause, bool) {
	clause, ok := b.Stmt.(*ast.CommClause)
	return clause, ok && b.Kind == cfg.KindSelectCaseBody
}

// Entered is what is known at the start of b, where known was known before.
func (f *Graph) Entered(b *cfg.Block, known PathFacts) PathFacts {
	if clause, ok := chosen(b); ok {
		return known.afterClause(f.pkg, clause)
	}
	return known
}

// Passed is what is known behind the node at a place. A condition sets nothing, and the communication of a select
// clause is done only when the clause was chosen: see [Graph.Entered].
func (f *Graph) Passed(at Place, known PathFacts) PathFacts {
	n := at.Block.Nodes[at.Index]
	if f.Comms[n] || Conditional(at.Block) && at.Index == len(at.Block.Nodes)-1 {
		return known
	}
	return known.After(f.pkg, n)
}

// Successors yields the blocks that control may get to from the end of b, with their index in b.Succs: all but those
// that known rules out, and what lies behind a range over the channel of a timer, which nobody can close.
func (f *Graph) Successors(b *cfg.Block, known PathFacts) iter.Seq2[int, *cfg.Block] {
	return func(yield func(int, *cfg.Block) bool) {
		taken, decided := known.branch(f.pkg, b)
		for i, next := range b.Succs {
			if decided && taken != (i == 0) || i == 1 && rangesOverTimer(f.pkg, b) {
				continue
			}
			if !yield(i, next) {
				return
			}
		}
	}
}

// enoughSteps bounds a walk through a function with very many flags: beyond it, facts are forgotten, which can only
// make more ways look possible.
const enoughSteps = 1 << 14

// Visited is what a walk remembers of where it was: the blocks, each with the state that the walk carries along
// besides the facts, and with the facts.
type Visited[State comparable] map[visit[State]]bool

type visit[State comparable] struct {
	block *cfg.Block
	state State
	facts uint64 // their key
}

// First notes a visit of b and reports whether it is the first one with this state and these facts. The walk has to go
// on with the facts that it returns: none, if the walk is a long one.
func (v Visited[State]) First(b *cfg.Block, state State, known PathFacts) (facts PathFacts, first bool) {
	if len(v) > enoughSteps {
		known = nil
	}
	here := visit[State]{b, state, known.key()}
	first = !v[here]
	v[here] = true
	return known, first
}
