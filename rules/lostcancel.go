package rules

import (
	"go/ast"
	"go/types"
	"strings"
)

// LostCancel finds contexts that nobody cancels.
var LostCancel = rule(Rule{
	Name:  "lostcancel",
	Finds: "a cancel function that is lost",
	Fix:   "defer cancel() where ownership is proven",
	Doc: `# What

Lists every context.WithCancel, WithTimeout and WithDeadline, the Cause variants included, and reports those whose cancel function
is dropped, or is not used on some path to a return. A deferred cancel in a loop is reported too.

# Why

Until it is cancelled, a context stays registered with its parent, and one with a deadline holds a timer. Both live on after the
function has returned: until the parent ends, or until the deadline. A deferred cancel in a loop runs only when the
function ends, so that every pass adds a context.

# Fix

This version reports. The fix is defer cancel() right after the assignment.

# Fix safety

It would cut off whatever still uses the context when the function returns: a response body, rows of a query,
a started command, a goroutine.

# When it is fine

A lost context.WithCancel(context.Background()) is collected with its last user: nothing else refers to it. In main, the context
lives as long as the program.
`,
	Before: `package fetch

import (
	"context"
	"time"
)

func ping(ctx context.Context, try func(context.Context) error) error {
	ctx, _ = context.WithTimeout(ctx, time.Second)
	return try(ctx)
}
`,
	After: `package fetch

import (
	"context"
	"time"
)

func ping(ctx context.Context, try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return try(ctx)
}
`,
	Sources: []Source{{
		Imports: []string{"context", "golang.org/x/net/context"},
		Words: []string{
			"WithCancel", "WithTimeout", "WithDeadline",
			"WithCancelCause", "WithTimeoutCause", "WithDeadlineCause",
		},
	}},
	Run: lostCancel,
})

func lostCancel(p *Pass) {
	for _, api := range []string{
		"context.WithCancel", "context.WithCancelCause", "context.WithTimeout", "context.WithTimeoutCause",
		"context.WithDeadline", "context.WithDeadlineCause",
	} {
		for _, s := range p.sites(api) {
			f := p.finding(s)
			if s.call == nil {
				f.Variant, f.InLoop = "value", No
				f.Message = api + " is used as a function value; where it is called is not followed"
			} else {
				p.judgeCancel(&f, s, api)
			}
			p.report(f)
		}
	}
}

func (p *Pass) judgeCancel(f *Finding, s site, api string) {
	f.Variant = "ok"
	f.Message = "the cancel function of " + api + " is kept or used on every path"
	h := p.holderOf(s.cur, 1)
	lost := ""
	switch {
	case h.kind == heldLost:
		f.Variant, lost = "blank", " is dropped"
	case h.kind != heldLocal || s.flow == nil:
		return
	case p.onlyDiscarded(s, h.obj):
		f.Variant, lost = "discarded", " is assigned to the blank identifier and never called"
	case p.unusedOnSomePath(s, h):
		f.Variant, lost = "path", " is not used on some path"
	case s.inLoop == Yes && p.deferredInLoop(s, h.obj):
		f.Variant, lost = "deferloop", " is deferred in a loop, so it runs only when the function ends"
	default:
		return
	}
	switch {
	case strings.HasPrefix(api, "context.WithCancel") && p.isRootContext(s.call):
		f.Message = "the cancel function of " + api + lost + "; nothing else refers to a child of the root context, so nothing leaks"
	case s.inLoop != Yes && (p.isMain(s.cur) || funcName(s.cur) == "TestMain"):
		f.Note = "function lifetime"
		f.Message = "the cancel function of " + api + lost + "; the program ends with this function"
	case strings.HasPrefix(api, "context.WithCancel"):
		f.Class = Leak
		f.Message = "the cancel function of " + api + lost + ": the context stays registered with its parent until that ends"
	default:
		f.Class = Leak
		f.Message = "the cancel function of " + api + lost + ": the context and its timer stay until the deadline"
	}
}

// deferredInLoop reports whether a defer statement in a loop calls cancel.
func (p *Pass) deferredInLoop(s site, cancel types.Object) bool {
	for id := range p.mentions(s, cancel) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if enclosingBody(d) == s.body && s.flow.loops(d) {
				return true
			}
		}
	}
	return false
}

// isRootContext reports whether the parent of the new context is
// context.Background() or context.TODO(), or one of them with values.
func (p *Pass) isRootContext(call *ast.CallExpr) bool {
	if len(call.Args) == 0 {
		return false
	}
	parent, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := p.method(parent)
	if fn == nil {
		return false
	}
	switch qualified(fn) {
	case "context.Background", "context.TODO":
		return true
	case "context.WithValue":
		return p.isRootContext(parent)
	}
	return false
}
