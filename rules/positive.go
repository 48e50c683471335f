package rules

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// positive reports whether the duration e, which is evaluated at cur, is surely greater than zero. It is if it is
//
//   - a constant greater than zero;
//   - max of several values, one of them positive, or min of positive ones;
//   - a parameter or local variable that only this function changes, and only to positive values, where each of these holds
//     for its first value: it is positive; or an if statement sees to it, by its condition around cur, or by leaving or
//     setting the variable where the condition in front of cur says that it is not positive.
//
// Sums and products are not: they may overflow.
func (p *Pass) positive(cur inspector.Cursor, e ast.Expr) bool {
	if v := p.Info.Types[e].Value; v != nil {
		return isPositive(v)
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return p.positiveVariable(cur, p.objectOf(e))
	case *ast.CallExpr:
		b, ok := p.objectOf(e.Fun).(*types.Builtin)
		if !ok || b.Name() != "max" && b.Name() != "min" {
			return false
		}
		n := 0
		for _, arg := range e.Args {
			if p.positive(cur, arg) {
				n++
			}
		}
		return n == len(e.Args) || n > 0 && b.Name() == "max"
	}
	return false
}

func isPositive(v constant.Value) bool {
	return (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) > 0
}

// positiveVariable reports whether the variable obj is positive at cur.
func (p *Pass) positiveVariable(cur inspector.Cursor, obj types.Object) bool {
	fn := enclosingFunc(cur).Node()
	if !isLocal(obj) || p.mutableElsewhere(obj) || obj.Pos() < fn.Pos() || obj.Pos() > fn.End() || isResult(fn, obj) {
		return false
	}
	known := obj.Pos() >= enclosingBody(cur).Pos() // a parameter has its first value from outside
	for id := range p.mentions(p.siteAt(cur), obj) {
		value, sets := assignedAt(id)
		if !sets {
			continue
		}
		if value == nil {
			return false
		}
		v := p.Info.Types[value].Value
		if v != nil && isPositive(v) {
			continue
		}
		if p.Info.Defs[id.Node().(*ast.Ident)] != obj {
			return false
		}
		known = false // it is for a guard to say
	}
	return known || p.guarded(cur, obj)
}

// guarded reports whether an if statement sees to it that obj is positive at cur. A goto could pass it by.
func (p *Pass) guarded(cur inspector.Cursor, obj types.Object) bool {
	if len(jumps(cur)) > 0 {
		return false
	}
	fn := enclosingFunc(cur)
	for c := cur; c != fn; c = c.Parent() {
		if n, ok := c.Parent().Node().(*ast.IfStmt); ok && c.ParentEdgeKind() == edge.IfStmt_Body && p.impliesPositive(n.Cond, obj) {
			return true
		}
		if !inList(c) {
			continue
		}
		for before, ok := c.PrevSibling(); ok; before, ok = before.PrevSibling() {
			if n, isIf := before.Node().(*ast.IfStmt); isIf && p.excludesRest(n, obj) {
				return true
			}
			if before.ParentEdgeKind() != c.ParentEdgeKind() {
				break
			}
		}
	}
	return false
}

// impliesPositive reports whether cond holds only if obj is positive: obj > 0, 0 < obj, obj >= time.Second, and more beside it.
func (p *Pass) impliesPositive(cond ast.Expr, obj types.Object) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == token.LAND {
		return p.impliesPositive(b.X, obj) || p.impliesPositive(b.Y, obj)
	}
	x, y, op := b.X, b.Y, b.Op
	if p.objectOf(y) == obj {
		x, y, op = y, x, map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ}[op]
	}
	v := p.Info.Types[y].Value
	if p.objectOf(x) != obj || v == nil || v.Kind() != constant.Int {
		return false
	}
	return op == token.GTR && constant.Sign(v) >= 0 || op == token.GEQ && constant.Sign(v) > 0
}

// excludesRest reports whether behind n obj is positive: its condition holds if obj is not, and then its body leaves, or sets obj to
// a positive value at its end.
func (p *Pass) excludesRest(n *ast.IfStmt, obj types.Object) bool {
	if n.Else != nil || len(n.Body.List) == 0 || !p.holdsUnlessPositive(n.Cond, obj) {
		return false
	}
	switch last := n.Body.List[len(n.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.CONTINUE || last.Tok == token.BREAK
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		return ok && !p.mayReturn(call)
	case *ast.AssignStmt:
		return len(last.Lhs) == 1 && last.Tok == token.ASSIGN && p.objectOf(last.Lhs[0]) == obj
	}
	return false
}

// holdsUnlessPositive reports whether cond holds whenever obj is not positive: obj <= 0, 0 >= obj, obj < time.Second, obj < 1, or more.
func (p *Pass) holdsUnlessPositive(cond ast.Expr, obj types.Object) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == token.LOR {
		return p.holdsUnlessPositive(b.X, obj) || p.holdsUnlessPositive(b.Y, obj)
	}
	x, y, op := b.X, b.Y, b.Op
	if p.objectOf(y) == obj {
		x, y, op = y, x, map[token.Token]token.Token{token.GTR: token.LSS, token.GEQ: token.LEQ}[op]
	}
	v := p.Info.Types[y].Value
	if p.objectOf(x) != obj || v == nil || v.Kind() != constant.Int {
		return false
	}
	return op == token.LEQ && constant.Sign(v) >= 0 || op == token.LSS && constant.Sign(v) > 0
}
