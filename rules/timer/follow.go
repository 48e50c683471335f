package timer

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// A Key identifies a timer in a function: by the body of the function, and by what the function calls the timer.
type Key struct {
	Body  *ast.BlockStmt
	Timer code.Ref
}

var analyses = code.NewMemo(func() map[Key]*Analysis { return map[Key]*Analysis{} })

// Follow computes what may be true of timer at each Stop, Reset and return of the function of s. It walks every way
// through the control-flow graph that the facts allow: a state in the set is reached on some such way.
func Follow(p *code.Package, s flow.Site, timer code.Ref) *Analysis {
	key := Key{s.Body, timer}
	known := analyses.Of(p)
	if known[key] == nil {
		known[key] = newAnalysis(p, s, timer)
		known[key].run()
	}
	return known[key]
}

// newAnalysis returns an analysis that has not run yet.
func newAnalysis(p *code.Package, s flow.Site, timer code.Ref) *Analysis {
	return &Analysis{
		pkg:      p,
		graph:    s.Flow,
		timer:    timer,
		channels: ChannelsOf(p, s, timer),
		results:  map[types.Object]*ast.CallExpr{},
		At:       map[ast.Node]State{},
	}
}

// followable reports whether [Follow] can be trusted for the timer: nobody else may have that of a local variable. A
// field is judged by what the one function does to it; behind a call that can reach the field, nothing is known.
func followable(p *code.Package, s flow.Site, timer code.Ref) bool {
	if s.Flow == nil || p.MutableElsewhere(timer.Obj) {
		return false
	}
	return timer.Path != "" || code.IsLocal(timer.Obj) && value.OwnershipOf(p, s, timer.Obj) == value.Owned
}

// hasChannel reports whether timer was made by time.NewTimer, as opposed to time.AfterFunc. An assignment in the
// package tells, for a field one to any field of that name; or the function of s receives from it.
func hasChannel(p *code.Package, s flow.Site, timer code.Ref) bool {
	if p.ReceivesFrom(s.Body, timer.Channel()) {
		return true
	}
	return madeBy(p, "time.NewTimer", timer) && !madeBy(p, "time.AfterFunc", timer)
}

// madeBy reports whether some assignment sets timer to what the function api returned. Fields go by their name.
func madeBy(p *code.Package, api string, timer code.Ref) bool {
	return slices.ContainsFunc(p.References(api), func(ref inspector.Cursor) bool {
		m := flow.SiteOf(p, ref)
		if m.Call == nil {
			return false
		}
		b := value.BindingOf(p, m.Cur, 0)
		return timer.Path == "" && b.Obj == timer.Obj || timer.Path != "" && b.Name == timer.Field()
	})
}
