package rules

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A drain is an if statement on the result of Stop that empties the timer's channel.
type drain struct {
	cur      inspector.Cursor // the condition
	stmt     *ast.IfStmt
	timer    ref
	stop     *ast.CallExpr // t.Stop()
	blocking bool          // <-t.C, as opposed to a select with a default clause
	inverted bool          // drains when Stop returned true
	guarded  bool          // the condition asks for more than Stop's result
	pure     bool          // it does nothing but drain
}

// drains returns the drains of the package, in source order.
func (p *Package) drains() []drain {
	var out []drain
	for _, cur := range p.ifs {
		if d, ok := p.drainOf(cur); ok {
			out = append(out, d)
		}
	}
	return out
}

// drainOf matches
//
//	if !t.Stop() { <-t.C }
//	if !t.Stop() && more { <-t.C }
//	if stopped := t.Stop(); !stopped { <-t.C }
//
// and the same with select { case <-t.C: default: } for a body.
func (p *Package) drainOf(cur inspector.Cursor) (drain, bool) {
	n := cur.Node().(*ast.IfStmt)
	d := drain{cur: cur.ChildAt(edge.IfStmt_Cond, -1), stmt: n}
	if n.Else != nil || len(n.Body.List) == 0 || !p.matchStop(n, &d) {
		return d, false
	}
	channel := ref{d.timer.obj, d.timer.path + ".C"}
	d.pure = len(n.Body.List) == 1 && (n.Init == nil || p.onlyStops(n.Init, d.stop))
	switch s := n.Body.List[0].(type) {
	case *ast.SelectStmt:
		return d, p.isNonBlockingDrain(s, channel)
	default:
		d.blocking = true
		d.pure = d.pure && dropsValue(s)
		r, ok := p.refOf(receiveOperand(s))
		return d, ok && r == channel
	}
}

// onlyStops reports whether init does nothing but keep the result of stop in a variable of its own.
func (p *Package) onlyStops(init ast.Stmt, stop *ast.CallExpr) bool {
	a, ok := init.(*ast.AssignStmt)
	return ok && a.Tok == token.DEFINE && len(a.Rhs) == 1 && ast.Unparen(a.Rhs[0]) == stop
}

// refuse says why d cannot be taken out as a statement of its own, or returns "".
func (d drain) refuse() string {
	stmt := d.cur.Parent()
	switch {
	case stmt.ParentEdgeKind() == edge.LabeledStmt_Stmt:
		return "the drain has a label"
	case !inList(stmt):
		return "the drain is the else of another if"
	case !d.pure:
		return "the drain does more than to empty the channel"
	}
	return ""
}

// dropsValue reports whether the receive statement s keeps nothing of what it received.
func dropsValue(s ast.Stmt) bool {
	a, ok := s.(*ast.AssignStmt)
	return !ok || !slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool {
		id, ok := l.(*ast.Ident)
		return !ok || id.Name != "_"
	})
}

// matchStop matches the condition of n and notes the timer, the call and the direction in d.
func (p *Package) matchStop(n *ast.IfStmt, d *drain) bool {
	cond := n.Cond
	for {
		inner, negated := negation(cond)
		if b, ok := inner.(*ast.BinaryExpr); ok && !negated && b.Op == token.LAND {
			d.guarded = true
			cond = b.X // the first operand is always evaluated
			continue
		}
		d.inverted = !negated
		call, ok := inner.(*ast.CallExpr)
		if id, isIdent := inner.(*ast.Ident); isIdent {
			call, ok = p.initialiser(n.Init, id)
		}
		if !ok || !p.isTimerMethod(call, "Stop") {
			return false
		}
		d.stop = call
		d.timer, ok = p.methodOn(call, "Stop")
		return ok
	}
}

// initialiser returns the call that init assigns to id: if ok := t.Stop(); !ok.
func (p *Package) initialiser(init ast.Stmt, id *ast.Ident) (*ast.CallExpr, bool) {
	a, ok := init.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 || p.objectOf(a.Lhs[0]) != p.objectOf(id) {
		return nil, false
	}
	call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
	return call, ok
}

// isTimerMethod reports whether call calls the method called name of a time.Timer.
func (p *Package) isTimerMethod(call *ast.CallExpr, name string) bool {
	fn := p.method(call)
	return fn != nil && qualified(fn) == "time.Timer."+name
}

// isNonBlockingDrain matches select { case <-channel: default: }.
func (p *Package) isNonBlockingDrain(s *ast.SelectStmt, channel ref) bool {
	if len(s.Body.List) != 2 {
		return false
	}
	receives, hasDefault := false, false
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		if c.Comm == nil {
			hasDefault = len(c.Body) == 0
		} else if r, ok := p.refOf(receiveOperand(c.Comm)); ok && r == channel {
			receives = len(c.Body) == 0 && dropsValue(c.Comm)
		}
	}
	return receives && hasDefault
}
