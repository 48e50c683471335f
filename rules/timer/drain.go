package timer

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A Drain is an if statement on the result of Stop that empties the timer's channel.
type Drain struct {
	Cur      inspector.Cursor // the condition
	Stmt     *ast.IfStmt
	Timer    code.Ref
	Stop     *ast.CallExpr // t.Stop()
	Blocking bool          // <-t.C, as opposed to a select with a default clause
	Inverted bool          // drains when Stop returned true
	Guarded  bool          // the condition asks for more than Stop's result
	Pure     bool          // it does nothing but drain
}

// Drains returns the drains of the package, in source order.
func Drains(p *code.Package) []Drain {
	var out []Drain
	for _, cur := range p.Ifs {
		if d, ok := drainOf(p, cur); ok {
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
func drainOf(p *code.Package, cur inspector.Cursor) (Drain, bool) {
	n := cur.Node().(*ast.IfStmt)
	d := Drain{Cur: cur.ChildAt(edge.IfStmt_Cond, -1), Stmt: n}
	if n.Else != nil || len(n.Body.List) == 0 || !matchStop(p, n, &d) {
		return d, false
	}
	channel := d.Timer.Channel()
	d.Pure = len(n.Body.List) == 1 && (n.Init == nil || onlyStops(p, n.Init, d.Stop))
	switch s := n.Body.List[0].(type) {
	case *ast.SelectStmt:
		return d, IsNonBlockingDrain(p, s, channel)
	default:
		d.Blocking = true
		d.Pure = d.Pure && dropsValue(s)
		return d, receivesFromTimer(p, s, channel)
	}
}

// receivesFromTimer reports whether the statement s receives from channel, the field C of a timer: not from a field
// of that name of a type around the timer, which hides it.
func receivesFromTimer(p *code.Package, s ast.Stmt, channel code.Ref) bool {
	sel, ok := code.ReceiveOperand(s).(*ast.SelectorExpr)
	if !ok || !p.IsChannelField(sel) {
		return false
	}
	r, ok := p.RefOf(sel)
	return ok && r == channel
}

// onlyStops reports whether init does nothing but keep the result of stop in a variable of its own.
func onlyStops(p *code.Package, init ast.Stmt, stop *ast.CallExpr) bool {
	a, ok := init.(*ast.AssignStmt)
	return ok && a.Tok == token.DEFINE && len(a.Rhs) == 1 && ast.Unparen(a.Rhs[0]) == stop
}

// Refuse says why d cannot be taken out as a statement of its own, or returns "".
func (d Drain) Refuse(p *code.Package) string {
	stmt := d.Cur.Parent()
	return p.FirstRefusal(
		code.Require("is the drain free of labels?",
			stmt.ParentEdgeKind() != edge.LabeledStmt_Stmt, "the drain has a label"),
		code.Require("is the drain a statement of its own?",
			code.InList(stmt), "the drain is the else of another if"),
		code.Require("does the drain do nothing but empty the channel?",
			d.Pure, "the drain does more than to empty the channel"),
	)
}

// dropsValue reports whether the receive statement s keeps nothing of what it received.
func dropsValue(s ast.Stmt) bool {
	a, ok := s.(*ast.AssignStmt)
	return !ok || !slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool { return !code.IsBlank(l) })
}

// matchStop matches the condition of n and notes the timer, the call and the direction in d.
func matchStop(p *code.Package, n *ast.IfStmt, d *Drain) bool {
	cond := n.Cond
	for {
		inner, negated := code.Negation(cond)
		if b, ok := inner.(*ast.BinaryExpr); ok && !negated && b.Op == token.LAND {
			d.Guarded = true
			cond = b.X // the first operand is always evaluated
			continue
		}
		d.Inverted = !negated
		call, ok := inner.(*ast.CallExpr)
		if id, isIdent := inner.(*ast.Ident); isIdent {
			call, ok = initialiser(p, n.Init, id)
		}
		if !ok || !p.IsTimerMethod(call, "Stop") {
			return false
		}
		d.Stop = call
		d.Timer, ok = p.MethodOn(call, "Stop")
		return ok
	}
}

// initialiser returns the call that init assigns to id: if ok := t.Stop(); !ok.
func initialiser(p *code.Package, init ast.Stmt, id *ast.Ident) (*ast.CallExpr, bool) {
	a, ok := init.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 || p.ObjectOf(a.Lhs[0]) != p.ObjectOf(id) {
		return nil, false
	}
	call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
	return call, ok
}

// IsNonBlockingDrain matches select { case <-channel: default: }.
func IsNonBlockingDrain(p *code.Package, s *ast.SelectStmt, channel code.Ref) bool {
	if len(s.Body.List) != 2 {
		return false
	}
	receives, hasDefault := false, false
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		if c.Comm == nil {
			hasDefault = len(c.Body) == 0
		} else if receivesFromTimer(p, c.Comm, channel) {
			receives = len(c.Body) == 0 && dropsValue(c.Comm)
		}
	}
	return receives && hasDefault
}
