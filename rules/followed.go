package rules

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// followed names a timer in a function.
type followed struct {
	body  *ast.BlockStmt
	timer ref
}

var analyses = NewMemo(func() map[followed]*stateFlow { return map[followed]*stateFlow{} })

// followTimer computes what may be true of timer at each Stop, Reset and return of the function of s. It walks every way through the
// control-flow graph that the facts allow: a state in the set is reached on some such way.
func (p *Package) followTimer(s site, timer ref) *stateFlow {
	key := followed{s.body, timer}
	known := analyses.Of(p)
	if known[key] == nil {
		known[key] = p.newStateFlow(s, timer)
		known[key].run()
	}
	return known[key]
}

func (p *Package) newStateFlow(s site, timer ref) *stateFlow {
	return &stateFlow{
		pkg:      p,
		f:        s.flow,
		timer:    timer,
		channels: p.channelsOf(s, timer),
		results:  map[types.Object]*ast.CallExpr{},
		at:       map[ast.Node]timerState{},
	}
}

// followable reports whether followTimer can be trusted for the timer: nobody else may have a hold of a local
// variable; a field is judged by what the one function does to it, calls that can reach it aside.
func (p *Package) followable(s site, timer ref) bool {
	if s.flow == nil || p.mutableElsewhere(timer.obj) {
		return false
	}
	return timer.path != "" || isLocal(timer.obj) && p.fateOf(s, timer.obj) == fateOpen
}

// isChannelTimer reports whether timer was made by time.NewTimer, as opposed to time.AfterFunc: by an assignment in
// the package (to a field of that name), or because the function of s receives from it.
func (p *Package) isChannelTimer(s site, timer ref) bool {
	if p.receivesFrom(s.body, ref{timer.obj, timer.path + ".C"}) {
		return true
	}
	return p.madeBy("time.NewTimer", timer) && !p.madeBy("time.AfterFunc", timer)
}

// madeBy reports whether some assignment sets timer to what the function api returned. Fields go by their name.
func (p *Package) madeBy(api string, timer ref) bool {
	return slices.ContainsFunc(p.references(api), func(ref inspector.Cursor) bool {
		m := p.siteOf(ref)
		if m.call == nil {
			return false
		}
		h := p.holderOf(m.cur, 0)
		return timer.path == "" && h.obj == timer.obj || timer.path != "" && h.name == timer.field()
	})
}
