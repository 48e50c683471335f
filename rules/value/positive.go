package value

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// Positive reports whether the duration e, which is evaluated at cur, is surely greater than zero. It is if it is
//
//   - a constant greater than zero;
//   - max of several values, one of them positive, or min of positive ones;
//   - a parameter or local variable that only this function sets, and only to positive constants. Its first value may
//     be any where an if statement sees to it: one around cur with a condition like d > 0, or one in front of cur with
//     a condition like d <= 0, whose body leaves or sets the variable.
//
// Sums and products are not: they may overflow. In
//
//	if d <= 0 { return }; time.NewTicker(d)
//	time.NewTicker(d + time.Second)
//
// the first duration is positive, and the second may not be.
func Positive(p *code.Package, cur inspector.Cursor, e ast.Expr) bool {
	return p.Ask("is the duration surely greater than zero?", positive(p, cur, e))
}

// positive is Positive, without a word on the trail.
func positive(p *code.Package, cur inspector.Cursor, e ast.Expr) bool {
	if v := p.Info.Types[e].Value; v != nil {
		return isPositive(v)
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return positiveVariable(p, cur, p.ObjectOf(e))
	case *ast.CallExpr:
		b, ok := p.ObjectOf(e.Fun).(*types.Builtin)
		if !ok || b.Name() != "max" && b.Name() != "min" {
			return false
		}
		n := 0
		for _, arg := range e.Args {
			if positive(p, cur, arg) {
				n++
			}
		}
		return n == len(e.Args) || n > 0 && b.Name() == "max"
	}
	return false
}

// isPositive reports whether the constant v is a number greater than zero.
func isPositive(v constant.Value) bool {
	return (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) > 0
}

// positiveVariable reports whether the variable obj is positive at cur: only this function sets it, and only to
// constants greater than zero, its first value aside, which may be any where a guard sees to it.
func positiveVariable(p *code.Package, cur inspector.Cursor, obj types.Object) bool {
	fn := code.EnclosingFunc(cur).Node()
	if !code.IsLocal(obj) || p.MutableElsewhere(obj) || !declaredIn(fn, obj) || code.IsResult(fn, obj) || beginsWithZero(p, cur, obj) {
		return false
	}
	// A parameter has its first value from outside, and the variable of a type switch has it from what is switched
	// on: nothing declares that one by itself.
	known := false
	for o := range p.Origins(cur, obj) {
		known = known || o.Declares
		if o.Value == nil {
			return false
		}
		v := p.Info.Types[o.Value].Value
		if v != nil && isPositive(v) {
			continue
		}
		if !o.Declares {
			return false
		}
		known = false // it is for a guard to say
	}
	return known || guarded(p, cur, obj)
}

// beginsWithZero reports whether the function around cur declares obj without a value.
func beginsWithZero(p *code.Package, cur inspector.Cursor, obj types.Object) bool {
	for id := range p.Mentions(cur, obj) {
		if code.IsDeclared(id) {
			return true
		}
	}
	return false
}

// guarded reports whether an if statement sees to it that obj is positive at cur: one around cur, or in front of it
// in a list of statements around it. Where the function has a goto, which could pass by the statement, the answer is
// no.
func guarded(p *code.Package, cur inspector.Cursor, obj types.Object) bool {
	if len(flow.Jumps(cur)) > 0 {
		return false
	}
	fn := code.EnclosingFunc(cur)
	for c := cur; c != fn; c = c.Parent() {
		if n, ok := c.Parent().Node().(*ast.IfStmt); ok && c.ParentEdgeKind() == edge.IfStmt_Body && impliesPositive(p, n.Cond, obj) {
			return true
		}
		if !code.InList(c) {
			continue
		}
		for before, ok := c.PrevSibling(); ok; before, ok = before.PrevSibling() {
			if n, isIf := before.Node().(*ast.IfStmt); isIf && excludesRest(p, n, obj) {
				return true
			}
			if before.ParentEdgeKind() != c.ParentEdgeKind() {
				break
			}
		}
	}
	return false
}

// impliesPositive reports whether cond holds only if obj is positive: obj > 0, 0 < obj or obj >= time.Second, alone
// or beside others with &&.
func impliesPositive(p *code.Package, cond ast.Expr, obj types.Object) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == token.LAND {
		return impliesPositive(p, b.X, obj) || impliesPositive(p, b.Y, obj)
	}
	x, y, op := b.X, b.Y, b.Op
	if p.ObjectOf(y) == obj {
		x, y, op = y, x, map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ}[op]
	}
	v := p.Info.Types[y].Value
	if p.ObjectOf(x) != obj || v == nil || v.Kind() != constant.Int {
		return false
	}
	return op == token.GTR && constant.Sign(v) >= 0 || op == token.GEQ && constant.Sign(v) > 0
}

// excludesRest reports whether obj is positive behind n: the condition of n holds whenever obj is not positive, and
// then the body of n does not go on behind n, or ends by setting obj. All that obj is set to is known to be positive
// here.
func excludesRest(p *code.Package, n *ast.IfStmt, obj types.Object) bool {
	if n.Else != nil || len(n.Body.List) == 0 || !holdsUnlessPositive(p, n.Cond, obj) {
		return false
	}
	switch last := n.Body.List[len(n.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.CONTINUE || last.Tok == token.BREAK
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		return ok && flow.SurelyEnds(p, call)
	case *ast.AssignStmt:
		return len(last.Lhs) == 1 && last.Tok == token.ASSIGN && p.ObjectOf(last.Lhs[0]) == obj
	}
	return false
}

// holdsUnlessPositive reports whether cond holds whenever obj is not positive: obj <= 0, 0 >= obj, obj < time.Second
// or obj < 1, alone or beside others with ||.
func holdsUnlessPositive(p *code.Package, cond ast.Expr, obj types.Object) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == token.LOR {
		return holdsUnlessPositive(p, b.X, obj) || holdsUnlessPositive(p, b.Y, obj)
	}
	x, y, op := b.X, b.Y, b.Op
	if p.ObjectOf(y) == obj {
		x, y, op = y, x, map[token.Token]token.Token{token.GTR: token.LSS, token.GEQ: token.LEQ}[op]
	}
	v := p.Info.Types[y].Value
	if p.ObjectOf(x) != obj || v == nil || v.Kind() != constant.Int {
		return false
	}
	return op == token.LEQ && constant.Sign(v) >= 0 || op == token.LSS && constant.Sign(v) > 0
}
