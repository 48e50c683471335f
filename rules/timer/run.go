package timer

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// A Run is statements, one directly behind the other, that do nothing but stop and drain one timer; and the Reset of that
// timer directly behind them, if there is one.
type Run struct {
	Timer  code.Ref
	Stmts  []inspector.Cursor
	Drains []Drain          // those of stmts that are if statements
	Stop   *ast.CallExpr    // the first Stop
	Reset  inspector.Cursor // the statement
	Call   *ast.CallExpr    // the Reset; nil: there is none
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

// Add adds the statement cur. A select in front of the first Stop looks into the channel of a timer that runs on: it is no part of the run.
func (r *Run) Add(p *code.Package, cur inspector.Cursor) {
	switch n := cur.Node().(type) {
	case *ast.SelectStmt:
		if len(r.Stmts) == 0 {
			return
		}
	case *ast.ExprStmt:
		if r.Stop == nil {
			r.Stop = ast.Unparen(n.X).(*ast.CallExpr)
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
		call, ok := ast.Unparen(n.X).(*ast.CallExpr)
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
	stmt, ok := cur.Node().(*ast.ExprStmt)
	if !ok {
		return nil, false
	}
	call, ok := ast.Unparen(stmt.X).(*ast.CallExpr)
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

// Last returns its last statement, which is the Reset if there is one.
func (r Run) Last() inspector.Cursor {
	if r.Call != nil {
		return r.Reset
	}
	return r.Stmts[len(r.Stmts)-1]
}

// Span is where r begins and where what it leaves behind does: its Reset, or the code after it.
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
