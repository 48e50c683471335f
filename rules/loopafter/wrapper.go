package loopafter

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// wrapperCalls yields the calls, in the order of the source, of functions of this package that return a call of name,
// and nothing else but nil: func jitter(d time.Duration) <-chan time.Time { …; return time.After(d) }.
func wrapperCalls(p *code.Package, name string) []flow.Site {
	wrappers := map[*ast.FuncDecl]bool{}
	for _, ref := range p.References(name) {
		fn := code.EnclosingFunc(ref)
		if decl, ok := fn.Node().(*ast.FuncDecl); ok && onlyReturns(p, fn, name) {
			wrappers[decl] = true
		}
	}
	if len(wrappers) == 0 {
		return nil
	}
	var out []flow.Site
	for _, cur := range p.Calls {
		if decl := p.DeclOfCall(cur); decl != nil && wrappers[decl] {
			fun, _ := cur.FirstChild()
			out = append(out, flow.SiteOf(p, fun))
		}
	}
	return out
}

// onlyReturns reports whether every return of the function fn yields a call of name, or nil.
func onlyReturns(p *code.Package, fn inspector.Cursor, name string) bool {
	calls := 0
	for ret := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if code.EnclosingFunc(ret) != fn {
			continue
		}
		if len(n.Results) != 1 {
			return false
		}
		call, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr)
		switch {
		case ok && p.CalleeName(call) == name:
			calls++
		case !p.IsNil(n.Results[0]):
			return false
		}
	}
	return calls > 0
}
