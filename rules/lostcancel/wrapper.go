package lostcancel

import (
	"cmp"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/value"
)

// A wrapper is a function of the package that returns what one call of the standard library makes.
type wrapper struct {
	decl  *ast.FuncDecl
	inner *ast.CallExpr // its call of the standard library
}

// wrapperOf returns the function declaration at cur as a source, if every return of it yields what a call of one
// function of the standard library made, or no context and an error.
func wrapperOf(p *code.Package, cur inspector.Cursor) (m contextSource, ok bool) {
	decl := cur.Node().(*ast.FuncDecl)
	fn, ok := p.Info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return m, false
	}
	if m, ok = resultsOf(fn); !ok {
		return m, false
	}
	var inner *ast.CallExpr
	for c := range cur.Preorder((*ast.ReturnStmt)(nil)) {
		if code.EnclosingFunc(c) != cur {
			continue
		}
		ret := c.Node().(*ast.ReturnStmt)
		call := m.returned(p, cur, ret)
		switch {
		case call == nil:
			if !m.fails(p, ret) {
				return m, false
			}
		case inner != nil && p.CalleeName(inner) != p.CalleeName(call):
			return m, false
		default:
			inner = call
		}
	}
	if inner == nil {
		return m, false
	}
	m.name, m.api, m.wrapper = decl.Name.Name, apiOf(p, inner), &wrapper{decl, inner}
	return m, true
}

// resultsOf returns the indices of the results of fn, if they are a context, its cancel function, and perhaps an
// error.
func resultsOf(fn *types.Func) (m contextSource, ok bool) {
	m = contextSource{ctx: -1, cancel: -1, err: -1}
	results := fn.Signature().Results()
	for i := range results.Len() {
		named, ok := types.Unalias(results.At(i).Type()).(*types.Named)
		if !ok {
			return m, false
		}
		index := &m.err
		switch obj := named.Obj(); {
		case obj.Pkg() == nil && obj.Name() == "error":
		case obj.Pkg() == nil || obj.Pkg().Path() != "context":
			return m, false
		case obj.Name() == "Context":
			index = &m.ctx
		case obj.Name() == "CancelFunc", obj.Name() == "CancelCauseFunc":
			index = &m.cancel
		default:
			return m, false
		}
		if *index >= 0 {
			return m, false // two of a kind
		}
		*index = i
	}
	return m, m.ctx >= 0 && m.cancel >= 0
}

// returned returns the call of the standard library whose context and cancel function ret, a return of the function
// fn, returns, or nil.
func (m contextSource) returned(p *code.Package, fn inspector.Cursor, ret *ast.ReturnStmt) *ast.CallExpr {
	if len(ret.Results) == 1 {
		call, ok := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
		if ok && m.ctx == 0 && m.cancel == 1 && isStandard(p, call) {
			return call
		}
		return nil
	}
	var cancel types.Object
	switch {
	case len(ret.Results) == 0:
		cancel = p.Info.Defs[code.ResultName(fn.Node(), m.cancel)]
	case m.cancel < len(ret.Results): // else it does not compile
		cancel = p.ObjectOf(ret.Results[m.cancel])
	}
	if !code.IsLocal(cancel) || p.MutableElsewhere(cancel) {
		return nil
	}
	var made *ast.CallExpr
	for o := range p.Origins(fn, cancel) {
		a, ok := o.Stmt.Node().(*ast.AssignStmt)
		if !ok || made != nil || len(a.Rhs) != 1 || len(a.Lhs) != 2 || p.ObjectOf(a.Lhs[1]) != cancel {
			return nil
		}
		call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
		if !ok || !isStandard(p, call) {
			return nil
		}
		made = call
	}
	return made
}

// fails reports whether ret returns no context, no cancel function, and an error.
func (m contextSource) fails(p *code.Package, ret *ast.ReturnStmt) bool {
	return m.err >= 0 && len(ret.Results) == 3 &&
		p.IsNil(ret.Results[m.ctx]) && p.IsNil(ret.Results[m.cancel]) && !p.IsNil(ret.Results[m.err])
}

// sameOnAllSystems reports whether all declarations of the wrapper m, of which there may be one for each system,
// wrap the same function.
func sameOnAllSystems(p *code.Package, m contextSource) bool {
	decls := p.DeclsNamed(code.DeclName(m.wrapper.decl))
	for _, c := range decls {
		if other, ok := wrapperOf(p, c); !ok || other.api != m.api {
			return false
		}
	}
	return len(decls) > 0
}

// keptByWrapper says how the context that the wrapper m makes may be in the hands of others than its caller, or
// returns "".
func (m contextSource) keptByWrapper(p *code.Package) string {
	cur, ok := p.Root.FindNode(m.wrapper.inner)
	if !ok {
		return "what it does is not known"
	}
	binding := value.BindingOf(p, cur, 0)
	if binding.Kind != value.BoundLocal {
		return "" // it is returned at once
	}
	decl := code.EnclosingFunc(cur)
	// That the wrapper returns the context is no escape: its caller owns that.
	e := value.EscapeOf(p, value.Extent{Fn: decl, From: decl.Node().Pos(), To: decl.Node().End(), CallerOwns: true}, binding.Obj)
	if reason := cmp.Or(e.Refused, e.Doubts()); reason != "" {
		return "in " + m.name + ", " + reason
	}
	return ""
}

// wrapperLost reports whether some call of a function of the package that may be a wrapper seems to lose the cancel
// function. In an excerpt of the package only the names and the look of the other files are known, so that it
// counts as lost unless the very next statement defers its call, or it is not put into a variable at all.
func wrapperLost(p *code.Package) bool {
	for fn := range p.Funcs {
		if m, ok := resultsOf(fn); ok && p.AnyNamed(fn.Name(), m.seemsLost) {
			return true
		}
	}
	return false
}

// seemsLost reports whether cur, a name that is the same as that of m, is called, and the next statement does not
// defer the cancel function.
func (m contextSource) seemsLost(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	stmt := cur.Parent().Parent()
	a, ok := stmt.Node().(*ast.AssignStmt)
	if !ok || m.cancel >= len(a.Lhs) {
		return false
	}
	cancel, ok := a.Lhs[m.cancel].(*ast.Ident)
	if !ok {
		return false // kept in a field
	}
	next, ok := stmt.NextSibling()
	if !ok {
		return true
	}
	d, ok := next.Node().(*ast.DeferStmt)
	if !ok {
		return true
	}
	called, ok := d.Call.Fun.(*ast.Ident)
	return !ok || called.Name != cancel.Name
}
