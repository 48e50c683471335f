package lostcancel

import (
	"cmp"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// A contextSource is a function that makes a context, or registers a function with one, and returns a function that
// ends that.
type contextSource struct {
	name             string // for messages
	api              string // the function of the standard library that it is, or calls
	ctx, cancel, err int    // the indices of its results; negative where there is none
	wrapper          *wrapper
}

// standardSources are the functions of the standard library. Their results are the context and the cancel function,
// in this order.
var standardSources = []string{
	"context.WithCancel", "context.WithCancelCause",
	"context.WithTimeout", "context.WithTimeoutCause",
	"context.WithDeadline", "context.WithDeadlineCause",
	"signal.NotifyContext",
}

// sources returns the functions of the standard library, and those of the package that wrap one of them.
func sources(p *code.Package) []contextSource {
	var out []contextSource
	for _, name := range standardSources {
		out = append(out, contextSource{name: name, api: name, ctx: 0, cancel: 1, err: -1})
	}
	out = append(out, contextSource{name: "context.AfterFunc", api: "context.AfterFunc", ctx: -1, cancel: 0, err: -1})
	if p.Excerpt {
		return out
	}
	for c := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
		if m, ok := wrapperOf(p, c); ok && sameOnAllSystems(p, m) {
			out = append(out, m)
		}
	}
	return out
}

// ends is what messages call the function that ends the context.
func (m contextSource) ends() string { return m.verb() + " function" }

// verb is the usual name of a variable for the function that ends the context.
func (m contextSource) verb() string {
	if m.api == "context.AfterFunc" || m.api == "signal.NotifyContext" {
		return "stop"
	}
	return "cancel"
}

// callOf is code that calls the cancel function that the variable name holds. A nil cause stands for
// context.Canceled (documentation of context.CancelCauseFunc).
func (m contextSource) callOf(name string) string {
	if m.api == "context.WithCancelCause" {
		return name + "(nil)"
	}
	return name + "()"
}

// apiOf names the function that call calls as standardSources does: the golang.org/x package is the standard one
// under its old path.
func apiOf(p *code.Package, call *ast.CallExpr) string {
	return strings.TrimPrefix(callee.ContextPath(p.CalleeName(call)), "os/")
}

// isStandard reports whether call calls one of standardSources.
func isStandard(p *code.Package, call *ast.CallExpr) bool {
	return slices.Contains(standardSources, apiOf(p, call))
}

// A cancelSite is a place that mentions a source of contexts.
type cancelSite struct {
	contextSource
	flow.Site
}

// cancelSites lists all of them, in source order.
func cancelSites(p *code.Package) (out []cancelSite) {
	for _, m := range sources(p) {
		for _, s := range m.sites(p) {
			out = append(out, cancelSite{m, s})
		}
	}
	slices.SortFunc(out, func(a, b cancelSite) int { return cmp.Compare(a.Cur.Node().Pos(), b.Cur.Node().Pos()) })
	return out
}

// sites returns the places that mention m, in source order. Of a function of the package these are its calls.
func (m contextSource) sites(p *code.Package) []flow.Site {
	if m.wrapper == nil {
		return flow.Sites(p, m.name)
	}
	var out []flow.Site
	for _, cur := range p.Calls {
		if p.DeclOfCall(cur) == m.wrapper.decl {
			fun, _ := cur.FirstChild()
			out = append(out, flow.SiteOf(p, fun))
		}
	}
	return out
}

// apiCall returns the call of the standard library that the call at c is, or that the function it calls makes.
func (c cancelSite) apiCall() *ast.CallExpr {
	if c.wrapper != nil {
		return c.wrapper.inner
	}
	return c.Call
}

// checked returns the statement behind which the cancel function is known to be there: stmt, which makes it, or,
// where the source may return an error instead, the check for that, which must be the very next statement and leave
// the block.
func (m contextSource) checked(p *code.Package, stmt inspector.Cursor) (inspector.Cursor, bool) {
	if m.err < 0 {
		return stmt, true
	}
	check, ok := p.ErrorCheck(stmt)
	next, found := stmt.NextSibling()
	if !ok || !found || next.Node() != ast.Node(check) || check.Else != nil || len(check.Body.List) == 0 {
		return stmt, false
	}
	return next, !flow.Passable(p, code.EnclosingBody(stmt), check.Body)
}
