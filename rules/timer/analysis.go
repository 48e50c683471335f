// Package timer knows what may be true of a timer at each point of a function: whether it runs, has fired or was stopped, who can
// receive from its channel, and what the code that drains it does.
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

// A State is a set of what may be true of a timer at one point of a function.
type State uint8

const (
	Unknown State = 1 << iota // nothing is known: entry of the function, or others had the timer
	Fresh                     // set, and nobody has waited since: it has not fired
	Armed                     // set before a wait, and neither stopped nor received from: it may have fired, unread
	Stopped                   // stopped while armed, the result of Stop not heeded: a value may be there, or on its way
	Racy                      // as stStopped, and then drained without blocking: a value may still be on its way
	Idle                      // received from, or surely stopped in time: no value is there or will come
)

// Analysis follows one timer through one function.
type Analysis struct {
	pkg      *code.Package
	f        *flow.Graph
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

// run walks all ways.
func (sf *Analysis) run() {
	type seen struct {
		block *cfg.Block
		state State
		known uint64
	}
	done := map[seen]bool{}
	work := []step{{sf.f.Graph.Blocks[0], Unknown, nil}}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if len(done) > flow.EnoughStates {
			s.known = nil
		}
		if key := (seen{s.block, s.state, s.known.Key()}); done[key] {
			continue
		} else {
			done[key] = true
		}
		work = append(work, sf.through(s)...)
	}
}

// through follows the timer through the block of s and returns the steps behind it.
func (sf *Analysis) through(s step) []step {
	b := s.block
	s.state = sf.enter(b, s.state)
	if clause, ok := b.Stmt.(*ast.CommClause); ok && b.Kind == cfg.KindSelectCaseBody {
		s.known = s.known.AfterClause(sf.pkg, clause)
	}
	for i, n := range b.Nodes {
		if sf.f.Comms[n] {
			s.state = s.state.older() // select waits
			continue
		}
		s.state = sf.node(n, s.state)
		if decides := flow.Conditional(b) && i == len(b.Nodes)-1; !decides {
			s.known = s.known.After(sf.pkg, n)
		}
	}
	var next []step
	for i, succ := range b.Succs {
		if taken, ok := s.known.Branch(sf.pkg, b); ok && taken != (i == 0) || i == 1 && flow.RangesOverTimer(sf.pkg, b) {
			continue
		}
		state := s.state
		if len(b.Succs) == 2 {
			state = sf.branch(b, state, i == 0)
		}
		if state != 0 {
			next = append(next, step{succ, state, s.known})
		}
	}
	return next
}

// enter is the state in b, reached with s: choosing the clause of a select that receives from the timer empties it,
// and not choosing it beside a default clause is a drain that may come too early.
func (sf *Analysis) enter(b *cfg.Block, s State) State {
	switch stmt := b.Stmt.(type) {
	case *ast.RangeStmt:
		switch {
		case b.Kind == cfg.KindRangeBody && sf.isChannel(stmt.X):
			return Idle
		case b.Kind == cfg.KindRangeLoop && sf.pkg.IsChan(stmt.X):
			return s.older() // range waits
		}
	case *ast.CommClause:
		switch {
		case !sf.isChannel(code.ReceiveOperand(stmt.Comm)):
		case b.Kind == cfg.KindSelectCaseBody:
			return Idle
		case s == Stopped:
			return Racy
		}
	}
	return s
}

// node follows the timer through one statement or condition, in the order in which its parts are written.
func (sf *Analysis) node(n ast.Node, s State) State {
	switch n.(type) {
	case *ast.DeferStmt:
		return s // runs when the function ends
	case *ast.ReturnStmt:
		sf.At[n] |= s
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			switch {
			case n.Op != token.ARROW:
			case sf.isChannel(n.X):
				s = Idle
			default:
				s = s.older()
			}
		case *ast.SendStmt:
			s = s.older()
		case *ast.CallExpr:
			s = sf.call(n, s)
		}
		return true
	})
	return sf.assignment(n, s)
}

// isChannel reports whether e is the channel of the timer.
func (sf *Analysis) isChannel(e ast.Expr) bool {
	r, ok := sf.pkg.RefOf(e)
	return ok && slices.Contains(sf.channels, r)
}

