package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/cfg"
)

// A timerState is a set of what may be true of a timer at one point of a function.
type timerState uint8

const (
	stUnknown timerState = 1 << iota // nothing is known: entry of the function, or others had the timer
	stArmed                          // set, and neither stopped nor received from: it may have fired, unread
	stStopped                        // stopped while armed, the result of Stop not heeded: a value may be there, or on its way
	stRacy                           // as stStopped, and then drained without blocking: a value may still be on its way
	stIdle                           // received from, or surely stopped in time: no value is there or will come
)

// stateFlow is the result of following one timer through one function.
type stateFlow struct {
	pkg     *Package
	f       *flow
	timer   ref
	channel ref
	in      map[*cfg.Block]timerState
	at      map[ast.Node]timerState        // before each call of Stop and Reset on the timer
	results map[types.Object]*ast.CallExpr // variables that hold the result of a Stop
}

// followTimer computes what may be true of timer before each Stop and Reset in the function of f.
// It is a may-analysis over the control-flow graph: a state in the set is reached on some way.
func (p *Package) followTimer(f *flow, timer ref) *stateFlow {
	sf := &stateFlow{
		pkg:     p,
		f:       f,
		timer:   timer,
		channel: ref{timer.obj, timer.path + ".C"},
		in:      map[*cfg.Block]timerState{},
		at:      map[ast.Node]timerState{},
		results: map[types.Object]*ast.CallExpr{},
	}
	entry := f.graph.Blocks[0]
	sf.in[entry] = stUnknown
	work := []*cfg.Block{entry}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		out := sf.block(b)
		for i, succ := range b.Succs {
			s := out
			if len(b.Succs) == 2 {
				s = sf.branch(b, out, i == 0)
			}
			if s = sf.enter(succ, s); s|sf.in[succ] != sf.in[succ] {
				sf.in[succ] |= s
				work = append(work, succ)
			}
		}
	}
	return sf
}

// enter is the state in b, reached with s: choosing the clause of a select that receives from the timer empties it,
// and not choosing it beside a default clause is a drain that may come too early.
func (sf *stateFlow) enter(b *cfg.Block, s timerState) timerState {
	if loop, ok := b.Stmt.(*ast.RangeStmt); ok && b.Kind == cfg.KindRangeBody && s != 0 {
		if r, ok := sf.pkg.refOf(loop.X); ok && r == sf.channel {
			return stIdle
		}
	}
	clause, ok := b.Stmt.(*ast.CommClause)
	if !ok || clause.Comm == nil {
		return s
	}
	r, ok := sf.pkg.refOf(receiveOperand(clause.Comm))
	if !ok || r != sf.channel || s == 0 {
		return s
	}
	if b.Kind == cfg.KindSelectCaseBody {
		return stIdle
	}
	if s&stStopped != 0 {
		s = s&^stStopped | stRacy
	}
	return s
}

// block follows the timer through the nodes of b.
func (sf *stateFlow) block(b *cfg.Block) timerState {
	s := sf.in[b]
	for _, n := range b.Nodes {
		if !sf.f.comms[n] {
			s = sf.node(n, s)
		}
	}
	return s
}

// node follows the timer through one statement or condition, in the order in which its parts are written.
func (sf *stateFlow) node(n ast.Node, s timerState) timerState {
	if _, ok := n.(*ast.DeferStmt); ok {
		return s // runs when the function ends
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			if r, ok := sf.pkg.refOf(n.X); ok && n.Op == token.ARROW && r == sf.channel {
				s = stIdle
			}
		case *ast.CallExpr:
			s = sf.call(n, s)
		}
		return true
	})
	return sf.assignment(n, s)
}

// call follows the timer through a call.
func (sf *stateFlow) call(call *ast.CallExpr, s timerState) timerState {
	if r, ok := sf.pkg.methodOn(call, "Stop"); ok && r == sf.timer {
		sf.at[call] |= s
		if s&stArmed != 0 {
			s = s&^stArmed | stStopped
		}
		return s
	}
	if r, ok := sf.pkg.methodOn(call, "Reset"); ok && r == sf.timer {
		sf.at[call] |= s
		return stArmed
	}
	if sf.reachable(call) {
		return stUnknown
	}
	return s
}

