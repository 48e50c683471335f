// Package timer knows what may be true of a timer at each point of a function: whether it runs, has fired or was
// stopped, who can receive from its channel, and what the code that drains it does.
package timer

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// An Analysis follows one timer through one function: see [Follow].
type Analysis struct {
	pkg      *code.Package
	graph    *flow.Graph
	timer    code.Ref
	channels []code.Ref                     // what the function calls its channel
	results  map[types.Object]*ast.CallExpr // variables that hold the result of a Stop
	At       map[ast.Node]State             // before each call of Stop and Reset on the timer, and each return
}

// A step is a way of reaching a block: with one state of the timer, and what is known of flags.
type step struct {
	block *cfg.Block
	state State
	known flow.PathFacts
}

// run walks all ways from the entry of the function, as [flow.Graph.Search] does, with a state of the timer on each.
func (a *Analysis) run() {
	visited := flow.Visited[State]{}
	work := []step{{a.graph.Entry().Block, Unknown, nil}}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		var first bool
		if s.known, first = visited.First(s.block, s.state, s.known); first {
			work = append(work, a.through(s)...)
		}
	}
}

// through follows the timer through the block of s and returns the steps behind it.
func (a *Analysis) through(s step) (next []step) {
	b := s.block
	s.state = a.enter(b, s.state)
	s.known = a.graph.Entered(b, s.known)
	for i, n := range b.Nodes {
		if a.graph.Comms[n] {
			s.state = s.state.older() // select waits
		} else {
			s.state = a.node(n, s.state)
		}
		s.known = a.graph.Passed(flow.Place{Block: b, Index: i}, s.known)
	}
	for i, succ := range a.graph.Successors(b, s.known) {
		state := s.state
		if len(b.Succs) == 2 {
			state = a.branch(b, state, i == 0)
		}
		if state != 0 {
			next = append(next, step{succ, state, s.known})
		}
	}
	return next
}

// enter is the state at the start of b, which is reached with s. The clause of a select that receives from the timer
// empties it. A select that passes by this clause, as one with a default clause can, is a drain that may come too
// early.
func (a *Analysis) enter(b *cfg.Block, s State) State {
	switch stmt := b.Stmt.(type) {
	case *ast.RangeStmt:
		switch {
		case b.Kind == cfg.KindRangeBody && a.isChannel(stmt.X):
			return Idle
		case b.Kind == cfg.KindRangeLoop && a.pkg.IsChan(stmt.X):
			return s.older() // range waits
		}
	case *ast.CommClause:
		switch {
		case !a.isChannel(code.ReceiveOperand(stmt.Comm)):
		case b.Kind == cfg.KindSelectCaseBody:
			return Idle
		case s == Stopped:
			return Racy
		}
	}
	return s
}

// node follows the timer through one statement or condition, part by part in the order in which they are written.
func (a *Analysis) node(n ast.Node, s State) State {
	switch n.(type) {
	case *ast.DeferStmt:
		return s // runs when the function ends
	case *ast.ReturnStmt:
		a.At[n] |= s
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			switch {
			case n.Op != token.ARROW:
			case a.isChannel(n.X):
				s = Idle
			default:
				s = s.older()
			}
		case *ast.SendStmt:
			s = s.older()
		case *ast.CallExpr:
			s = a.call(n, s)
		}
		return true
	})
	return a.assignment(n, s)
}

// isChannel reports whether e is the channel of the timer.
func (a *Analysis) isChannel(e ast.Expr) bool {
	r, ok := a.pkg.RefOf(e)
	return ok && slices.Contains(a.channels, r)
}

// call follows the timer through a call: Stop and Reset of the timer, a call that others may use for either, and those
// that surely wait.
func (a *Analysis) call(call *ast.CallExpr, s State) State {
	if r, ok := a.pkg.MethodOn(call, "Stop"); ok && r == a.timer {
		a.At[call] |= s
		switch s {
		case Armed:
			return Stopped
		case Fresh:
			return Idle
		}
		return s
	}
	if r, ok := a.pkg.MethodOn(call, "Reset"); ok && r == a.timer {
		a.At[call] |= s
		return a.set(call)
	}
	if value.PassedTo(a.pkg, call, a.timer) {
		return Unknown
	}
	if _, waits := a.pkg.MethodOn(call, "Wait"); waits || a.pkg.CalleeName(call) == "time.Sleep" {
		return s.older()
	}
	return s
}

// set is the state of a timer that call, of NewTimer or Reset, has just set. With a duration of zero or less it may
// have fired at once.
func (a *Analysis) set(call *ast.CallExpr) State {
	if a.pkg.NotPositive(call) {
		return Armed
	}
	return Fresh
}

// assignment follows the timer through an assignment to it, and notes which variables get the result of a Stop.
func (a *Analysis) assignment(n ast.Node, s State) State {
	if set, ok := n.(*ast.AssignStmt); ok && len(set.Lhs) == 1 && len(set.Rhs) == 1 {
		if call := a.stopCall(ast.Unparen(set.Rhs[0])); call != nil && code.IsLocal(a.pkg.ObjectOf(set.Lhs[0])) {
			a.results[a.pkg.ObjectOf(set.Lhs[0])] = call
		}
	}
	if !a.pkg.Assigns(n, a.timer) {
		return s
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if r, ok := a.pkg.RefOf(l); ok && r == a.timer && len(n.Lhs) == len(n.Rhs) {
				return a.made(n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i := range n.Names {
			if len(n.Values) == len(n.Names) && a.pkg.ObjectOf(n.Names[i]) == a.timer.Obj {
				return a.made(n.Values[i])
			}
		}
	}
	return Unknown
}

// made is the state of a timer variable that was just set to e. The timer of AfterFunc counts as idle: it has no
// channel in which a value could be.
func (a *Analysis) made(e ast.Expr) State {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		switch a.pkg.CalleeName(call) {
		case "time.NewTimer":
			return a.set(call)
		case "time.AfterFunc":
			return Idle
		}
	}
	return Unknown
}

// branch refines s, the state behind the condition of b, on one of the ways out, if the condition is the result of
// Stop and nothing else. It returns 0 for a way that cannot be taken. Stop returns true only if it ends a timer that
// is armed, and then no value is there or will come (documentation of time.Timer.Stop).
func (a *Analysis) branch(b *cfg.Block, s State, taken bool) State {
	if len(b.Nodes) == 0 {
		return s
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return s
	}
	inner, negated := code.Negation(cond)
	call := a.stopCall(inner)
	switch {
	case call == nil && a.mentionsStop(cond), call != nil && !flow.Conditional(b):
		return Unknown // Stop and something else: what that means is not known here
	case call == nil, taken == negated: // Stop returned false
		return s
	case s == Idle, s == Racy:
		return 0 // cannot happen: the timer was not armed
	}
	return Idle
}

// stopCall returns the call of Stop on the timer that e is, or whose result e holds; or nil.
func (a *Analysis) stopCall(e ast.Expr) *ast.CallExpr {
	switch e := e.(type) {
	case *ast.Ident:
		return a.results[a.pkg.ObjectOf(e)]
	case *ast.CallExpr:
		if r, ok := a.pkg.MethodOn(e, "Stop"); ok && r == a.timer {
			return e
		}
	}
	return nil
}

// mentionsStop reports whether e calls Stop on the timer, or mentions the result of such a call.
func (a *Analysis) mentionsStop(e ast.Expr) bool {
	for obj := range a.results {
		if a.pkg.Uses(e, obj) {
			return true
		}
	}
	return a.pkg.CallsMethod(e, a.timer, "Stop")
}
