package lostcancel

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// endsAnyway reports whether the function itself cancels the context behind each call of unknown source that gets it, when all goes well: a
// call in the very list of statements in which the context is made, which they all lead to, and other ways out behind them on which it is
// not called return an error. Then whatever those functions keep is not needed when the function returns.
func (k *cancelFix) endsAnyway(e *value.Escape) bool {
	if k.cancel == nil || k.sets() != 1 || e.DerivedEscape != "" {
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
	failing := failingReturns(k.p.Package, k.s)
	for _, cur := range e.Unknown {
		at, ok := k.s.Flow.PlaceOf(k.inFunc(cur))
		if !ok || !k.s.Flow.Reaches(flow.Place{Block: at.Block, Index: at.Index - 1}, call) {
			return false
		}
		if k.s.Flow.Search(at, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
			ret, isReturn := n.(*ast.ReturnStmt)
			switch {
			case k.ends(n):
				return flow.DeadEnd
			case isReturn && !failing(ret):
				return flow.Found
			}
			return flow.WalkOn
		}}) {
			return false
		}
	}
	return true
}

// onlyOnError reports whether the function calls the cancel function, but only on the way to returns that say that something went wrong: then
// the context is handed over when all goes well.
func (k *cancelFix) onlyOnError() bool {
	if k.cancel == nil {
		return false
	}
	failing := failingReturns(k.p.Package, k.s)
	calls := 0
	for n, at := range k.s.Flow.Places {
		if !k.ends(n) {
			continue
		}
		if _, isDefer := n.(*ast.DeferStmt); isDefer || k.s.Flow.Search(at, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
			if ret, ok := n.(*ast.ReturnStmt); ok && !failing(ret) {
				return flow.Found
			}
			return flow.WalkOn
		}}) {
			return false
		}
		calls++
	}
	return calls > 0
}

// inFunc returns cur, or the outermost function literal around it inside the function.
func (k *cancelFix) inFunc(cur inspector.Cursor) inspector.Cursor {
	out := cur
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit == code.EnclosingFunc(k.s.Cur) {
			break
		}
		out = lit
	}
	return out
}

// failingReturns returns a test for returns of the function of s that say that something went wrong: they return an error that was just
// made, or stand where a variable of an error is not nil.
func failingReturns(p *code.Package, s flow.Site) func(*ast.ReturnStmt) bool {
	failing := map[*ast.ReturnStmt]bool{}
	for ret := range code.EnclosingFunc(s.Cur).Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if code.EnclosingBody(ret) != s.Body || len(n.Results) > 0 && p.IsNil(n.Results[len(n.Results)-1]) {
			continue
		}
		if len(n.Results) > 0 {
			if call, ok := ast.Unparen(n.Results[len(n.Results)-1]).(*ast.CallExpr); ok && slices.Contains([]string{"errors.New", "fmt.Errorf"}, p.CalleeName(call)) {
				failing[n] = true
				continue
			}
		}
		for c := range ret.Enclosing((*ast.IfStmt)(nil)) {
			check := c.Node().(*ast.IfStmt)
			if code.EnclosingBody(c) == s.Body && check.Body.Pos() <= n.Pos() && n.End() <= check.Body.End() && asksForError(p, check.Cond) {
				failing[n] = true
			}
		}
	}
	return func(ret *ast.ReturnStmt) bool { return failing[ret] }
}

// asksForError reports whether cond is err != nil, or that and something else.
func asksForError(p *code.Package, cond ast.Expr) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	switch {
	case !ok:
		return false
	case b.Op == token.LAND:
		return asksForError(p, b.X) || asksForError(p, b.Y)
	case b.Op != token.NEQ || !p.IsNil(b.Y):
		return false
	}
	obj := p.ObjectOf(b.X)
	return obj != nil && p.IsError(obj)
}