// reachable reports whether call could lay hands on the timer: it gets the timer, or, for a field, the value that
// holds it, as an argument or receiver.
func (sf *stateFlow) reachable(call *ast.CallExpr) bool {
	mine := func(e ast.Expr) bool {
		if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
			e = u.X
		}
		r, ok := sf.pkg.refOf(e)
		return ok && r.obj == sf.timer.obj && strings.HasPrefix(sf.timer.path+".", r.path+".")
	}
	for _, arg := range call.Args {
		if mine(arg) {
			return true
		}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sf.timer.path != "" && mine(sel.X)
}

// assignment follows the timer through an assignment to it.
func (sf *stateFlow) assignment(n ast.Node, s timerState) timerState {
	if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 {
		if call := sf.stopCall(ast.Unparen(a.Rhs[0])); call != nil && isLocal(sf.pkg.objectOf(a.Lhs[0])) {
			sf.results[sf.pkg.objectOf(a.Lhs[0])] = call
		}
	}
	if !sf.pkg.assigns(n, sf.timer) {
		return s
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if r, ok := sf.pkg.refOf(l); ok && r == sf.timer && len(n.Lhs) == len(n.Rhs) && sf.makes(n.Rhs[i]) {
				return stArmed
			}
		}
	case *ast.ValueSpec:
		for i := range n.Names {
			if len(n.Values) == len(n.Names) && sf.makes(n.Values[i]) {
				return stArmed
			}
		}
	}
	return stUnknown
}

// makes reports whether e is a call of time.NewTimer.
func (sf *stateFlow) makes(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && sf.pkg.callee(call) == "time.NewTimer"
}

// branch refines s, the state after the condition of b, by the result of Stop, if the condition is nothing else.
// Stop returns true only if it ends an armed timer, and then no value is there or will come (documentation of time.Timer.Stop).
func (sf *stateFlow) branch(b *cfg.Block, s timerState, taken bool) timerState {
	if len(b.Nodes) == 0 {
		return s
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return s
	}
	inner, negated := negation(cond)
	call := sf.stopCall(inner)
	switch {
	case call == nil && sf.mentionsStop(cond), call != nil && !conditional(b):
		return stUnknown // Stop and something else: what that means is not known here
	case call == nil, taken == negated: // Stop returned false
		return s
	case sf.at[call]&(stArmed|stUnknown) == 0:
		return 0 // cannot happen
	}
	return stIdle
}

// stopCall returns the call of Stop on the timer that e is, or whose result e holds; or nil.
func (sf *stateFlow) stopCall(e ast.Expr) *ast.CallExpr {
	switch e := e.(type) {
	case *ast.Ident:
		return sf.results[sf.pkg.objectOf(e)]
	case *ast.CallExpr:
		if r, ok := sf.pkg.methodOn(e, "Stop"); ok && r == sf.timer {
			return e
		}
	}
	return nil
}

// mentionsStop reports whether e calls Stop on the timer, or mentions the result of such a call.
func (sf *stateFlow) mentionsStop(e ast.Expr) bool {
	for obj := range sf.results {
		if sf.pkg.uses(e, obj) {
			return true
		}
	}
	return sf.pkg.callsMethod(e, sf.timer, "Stop")
}

// known reports whether followTimer can be trusted for the timer: a local variable must be this function's alone, and a field
// is judged by what one function does to it, calls that can reach it aside.
func (p *Package) known(s site, timer ref) bool {
	if timer.path == "" {
		return isLocal(timer.obj) && p.fateOf(s, timer.obj) == fateOpen
	}
	return p.madeByNewTimer(timer.field()) && !p.shared[timer.obj]
}

// madeByNewTimer reports whether, by its name, the field is only ever set to timers of time.NewTimer.
func (p *Package) madeByNewTimer(field string) bool {
	made := false
	for _, ref := range p.refs["time.NewTimer"] {
		if s := p.siteOf(ref); s.call != nil && p.holderOf(s.cur, 0).name == field {
			made = true
		}
	}
	for _, ref := range p.refs["time.AfterFunc"] {
		if s := p.siteOf(ref); s.call != nil && p.holderOf(s.cur, 0).name == field {
			return false
		}
	}
	return made
}