// call follows the timer through a call.
func (sf *Analysis) call(call *ast.CallExpr, s State) State {
	if r, ok := sf.pkg.MethodOn(call, "Stop"); ok && r == sf.timer {
		sf.At[call] |= s
		switch s {
		case Armed:
			return Stopped
		case Fresh:
			return Idle
		}
		return s
	}
	if r, ok := sf.pkg.MethodOn(call, "Reset"); ok && r == sf.timer {
		sf.At[call] |= s
		return sf.set(call)
	}
	if value.PassedTo(sf.pkg, call, sf.timer) {
		return Unknown
	}
	if _, waits := sf.pkg.MethodOn(call, "Wait"); waits || sf.pkg.CalleeName(call) == "time.Sleep" {
		return s.older()
	}
	return s
}

// older is the state after a wait. Other calls may take their time as well, but a timer that is set, and set again
// before anybody waits, is the first pass of a loop that resets its timer at the head; it does not fire there.
func (s State) older() State {
	if s == Fresh {
		return Armed
	}
	return s
}

// set is the state of a timer that call, of NewTimer or Reset, has just set: with a duration of zero it has fired at once.
func (sf *Analysis) set(call *ast.CallExpr) State {
	if sf.pkg.NotPositive(call) {
		return Armed
	}
	return Fresh
}

// assignment follows the timer through an assignment to it.
func (sf *Analysis) assignment(n ast.Node, s State) State {
	if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 {
		if call := sf.stopCall(ast.Unparen(a.Rhs[0])); call != nil && code.IsLocal(sf.pkg.ObjectOf(a.Lhs[0])) {
			sf.results[sf.pkg.ObjectOf(a.Lhs[0])] = call
		}
	}
	if !sf.pkg.Assigns(n, sf.timer) {
		return s
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if r, ok := sf.pkg.RefOf(l); ok && r == sf.timer && len(n.Lhs) == len(n.Rhs) {
				return sf.made(n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i := range n.Names {
			if len(n.Values) == len(n.Names) && sf.pkg.ObjectOf(n.Names[i]) == sf.timer.Obj {
				return sf.made(n.Values[i])
			}
		}
	}
	return Unknown
}

// made is the state of a timer that was just set to e. The timer of AfterFunc has no channel to receive from.
func (sf *Analysis) made(e ast.Expr) State {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		switch sf.pkg.CalleeName(call) {
		case "time.NewTimer":
			return sf.set(call)
		case "time.AfterFunc":
			return Idle
		}
	}
	return Unknown
}

// branch refines s, the state after the condition of b, by the result of Stop, if the condition is nothing else.
// Stop returns true only if it ends an armed timer, and then no value is there or will come (documentation of time.Timer.Stop).
func (sf *Analysis) branch(b *cfg.Block, s State, taken bool) State {
	if len(b.Nodes) == 0 {
		return s
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return s
	}
	inner, negated := code.Negation(cond)
	call := sf.stopCall(inner)
	switch {
	case call == nil && sf.mentionsStop(cond), call != nil && !flow.Conditional(b):
		return Unknown // Stop and something else: what that means is not known here
	case call == nil, taken == negated: // Stop returned false
		return s
	case s == Idle, s == Racy:
		return 0 // cannot happen: the timer was not armed
	}
	return Idle
}

// stopCall returns the call of Stop on the timer that e is, or whose result e holds; or nil.
func (sf *Analysis) stopCall(e ast.Expr) *ast.CallExpr {
	switch e := e.(type) {
	case *ast.Ident:
		return sf.results[sf.pkg.ObjectOf(e)]
	case *ast.CallExpr:
		if r, ok := sf.pkg.MethodOn(e, "Stop"); ok && r == sf.timer {
			return e
		}
	}
	return nil
}

// mentionsStop reports whether e calls Stop on the timer, or mentions the result of such a call.
func (sf *Analysis) mentionsStop(e ast.Expr) bool {
	for obj := range sf.results {
		if sf.pkg.Uses(e, obj) {
			return true
		}
	}
	return sf.pkg.CallsMethod(e, sf.timer, "Stop")
}
