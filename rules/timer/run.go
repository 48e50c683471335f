package timer

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// A Run is a sequence of statements, one directly behind the other, that do nothing but stop and drain one timer; and
// the Reset of that timer directly behind them, if there is one. Either part may be missing.
type Run struct {
	Timer  code.Ref
	Stmts  []inspector.Cursor
	Drains []Drain          // those of Stmts that are if statements
	Stop   *ast.CallExpr    // the first Stop; nil: there is none
	Reset  inspector.Cursor // the statement that calls Reset
	Call   *ast.CallExpr    // of Reset; nil: there is none
}

// RunOf returns the run around the statement cur, which stops, drains or resets timer.
func RunOf(p *code.Package, cur inspector.Cursor, timer code.Ref) Run {
	r := Run{Timer: timer}
	first := cur
	for prev, ok := first.PrevSibling(); ok && code.InList(prev) && InRun(p, prev, timer); prev, ok = first.PrevSibling() {
		first = prev
	}
	for next, ok := first, true; ok && code.InList(next) && InRun(p, next, timer); next, ok = next.NextSibling() {
		r.Add(p, next)
	}
	last, ok := cur, true
	if n := len(r.Stmts); n > 0 {
		last, ok = r.Stmts[n-1].NextSibling()
	}
	if ok && code.InList(last) {
		if call, ok := Resets(p, last, timer); ok {
			r.Reset, r.Call = last, call
		}
	}
	return r
}

// Add adds the statement cur, for which [InRun] holds. A select in front of the first Stop looks into the channel of a
// timer that runs on: it is no part of the run.
func (r *Run) Add(p *code.Package, cur inspector.Cursor) {
	switch n := cur.Node().(type) {
	case *ast.SelectStmt:
		if len(r.Stmts) == 0 {
			return
		}
	case *ast.ExprStmt:
		if r.Stop == nil {
			r.Stop, _ = code.CallIn(n)
		}
	case *ast.IfStmt:
		d, _ := drainOf(p, cur)
		r.Drains = append(r.Drains, d)
		if r.Stop == nil {
			r.Stop = d.Stop
		}
	}
	r.Stmts = append(r.Stmts, cur)
}

// InRun reports whether the statement cur does nothing but stop timer, or drain it.
func InRun(p *code.Package, cur inspector.Cursor, timer code.Ref) bool {
	switch n := cur.Node().(type) {
	case *ast.ExprStmt:
		call, ok := code.CallIn(n)
		if !ok || !p.IsTimerMethod(call, "Stop") {
			return false
		}
		r, ok := p.MethodOn(call, "Stop")
		return ok && r == timer
	case *ast.IfStmt:
		d, ok := drainOf(p, cur)
		return ok && d.Timer == timer && d.Pure && !d.Inverted && !d.Guarded
	case *ast.SelectStmt:
		return IsNonBlockingDrain(p, n, timer.Channel())
	}
	return false
}

// Resets returns the call of Reset if the statement cur is nothing but a Reset of timer.
func Resets(p *code.Package, cur inspector.Cursor, timer code.Ref) (*ast.CallExpr, bool) {
	call, ok := code.CallIn(cur.Node())
	if !ok || len(call.Args) != 1 || !p.IsTimerMethod(call, "Reset") {
		return nil, false
	}
	r, ok := p.MethodOn(call, "Reset")
	return call, ok && r == timer
}

// ResetSite returns the site of the Reset of run.
func ResetSite(p *code.Package, run Run) flow.Site {
	cur, _ := run.Reset.FindNode(run.Call)
	s := flow.SiteAt(p, cur)
	s.Call = run.Call
	return s
}

// First returns the first statement of r, or its Reset.
func (r Run) First() inspector.Cursor {
	if len(r.Stmts) > 0 {
		return r.Stmts[0]
	}
	return r.Reset
}

// Last returns the last statement of r, which is its Reset if there is one.
func (r Run) Last() inspector.Cursor {
	if r.Call != nil {
		return r.Reset
	}
	return r.Stmts[len(r.Stmts)-1]
}

// Span is what goes when the statements of r are taken away: from the first of them up to the Reset, or up to the end
// of the last one if there is no Reset.
func (r Run) Span() (from, to token.Pos) {
	from = r.First().Node().Pos()
	if n := len(r.Stmts); n > 0 {
		to = r.Stmts[n-1].Node().End()
	}
	if r.Call != nil {
		to = r.Reset.Node().Pos()
	}
	return from, to
}
