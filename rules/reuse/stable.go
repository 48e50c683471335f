package reuse

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// stable is the one answer to "may the duration d be evaluated once more, right before the loop?". It may if nobody
// can tell, and if it does not panic where the program would not have. So it consists of constants, conversions and
// arithmetic, other than division by what may be zero, on
//
//   - parameters of this function, and local variables that are declared before the loop with a value, which change
//     only where this function says so. They may well change in the loop, since the timer is set anew before each wait;
//   - fields of those, if the wait is the first thing that the loop does, and the loop surely enters its body: the
//     program would have read the very same field at that moment.
func (h *hoist) stable(d ast.Expr) bool {
	return !h.p.DeclaredIn(h.loop.Node(), d) && h.stableExpr(d)
}

// stableExpr is stable, for what is not declared in the loop.
func (h *hoist) stableExpr(d ast.Expr) bool {
	if tv, ok := h.p.Info.Types[d]; ok && tv.Value != nil {
		return true
	}
	switch d := ast.Unparen(d).(type) {
	case *ast.Ident:
		return h.unchangedInLoop(h.p.ObjectOf(d))
	case *ast.SelectorExpr:
		r, ok := h.p.RefOf(d)
		return ok && !hasStar(d) && h.unchangedInLoop(r.Obj) && h.waitsFirst()
	case *ast.BinaryExpr:
		switch d.Op {
		case token.ADD, token.SUB, token.MUL:
			return h.stableExpr(d.X) && h.stableExpr(d.Y)
		case token.QUO:
			v := h.p.Info.Types[d.Y].Value
			return v != nil && constant.Sign(v) != 0 && h.stableExpr(d.X)
		}
	case *ast.UnaryExpr:
		return d.Op == token.SUB && h.stableExpr(d.X)
	case *ast.CallExpr:
		return h.p.Info.Types[d.Fun].IsType() && len(d.Args) == 1 && h.stableExpr(d.Args[0])
	}
	return false
}

// hasStar reports whether e follows a pointer by a star.
func hasStar(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		_, star := n.(*ast.StarExpr)
		yes = yes || star
		return true
	})
	return yes
}

// unchangedInLoop reports whether the variable obj has a value before the loop, and only this function, in its own
// code, gives it another.
func (h *hoist) unchangedInLoop(obj types.Object) bool {
	if !code.IsLocal(obj) || h.p.MutableElsewhere(obj) || obj.Pos() >= h.loop.Node().Pos() {
		return false
	}
	fn := code.EnclosingFunc(h.s.Cur).Node()
	if obj.Pos() < fn.Pos() || code.IsResult(fn, obj) {
		return false
	}
	if obj.Pos() < h.s.Body.Pos() {
		return true // a parameter
	}
	return initialised(h.p.Package, h.s.Cur, obj)
}

// initialised reports whether the declaration of the local variable obj gives it a value.
func initialised(p *code.Package, in inspector.Cursor, obj types.Object) bool {
	for id := range p.Mentions(in, obj) {
		if p.Info.Defs[id.Node().(*ast.Ident)] != obj {
			continue
		}
		switch n := id.Parent().Node().(type) {
		case *ast.AssignStmt:
			return true
		case *ast.ValueSpec:
			return len(n.Values) > 0
		}
	}
	return false
}

// waitsFirst reports whether the wait is the first thing that happens behind the place in front of the outermost loop:
// the loops around it have no condition, and nothing stands before it in them.
func (h *hoist) waitsFirst() bool {
	var n ast.Stmt = h.loop.Node().(ast.Stmt)
	for {
		switch s := n.(type) {
		case *ast.LabeledStmt:
			n = s.Stmt
			continue
		case *ast.ForStmt:
			if s.Init != nil || s.Cond != nil || len(s.Body.List) == 0 {
				return false
			}
			n = s.Body.List[0]
			continue
		}
		return n == h.wait()
	}
}
