package rules

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A maker is a function that makes a context, or registers something with one, and returns what ends that.
type maker struct {
	name             string // for messages
	api              string // of the standard library, that it is, or calls
	ctx, cancel, err int    // the indices of its results; negative where there is none

	decl  *ast.FuncDecl // of a function of the package
	inner *ast.CallExpr // its call of api
}

// cancelMakers are those of the standard library.
var cancelMakers = []maker{
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
func (m maker) ends() string { return m.verb() + " function" }

// verb is the usual name of what ends the context.
func (m maker) verb() string {
	if m.api == "context.AfterFunc" || m.api == "signal.NotifyContext" {
		return "stop"
	}
	return "cancel"
}

// call returns the call of the standard library that the maker at s is, or makes.
func (m maker) call(s site) *ast.CallExpr {
	if m.decl != nil {
		return m.inner
	}
	return s.call
}

// code calls the cancel function called name.
func (m maker) code(name string) string {
	if m.api == "context.WithCancelCause" {
		return name + "(nil)"
	}
	return name + "()"
}

// makers returns those of the standard library and of the package.
func (p *Pass) makers() []maker {
	var out []maker
	for _, m := range cancelMakers {
		m.api = m.name
		out = append(out, m)
	}
	if p.Excerpt {
		return out
	}
	for c := range p.root.Preorder((*ast.FuncDecl)(nil)) {
		if m, ok := p.wrapperOf(c); ok && p.everywhere(m) {
			out = append(out, m)
		}
	}
	return out
}

// everywhere reports whether the function m makes the same on all systems.
func (p *Pass) everywhere(m maker) bool {
	decls := p.declsNamed(declName(m.decl))
	for _, c := range decls {
		if other, ok := p.wrapperOf(c); !ok || other.api != m.api {
			return false
		}
	}
	return len(decls) > 0
}

// wrapperLost reports whether some call of a function of the package that seems to return a context and its cancel function may lose that. It goes by the
// look of all files of the package: other than where the very next statement defers the call, or both are returned at once, only the types tell.
func (p *Pass) wrapperLost() bool {
	for fn := range p.funcs {
		if m, ok := p.wrapperResults(fn); ok && p.anyNamed(fn.Name(), m.seemsLost) {
			return true
		}
	}
	return false
}

// seemsLost reports whether cur, which has the name of m, is called, and its cancel function not cared for at once.
func (m maker) seemsLost(cur inspector.Cursor) bool {
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

// A made is a place that mentions a maker.
type made struct {
	maker
	site
}

// made lists all of them, in source order.
func (p *Pass) made() (out []made) {
	for _, m := range p.makers() {
		for _, s := range p.makerSites(m) {
			out = append(out, made{m, s})
		}
	}
	slices.SortFunc(out, func(a, b made) int { return cmp.Compare(a.cur.Node().Pos(), b.cur.Node().Pos()) })
	return out
}

// makerSites yields the calls and other mentions of m, in source order.
func (p *Pass) makerSites(m maker) []site {
	if m.decl == nil {
		return p.sites(m.name)
	}
	var out []site
	for _, cur := range p.calls {
		if p.declOf(cur) == m.decl {
			fun, _ := cur.FirstChild()
			out = append(out, p.siteOf(fun))
		}
	}
	return out
}

// wrapperResults returns the indices of the results of fn, if they are a context, its cancel function, and perhaps an error.
func (p *Pass) wrapperResults(fn *types.Func) (m maker, ok bool) {
	m = maker{ctx: -1, cancel: -1, err: -1}
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
func (p *Pass) wrapperOf(cur inspector.Cursor) (m maker, ok bool) {
	decl := cur.Node().(*ast.FuncDecl)
	fn, ok := p.Info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return m, false
	}
	if m, ok = p.wrapperResults(fn); !ok {
		return m, false
	}
	m.name, m.decl = decl.Name.Name, decl
	for ret := range cur.Preorder((*ast.ReturnStmt)(nil)) {
		if enclosingFunc(ret) != cur {
			continue
		}
		call := p.madeAt(cur, ret.Node().(*ast.ReturnStmt), m)
		switch {
		case call == nil:
			if !p.failsWith(ret.Node().(*ast.ReturnStmt), m) {
				return m, false
			}
		case m.inner != nil && p.callee(m.inner) != p.callee(call):
			return m, false
		default:
			m.inner = call
		}
	}
	if m.inner == nil {
		return m, false
	}
	m.api = p.apiOf(m.inner)
	return m, true
}

// madeAt returns the call of the standard library whose results ret returns, or nil.
func (p *Pass) madeAt(fn inspector.Cursor, ret *ast.ReturnStmt, m maker) *ast.CallExpr {
	if len(ret.Results) == 1 {
		call, ok := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
		if ok && m.ctx == 0 && m.cancel == 1 && p.isMaker(call) {
			return call
		}
		return nil
	}
	var cancel types.Object
	switch {
	case len(ret.Results) == 0:
		cancel = p.Info.Defs[resultName(fn.Node(), m.cancel)]
	case len(ret.Results) > 1:
		cancel = p.objectOf(ret.Results[m.cancel])
	}
	if !isLocal(cancel) || p.mutableElsewhere(cancel) {
		return nil
	}
	var made *ast.CallExpr
	for o := range p.origins(p.siteAt(fn), cancel) {
		a, ok := o.stmt.Node().(*ast.AssignStmt)
		if !ok || made != nil || len(a.Rhs) != 1 || len(a.Lhs) != 2 || p.objectOf(a.Lhs[1]) != cancel {
			return nil
		}
		call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
		if !ok || !p.isMaker(call) {
			return nil
		}
		made = call
	}
	return made
}

// resultName returns the name of result i of the function fn, all of which have one.
func resultName(fn ast.Node, i int) *ast.Ident {
	for _, f := range funcType(fn).Results.List {
		if i < len(f.Names) {
			return f.Names[i]
		}
		i -= len(f.Names)
	}
	return nil
}

// apiOf names the function that call calls as cancelMakers does.
func (p *Pass) apiOf(call *ast.CallExpr) string {
	return strings.TrimPrefix(contextPath(p.callee(call)), "os/")
}

// isMaker reports whether call makes a context with a cancel function.
func (p *Pass) isMaker(call *ast.CallExpr) bool {
	name := p.apiOf(call)
	return slices.ContainsFunc(cancelMakers, func(m maker) bool { return m.name == name && m.ctx >= 0 })
}

// failsWith reports whether ret returns nothing, and an error.
func (p *Pass) failsWith(ret *ast.ReturnStmt, m maker) bool {
	return m.err >= 0 && len(ret.Results) == 3 && p.isNil(ret.Results[m.ctx]) && p.isNil(ret.Results[m.cancel]) && !p.isNil(ret.Results[m.err])
}

// errorChecked returns the statement behind which the cancel function that m returned is there: the statement at cur, or the check for the error.
func (p *Pass) errorChecked(cur inspector.Cursor, m maker) (inspector.Cursor, bool) {
	if m.err < 0 {
		return cur, true
	}
	check, ok := p.errorCheck(cur)
	next, found := cur.NextSibling()
	if !ok || !found || next.Node() != ast.Node(check) || check.Else != nil || len(check.Body.List) == 0 {
		return cur, false
	}
	return next, !p.passable(enclosingBody(cur), check.Body)
}

// importName returns the name by which the file around cur refers to package context, with its dot, or "" where the names of the package are the file's.
func importName(cur inspector.Cursor) (name string, ok bool) {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, i := range f.Node().(*ast.File).Imports {
			switch i.Path.Value {
			case `"context"`, `"golang.org/x/net/context"`:
			default:
				continue
			}
			switch {
			case i.Name == nil:
				return "context.", true
			case i.Name.Name == ".":
				return "", true
			case i.Name.Name != "_" && token.IsIdentifier(i.Name.Name):
				return i.Name.Name + ".", true
			}
		}
	}
	return "", false
}
