package lostcancel

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// A contextSource is a function that makes a context, or registers something with one, and returns what ends that.
type contextSource struct {
	name             string // for messages
	api              string // of the standard library, that it is, or calls
	ctx, cancel, err int    // the indices of its results; negative where there is none

	decl  *ast.FuncDecl // of a function of the package
	inner *ast.CallExpr // its call of api
}

// contextSources are those of the standard library.
var contextSources = []contextSource{
	{name: "context.WithCancel", ctx: 0, cancel: 1, err: -1},
	{name: "context.WithCancelCause", ctx: 0, cancel: 1, err: -1},
	{name: "context.WithTimeout", ctx: 0, cancel: 1, err: -1},
	{name: "context.WithTimeoutCause", ctx: 0, cancel: 1, err: -1},
	{name: "context.WithDeadline", ctx: 0, cancel: 1, err: -1},
	{name: "context.WithDeadlineCause", ctx: 0, cancel: 1, err: -1},
	{name: "signal.NotifyContext", ctx: 0, cancel: 1, err: -1},
	{name: "context.AfterFunc", ctx: -1, cancel: 0, err: -1},
}

// ends names what ends the context.
func (m contextSource) ends() string { return m.verb() + " function" }

// verb is the usual name of what ends the context.
func (m contextSource) verb() string {
	if m.api == "context.AfterFunc" || m.api == "signal.NotifyContext" {
		return "stop"
	}
	return "cancel"
}

// call returns the call of the standard library that the maker at s is, or makes.
func (m contextSource) call(s flow.Site) *ast.CallExpr {
	if m.decl != nil {
		return m.inner
	}
	return s.Call
}

// code calls the cancel function called name.
func (m contextSource) code(name string) string {
	if m.api == "context.WithCancelCause" {
		return name + "(nil)"
	}
	return name + "()"
}

// sources returns those of the standard library and of the package.
func sources(p *code.Package) []contextSource {
	var out []contextSource
	for _, m := range contextSources {
		m.api = m.name
		out = append(out, m)
	}
	if p.Excerpt {
		return out
	}
	for c := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
		if m, ok := wrapperOf(p, c); ok && everywhere(p, m) {
			out = append(out, m)
		}
	}
	return out
}

// everywhere reports whether the function m makes the same on all systems.
func everywhere(p *code.Package, m contextSource) bool {
	decls := p.DeclsNamed(code.DeclName(m.decl))
	for _, c := range decls {
		if other, ok := wrapperOf(p, c); !ok || other.api != m.api {
			return false
		}
	}
	return len(decls) > 0
}

// wrapperLost reports whether some call of a function of the package that seems to return a context and its cancel function may lose that. It goes by the
// look of all files of the package: other than where the very next statement defers the call, or both are returned at once, only the types tell.
func wrapperLost(p *code.Package) bool {
	for fn := range p.Funcs {
		if m, ok := wrapperResults(p, fn); ok && p.AnyNamed(fn.Name(), m.seemsLost) {
			return true
		}
	}
	return false
}

// seemsLost reports whether cur, which has the name of m, is called, and its cancel function not cared for at once.
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

// A cancelSite is a place that mentions a maker.
type cancelSite struct {
	contextSource
	flow.Site
}

// cancelSites lists all of them, in source order.
func cancelSites(p *code.Package) (out []cancelSite) {
	for _, m := range sources(p) {
		for _, s := range sourceSites(p, m) {
			out = append(out, cancelSite{m, s})
		}
	}
	slices.SortFunc(out, func(a, b cancelSite) int { return cmp.Compare(a.Cur.Node().Pos(), b.Cur.Node().Pos()) })
	return out
}

// sourceSites yields the calls and other mentions of m, in source order.
func sourceSites(p *code.Package, m contextSource) []flow.Site {
	if m.decl == nil {
		return flow.Sites(p, m.name)
	}
	var out []flow.Site
	for _, cur := range p.Calls {
		if p.DeclOfCall(cur) == m.decl {
			fun, _ := cur.FirstChild()
			out = append(out, flow.SiteOf(p, fun))
		}
	}
	return out
}

