package rules

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// stable reports whether the duration d may be evaluated once more, right before loop: nobody can tell, and it does not panic
// where the program would not have. It consists of constants, conversions and arithmetic, other than division by what may be zero, on
//
//   - parameters, and local variables with a value, of this function that are declared before the loop and change only where
//     we see it: they may well be changed in the loop, since the timer is set anew before each wait;
//   - fields of those, if the wait is the first thing the loop does, and it does enter its body: the program
//     would have read the very same thing at that moment.
func (h *hoist) stable(d ast.Expr) bool {
	return !h.p.declaredIn(h.loop.Node(), d) && h.stableExpr(d)
}

// declaredIn reports whether e mentions something that n declares: in front of n nobody knows it.
func (p *Package) declaredIn(n ast.Node, e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(x ast.Node) bool {
		if id, ok := x.(*ast.Ident); ok {
			// What other packages declare has positions of its own.
			obj := p.Info.Uses[id]
			yes = yes || obj != nil && obj.Pkg() == p.Types && n.Pos() <= obj.Pos() && obj.Pos() < n.End()
		}
		return !yes
	})
	return yes
}

func (h *hoist) stableExpr(d ast.Expr) bool {
	if tv, ok := h.p.Info.Types[d]; ok && tv.Value != nil {
		return true
	}
	switch d := ast.Unparen(d).(type) {
	case *ast.Ident:
		return h.settled(h.p.objectOf(d))
	case *ast.SelectorExpr:
		r, ok := h.p.refOf(d)
		return ok && !hasStar(d) && h.settled(r.obj) && h.waitsFirst()
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

func hasStar(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		_, star := n.(*ast.StarExpr)
		yes = yes || star
		return true
	})
	return yes
}

// settled reports whether the variable obj has its value before the loop, and is only this function's to change.
func (h *hoist) settled(obj types.Object) bool {
	if !isLocal(obj) || h.p.mutableElsewhere(obj) || obj.Pos() >= h.loop.Node().Pos() {
		return false
	}
	fn := enclosingFunc(h.s.cur).Node()
	if obj.Pos() < fn.Pos() || isResult(fn, obj) {
		return false
	}
	if obj.Pos() < h.s.body.Pos() {
		return true // a parameter
	}
	return h.p.initialised(h.s, obj)
}

// initialised reports whether the declaration of the local variable obj gives it a value.
func (p *Package) initialised(s site, obj types.Object) bool {
	for id := range p.mentions(s, obj) {
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

// waitsFirst reports whether the wait is the first thing that happens behind the hoist point: the loops around it have no
// condition, and nothing stands before it in them.
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
		return n == h.wait
	}
}
