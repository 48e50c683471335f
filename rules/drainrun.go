package rules

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A drainRun is statements, one directly behind the other, that do nothing but stop and drain one timer; and the Reset of that
// timer directly behind them, if there is one.
type drainRun struct {
	timer  ref
	stmts  []inspector.Cursor
	drains []drain          // those of stmts that are if statements
	stop   *ast.CallExpr    // the first Stop
	reset  inspector.Cursor // the statement
	call   *ast.CallExpr    // the Reset; nil: there is none
}

// runOf returns the run around the statement cur, which stops, drains or resets timer.
func (p *Package) runOf(cur inspector.Cursor, timer ref) drainRun {
	r := drainRun{timer: timer}
	first := cur
	for prev, ok := first.PrevSibling(); ok && inList(prev) && p.inRun(prev, timer); prev, ok = first.PrevSibling() {
		first = prev
	}
	for next, ok := first, true; ok && inList(next) && p.inRun(next, timer); next, ok = next.NextSibling() {
		r.add(p, next)
	}
	last, ok := cur, true
	if n := len(r.stmts); n > 0 {
		last, ok = r.stmts[n-1].NextSibling()
	}
	if ok && inList(last) {
		if call, ok := p.resets(last, timer); ok {
			r.reset, r.call = last, call
		}
	}
	return r
}

// add adds the statement cur. A select in front of the first Stop looks into the channel of a timer that runs on: it is no part of the run.
func (r *drainRun) add(p *Package, cur inspector.Cursor) {
	switch n := cur.Node().(type) {
	case *ast.SelectStmt:
		if len(r.stmts) == 0 {
			return
		}
	case *ast.ExprStmt:
		if r.stop == nil {
			r.stop = ast.Unparen(n.X).(*ast.CallExpr)
		}
	case *ast.IfStmt:
		d, _ := p.drainOf(cur)
		r.drains = append(r.drains, d)
		if r.stop == nil {
			r.stop = d.stop
		}
	}
	r.stmts = append(r.stmts, cur)
}

// inRun reports whether the statement cur does nothing but stop timer, or drain it.
func (p *Package) inRun(cur inspector.Cursor, timer ref) bool {
	switch n := cur.Node().(type) {
	case *ast.ExprStmt:
		call, ok := ast.Unparen(n.X).(*ast.CallExpr)
		if !ok || !p.isTimerMethod(call, "Stop") {
			return false
		}
		r, ok := p.methodOn(call, "Stop")
		return ok && r == timer
	case *ast.IfStmt:
		d, ok := p.drainOf(cur)
		return ok && d.timer == timer && d.pure && !d.inverted && !d.guarded
	case *ast.SelectStmt:
		return p.isNonBlockingDrain(n, ref{timer.obj, timer.path + ".C"})
	}
	return false
}

// resets returns the call of Reset if the statement cur is nothing but a Reset of timer.
func (p *Package) resets(cur inspector.Cursor, timer ref) (*ast.CallExpr, bool) {
	stmt, ok := cur.Node().(*ast.ExprStmt)
	if !ok {
		return nil, false
	}
	call, ok := ast.Unparen(stmt.X).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !p.isTimerMethod(call, "Reset") {
		return nil, false
	}
	r, ok := p.methodOn(call, "Reset")
	return call, ok && r == timer
}

// resetOf returns the site of the Reset of run.
func (p *Package) resetOf(run drainRun) site {
	cur, _ := run.reset.FindNode(run.call)
	s := p.siteAt(cur)
	s.call = run.call
	return s
}

// sinceSync reports whether the code at cur runs with the timers of Go 1.23 and later only.
func (p *Pass) sinceSync(cur inspector.Cursor) bool { return p.Timers == Sync && !p.oldFile(cur) }

// inList reports whether cur is a statement among others: not the header of a statement, nor behind a label or an else.
func inList(cur inspector.Cursor) bool {
	switch cur.ParentEdgeKind() {
	case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		_, ok := cur.Node().(ast.Stmt)
		return ok
	}
	return false
}

// first returns the first statement of r, or its Reset.
func (r drainRun) first() inspector.Cursor {
	if len(r.stmts) > 0 {
		return r.stmts[0]
	}
	return r.reset
}

// last returns its last statement, which is the Reset if there is one.
func (r drainRun) last() inspector.Cursor {
	if r.call != nil {
		return r.reset
	}
	return r.stmts[len(r.stmts)-1]
}

// span is where r begins and where what it leaves behind does: its Reset, or the code after it.
func (r drainRun) span() (from, to token.Pos) {
	from = r.first().Node().Pos()
	if n := len(r.stmts); n > 0 {
		to = r.stmts[n-1].Node().End()
	}
	if r.call != nil {
		to = r.reset.Node().Pos()
	}
	return from, to
}

// commentsIn returns the comments of the file around cur between two positions.
func commentsIn(cur inspector.Cursor, from, to token.Pos) (out []string) {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			for _, c := range group.List {
				if from <= c.Pos() && c.End() <= to {
					out = append(out, c.Text)
				}
			}
		}
	}
	return out
}
