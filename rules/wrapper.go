package rules

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
)

// wrapperCalls yields the calls, in the order of the source, of functions of this package that return a call of name, and
// nothing else but nil: func jitter(d time.Duration) <-chan time.Time { …; return time.After(d) }.
func (p *Pass) wrapperCalls(name string) []site {
	wrappers := map[*ast.FuncDecl]bool{}
	for _, ref := range p.references(name) {
		fn := enclosingFunc(ref)
		if decl, ok := fn.Node().(*ast.FuncDecl); ok && p.onlyReturns(fn, name) {
			wrappers[decl] = true
		}
	}
	if len(wrappers) == 0 {
		return nil
	}
	var out []site
	for _, cur := range p.calls {
		if decl := p.declOf(cur); decl != nil && wrappers[decl] {
			fun, _ := cur.FirstChild()
			out = append(out, p.siteOf(fun))
		}
	}
	return out
}

// onlyReturns reports whether every return of the function fn yields a call of name, or nil.
func (p *Pass) onlyReturns(fn inspector.Cursor, name string) bool {
	calls := 0
	for ret := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if enclosingFunc(ret) != fn {
			continue
		}
		if len(n.Results) != 1 {
			return false
		}
		call, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr)
		switch {
		case ok && p.callee(call) == name:
			calls++
		case !p.isNil(n.Results[0]):
			return false
		}
	}
	return calls > 0
}

// declOf returns the declaration, in this package, of the function that the call cur calls; or nil.
func (p *Package) declOf(cur inspector.Cursor) *ast.FuncDecl {
	if fn := p.method(cur.Node().(*ast.CallExpr)); fn != nil {
		return p.funcDecl(fn)
	}
	return nil
}
