package rules

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// endsAnyway reports whether the function itself cancels the context behind each call of unknown source that gets it, when all goes well: a
// call in the very list of statements in which the context is made, which they all lead to, and other ways out behind them on which it is
// not called return an error. Then whatever those functions keep is not needed when the function returns.
func (k *canceling) endsAnyway(e *escape) bool {
	if k.cancel == nil || k.sets() != 1 || e.softOut != "" {
		return false
	}
	var call ast.Node
	for c, ok := k.stmt.NextSibling(); ok; c, ok = c.NextSibling() {
		switch n := c.Node().(type) {
		case *ast.ExprStmt, *ast.DeferStmt:
			if k.ends(n) {
				call = n
			}
		}
		if call != nil {
			break
		}
	}
	if call == nil {
		return false
	}
	failing := k.p.failingReturns(k.s)
	for _, cur := range e.unknown {
		at, ok := k.s.flow.placeOf(k.inFunc(cur))
		if !ok || !k.s.flow.reaches(place{at.block, at.index - 1}, call) {
			return false
		}
		if k.s.flow.search(at, nil, visitor{node: func(n ast.Node) verdict {
			ret, isReturn := n.(*ast.ReturnStmt)
			switch {
			case k.ends(n):
				return deadEnd
			case isReturn && !failing(ret):
				return found
			}
			return walkOn
		}}) {
			return false
		}
	}
	return true
}

// onlyOnError reports whether the function calls the cancel function, but only on the way to returns that say that something went wrong: then
// the context is handed over when all goes well.
func (k *canceling) onlyOnError() bool {
	if k.cancel == nil {
		return false
	}
	failing := k.p.failingReturns(k.s)
	calls := 0
	for n, at := range k.s.flow.places {
		if !k.ends(n) {
			continue
		}
		if _, isDefer := n.(*ast.DeferStmt); isDefer || k.s.flow.search(at, nil, visitor{node: func(n ast.Node) verdict {
			if ret, ok := n.(*ast.ReturnStmt); ok && !failing(ret) {
				return found
			}
			return walkOn
		}}) {
			return false
		}
		calls++
	}
	return calls > 0
}

// inFunc returns cur, or the outermost function literal around it inside the function.
func (k *canceling) inFunc(cur inspector.Cursor) inspector.Cursor {
	out := cur
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit == enclosingFunc(k.s.cur) {
			break
		}
		out = lit
	}
	return out
}

// failingReturns returns a test for returns of the function of s that say that something went wrong: they return an error that was just
// made, or stand where a variable of an error is not nil.
func (p *Pass) failingReturns(s site) func(*ast.ReturnStmt) bool {
	failing := map[*ast.ReturnStmt]bool{}
	for ret := range enclosingFunc(s.cur).Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if enclosingBody(ret) != s.body || len(n.Results) > 0 && p.isNil(n.Results[len(n.Results)-1]) {
			continue
		}
		if len(n.Results) > 0 {
			if call, ok := ast.Unparen(n.Results[len(n.Results)-1]).(*ast.CallExpr); ok && slices.Contains([]string{"errors.New", "fmt.Errorf"}, p.callee(call)) {
				failing[n] = true
				continue
			}
		}
		for c := range ret.Enclosing((*ast.IfStmt)(nil)) {
			check := c.Node().(*ast.IfStmt)
			if enclosingBody(c) == s.body && check.Body.Pos() <= n.Pos() && n.End() <= check.Body.End() && p.asksForError(check.Cond) {
				failing[n] = true
			}
		}
	}
	return func(ret *ast.ReturnStmt) bool { return failing[ret] }
}

// asksForError reports whether cond is err != nil, or that and something else.
func (p *Pass) asksForError(cond ast.Expr) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	switch {
	case !ok:
		return false
	case b.Op == token.LAND:
		return p.asksForError(b.X) || p.asksForError(b.Y)
	case b.Op != token.NEQ || !p.isNil(b.Y):
		return false
	}
	obj := p.objectOf(b.X)
	return obj != nil && p.isError(obj)
}