// wrapperResults returns the indices of the results of fn, if they are a context, its cancel function, and perhaps an error.
func wrapperResults(p *code.Package, fn *types.Func) (m contextSource, ok bool) {
	m = contextSource{ctx: -1, cancel: -1, err: -1}
	results := fn.Signature().Results()
	for i := range results.Len() {
		named, ok := types.Unalias(results.At(i).Type()).(*types.Named)
		if !ok {
			return m, false
		}
		at := &m.err
		switch obj := named.Obj(); {
		case obj.Pkg() == nil && obj.Name() == "error":
		case obj.Pkg() == nil || obj.Pkg().Path() != "context":
			return m, false
		case obj.Name() == "Context":
			at = &m.ctx
		case obj.Name() == "CancelFunc", obj.Name() == "CancelCauseFunc":
			at = &m.cancel
		default:
			return m, false
		}
		if *at >= 0 {
			return m, false
		}
		*at = i
	}
	return m, m.ctx >= 0 && m.cancel >= 0
}

// wrapperOf returns the function declaration at cur as a maker, if every return of it yields what one call of the standard library made there, or nothing
// and an error.
func wrapperOf(p *code.Package, cur inspector.Cursor) (m contextSource, ok bool) {
	decl := cur.Node().(*ast.FuncDecl)
	fn, ok := p.Info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return m, false
	}
	if m, ok = wrapperResults(p, fn); !ok {
		return m, false
	}
	m.name, m.decl = decl.Name.Name, decl
	for ret := range cur.Preorder((*ast.ReturnStmt)(nil)) {
		if code.EnclosingFunc(ret) != cur {
			continue
		}
		call := madeAt(p, cur, ret.Node().(*ast.ReturnStmt), m)
		switch {
		case call == nil:
			if !failsWith(p, ret.Node().(*ast.ReturnStmt), m) {
				return m, false
			}
		case m.inner != nil && p.CalleeName(m.inner) != p.CalleeName(call):
			return m, false
		default:
			m.inner = call
		}
	}
	if m.inner == nil {
		return m, false
	}
	m.api = apiOf(p, m.inner)
	return m, true
}

// madeAt returns the call of the standard library whose results ret returns, or nil.
func madeAt(p *code.Package, fn inspector.Cursor, ret *ast.ReturnStmt, m contextSource) *ast.CallExpr {
	if len(ret.Results) == 1 {
		call, ok := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
		if ok && m.ctx == 0 && m.cancel == 1 && isSource(p, call) {
			return call
		}
		return nil
	}
	var cancel types.Object
	switch {
	case len(ret.Results) == 0:
		cancel = p.Info.Defs[code.ResultName(fn.Node(), m.cancel)]
	case len(ret.Results) > 1:
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
		if !ok || !isSource(p, call) {
			return nil
		}
		made = call
	}
	return made
}

// apiOf names the function that call calls as cancelMakers does.
func apiOf(p *code.Package, call *ast.CallExpr) string {
	return strings.TrimPrefix(callee.ContextPath(p.CalleeName(call)), "os/")
}

// isSource reports whether call makes a context with a cancel function.
func isSource(p *code.Package, call *ast.CallExpr) bool {
	name := apiOf(p, call)
	return slices.ContainsFunc(contextSources, func(m contextSource) bool { return m.name == name && m.ctx >= 0 })
}

// failsWith reports whether ret returns nothing, and an error.
func failsWith(p *code.Package, ret *ast.ReturnStmt, m contextSource) bool {
	return m.err >= 0 && len(ret.Results) == 3 && p.IsNil(ret.Results[m.ctx]) && p.IsNil(ret.Results[m.cancel]) && !p.IsNil(ret.Results[m.err])
}

// errorChecked returns the statement behind which the cancel function that m returned is there: the statement at cur, or the check for the error.
func errorChecked(p *code.Package, cur inspector.Cursor, m contextSource) (inspector.Cursor, bool) {
	if m.err < 0 {
		return cur, true
	}
	check, ok := p.ErrorCheck(cur)
	next, found := cur.NextSibling()
	if !ok || !found || next.Node() != ast.Node(check) || check.Else != nil || len(check.Body.List) == 0 {
		return cur, false
	}
	return next, !flow.Passable(p, code.EnclosingBody(cur), check.Body)
}
