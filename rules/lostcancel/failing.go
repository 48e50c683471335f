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

// endsAnyway reports whether the function itself cancels the context behind each call of unknown source that gets
// it, when all goes well. Then whatever those functions keep is not needed when the function returns, and the doubt
// that e has is settled.
//
// There must be a call of the cancel function in the list of statements in which the context is made. From each
// call of unknown source a path must lead to it, and every return that is reached without it must return an error.
func (m *madeContext) endsAnyway(e *value.Escape) bool {
	if m.cancel == nil || m.cancelSets() != 1 || e.DerivedEscape != "" {
		return false
	}
	call := m.nextCall()
	if call == nil {
		return false
	}
	failing := failingReturns(m.p, m.site.Site)
	for _, cur := range e.Unknown {
		at, ok := m.site.Flow.PlaceOf(m.inFunc(cur))
		before := flow.Place{Block: at.Block, Index: at.Index - 1} // Reaches asks for what comes behind a place
		if !ok || !m.site.Flow.Reaches(before, call) || m.succeeds(at, failing, m.ends) {
			return false
		}
	}
	return true
}

// nextCall returns the first statement behind the one that makes the context, in the same list, that calls the
// cancel function or defers that; nil if there is none.
func (m *madeContext) nextCall() ast.Node {
	for c, ok := m.stmt.NextSibling(); ok; c, ok = c.NextSibling() {
		switch n := c.Node().(type) {
		case *ast.ExprStmt, *ast.DeferStmt:
			if m.ends(n) {
				return n
			}
		}
	}
	return nil
}

// onlyOnError reports whether the function calls the cancel function, but only on paths to returns of errors: then
// the context is handed over when all goes well.
func (m *madeContext) onlyOnError() bool {
	if m.cancel == nil {
		return false
	}
	failing := failingReturns(m.p, m.site.Site)
	never := func(ast.Node) bool { return false }
	calls := 0
	for n, at := range m.site.Flow.Places {
		if !m.ends(n) {
			continue
		}
		if _, isDefer := n.(*ast.DeferStmt); isDefer || m.succeeds(at, failing, never) {
			return false
		}
		calls++
	}
	return calls > 0
}

// succeeds reports whether control can get from a place to a return that is not failing, past no node for which
// stop holds.
func (m *madeContext) succeeds(from flow.Place, failing map[*ast.ReturnStmt]bool, stop func(ast.Node) bool) bool {
	return m.site.Flow.Search(from, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		ret, isReturn := n.(*ast.ReturnStmt)
		switch {
		case stop(n):
			return flow.DeadEnd
		case isReturn && !failing[ret]:
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// inFunc returns cur, or the outermost function literal around it inside the function.
func (m *madeContext) inFunc(cur inspector.Cursor) inspector.Cursor {
	out := cur
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit == code.EnclosingFunc(m.site.Cur) {
			break
		}
		out = lit
	}
	return out
}

// failingReturns returns the returns of the function of s that say that something went wrong: they return an error
// that was just made, or stand where a variable of an error is not nil. One that returns nil for its last result is
// none of them.
func failingReturns(p *code.Package, s flow.Site) map[*ast.ReturnStmt]bool {
	failing := map[*ast.ReturnStmt]bool{}
	for ret := range code.EnclosingFunc(s.Cur).Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if code.EnclosingBody(ret) != s.Body {
			continue
		}
		if k := len(n.Results); k > 0 && p.IsNil(n.Results[k-1]) {
			continue
		}
		if makesError(p, n) || isInErrorCheck(p, s, ret) {
			failing[n] = true
		}
	}
	return failing
}

// makesError reports whether the last result of ret is an error that is made there.
func makesError(p *code.Package, ret *ast.ReturnStmt) bool {
	if len(ret.Results) == 0 {
		return false
	}
	call, ok := ast.Unparen(ret.Results[len(ret.Results)-1]).(*ast.CallExpr)
	return ok && slices.Contains([]string{"errors.New", "fmt.Errorf"}, p.CalleeName(call))
}

// isInErrorCheck reports whether cur stands in the body of an if statement of the function of s that asks for an
// error.
func isInErrorCheck(p *code.Package, s flow.Site, cur inspector.Cursor) bool {
	n := cur.Node()
	for c := range cur.Enclosing((*ast.IfStmt)(nil)) {
		check := c.Node().(*ast.IfStmt)
		isInside := check.Body.Pos() <= n.Pos() && n.End() <= check.Body.End()
		if code.EnclosingBody(c) == s.Body && isInside && asksForError(p, check.Cond) {
			return true
		}
	}
	return false
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
