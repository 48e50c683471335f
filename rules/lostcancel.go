package rules

import (
	"go/ast"
	"go/types"
	"slices"
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
	case isMain(s.cur) || funcName(s.cur) == "TestMain":
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

// onlyDiscarded reports whether every use of cancel in the function is _ = cancel.
func (p *Pass) onlyDiscarded(s site, cancel types.Object) bool {
	discarded := false
	for id := range p.mentions(s, cancel) {
		if p.Info.Uses[id.Node().(*ast.Ident)] == nil {
			continue
		}
		if !assignsBlank(climbParens(id)) {
			return false
		}
		discarded = true
	}
	return discarded
}

// unusedOnSomePath reports whether a way leads from the assignment to a return without a use of cancel, or to an
// assignment that overwrites it. As in go vet's lostcancel, any mention is a use; a bare return uses a named result.
func (p *Pass) unusedOnSomePath(s site, h holder) bool {
	at, ok := s.flow.places[h.assign]
	fn := enclosingFunc(s.cur).Node()
	if !ok || h.obj.Pos() < fn.Pos() || h.obj.Pos() > fn.End() {
		return false // of the function around this literal, which may use it
	}
	cancel := ref{obj: h.obj}
	names := p.aliases(s, h.obj)
	used := func(n ast.Node) bool {
		return slices.ContainsFunc(names, func(o types.Object) bool { return p.uses(n, o) })
	}
	done := p.doneOf(h)
	return s.flow.search(at.next(), nil, visitor{clause: func(c *ast.CommClause) verdict {
		if done(receiveOperand(c.Comm)) {
			return deadEnd
		}
		return walkOn
	}, node: func(n ast.Node) verdict {
		switch {
		case s.flow.comms[n], p.makesAlias(n, names):
			return walkOn
		case p.receives(n, done):
			return deadEnd
		case p.assigns(n, cancel) && !p.readsIn(n, h.obj):
			return found
		case used(n):
			return deadEnd
		}
		if ret, ok := n.(*ast.ReturnStmt); ok {
			if len(ret.Results) == 0 && isResult(fn, h.obj) {
				return deadEnd
			}
			return found
		}
		return walkOn
	}})
}

// doneOf returns a test for the Done channel of the context that h's assignment made: once it was received from, the
// context is cancelled, or its deadline is over, and nothing is left to cancel.
func (p *Pass) doneOf(h holder) func(ast.Expr) bool {
	var ctx ref
	if a, ok := h.assign.(*ast.AssignStmt); ok {
		ctx, _ = p.refOf(a.Lhs[0])
	}
	return func(e ast.Expr) bool {
		call, ok := e.(*ast.CallExpr)
		if !ok || ctx.obj == nil {
			return false
		}
		r, ok := p.methodOn(call, "Done")
		return ok && r == ctx
	}
}

// aliases returns cancel and the local variables that hold a copy of it, or a function literal that mentions it.
// Making one is no use of cancel; using one is.
func (p *Pass) aliases(s site, cancel types.Object) []types.Object {
	out := []types.Object{cancel}
	for id := range p.mentions(s, cancel) {
		value := climbParens(id)
		for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
			if lit.Node() != enclosingFunc(s.cur).Node() {
				value = climbParens(lit) // the outermost literal inside the function counts
			} else {
				break
			}
		}
		if u := p.useOf(value); u.kind == useVariable && u.v.obj != cancel && p.isFunc(u.v.obj) {
			out = append(out, u.v.obj)
		}
	}
	return out
}

// isFunc reports whether obj has a function type: interfaces and the like may hold more than the alias.
func (p *Pass) isFunc(obj types.Object) bool {
	if obj.Type() == nil {
		return false
	}
	_, ok := obj.Type().Underlying().(*types.Signature)
	return ok
}

// makesAlias reports whether n does nothing but set one of names, other than the first, cancel itself.
func (p *Pass) makesAlias(n ast.Node, names []types.Object) bool {
	return slices.ContainsFunc(names[1:], func(o types.Object) bool { return p.assigns(n, ref{obj: o}) })
}

// readsIn reports whether the right side of the assignment n mentions obj.
func (p *Pass) readsIn(n ast.Node, obj types.Object) bool {
	a, ok := n.(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, r := range a.Rhs {
		if p.uses(r, obj) {
			return true
		}
	}
	return false
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
