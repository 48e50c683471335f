package rules

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"unleak/rewrite"
)

// LostCancel finds contexts that nobody cancels.
var LostCancel = rule(Rule{
	Name:  "lostcancel",
	Finds: "a cancel function that is lost",
	Fix:   "defer cancel() where ownership is proven",
	Doc: `# What

Lists every context.WithCancel, WithTimeout and WithDeadline, the Cause variants included, signal.NotifyContext and context.AfterFunc, and reports
those whose cancel function is dropped, or is not used on some path to a return; calls of functions of the package that return what one of them made,
too. So is a deferred cancel in a loop.

# Why

Until it is cancelled, a context stays registered with its parent, and one with a deadline holds a timer. Both live on after the
function has returned: until the parent ends, or until the deadline. A deferred cancel in a loop runs only when the
function ends, so that every pass adds a context.

# Fix

A defer cancel() right behind the assignment, or behind the check for its error; in a test whose subtests use the context, a t.Cleanup. Calls on other paths
stay. In a loop it is a cancel() on every way out of the pass on which there is none.

# Fix safety

The deferred call would cut off whatever still uses the context when the function returns: a response body, rows of a query, a started command,
a goroutine. So the context is followed, and all that is derived from it or may hold it: through variables, function literals and the functions of
the package. It is left alone where something outlives the function: it is returned, stored, sent, or used by a goroutine that is not known
to be waited for. Of the standard library it is known what keeps a context. Any other function may keep what it gets: then the fix is one
to review, unless the function itself cancels the context behind that call when all goes well, and only forgets it where it returns an error.

# When it is fine

A lost context.WithCancel(context.Background()) is collected with its last user: nothing else refers to it. In main, the context
lives as long as the program. One whose parent is cancelled when the function ends is cancelled with it.
`,
	Before: `package store

import (
	"context"
	"database/sql"
	"time"
)

func ready(ctx context.Context, db *sql.DB) error {
	ctx, _ = context.WithTimeout(ctx, time.Second)
	return db.PingContext(ctx)
}
`,
	After: `package store

import (
	"context"
	"database/sql"
	"time"
)

func ready(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return db.PingContext(ctx)
}
`,
	Sources: []Source{{
		Imports: []string{"context", "golang.org/x/net/context"},
		Words: []string{
			"WithCancel", "WithTimeout", "WithDeadline",
			"WithCancelCause", "WithTimeoutCause", "WithDeadlineCause", "AfterFunc",
		},
	}, {
		Imports: []string{"os/signal"},
		Words:   []string{"NotifyContext"},
	}},
	Aliases: []string{"govet", "lostcancel", "staticcheck", "gosec", "G118"},
	Best:    rewrite.Safe,
	Run:     lostCancel,
})

func lostCancel(p *Pass) {
	var list []Finding
	lost := false
	for _, m := range p.made() {
		p.looked = false
		f := p.finding(m.site)
		if m.site.call == nil {
			f.Variant, f.InLoop = "value", No
			f.Message = m.name + " is used as a function value; where it is called is not followed"
		} else {
			p.judgeCancel(&f, m.site, m.maker)
		}
		lost = lost || p.looked
		if m.decl == nil || f.Class != Fine { // of functions of the package only what matters is listed
			list = append(list, f)
		}
	}
	if p.Excerpt && (lost || p.wrapperLost()) {
		p.NeedWhole() // where the context goes, and who calls functions that make one, is to be seen there only
		return
	}
	for _, f := range list {
		p.report(f)
	}
}

func (p *Pass) judgeCancel(f *Finding, s site, m maker) {
	f.Variant = "ok"
	f.Message = "the " + m.ends() + " of " + m.name + " is kept or used on every path"
	h := p.holderOf(s.cur, m.cancel)
	f.Variable = h.variable()
	lost := ""
	switch {
	case m.api == "context.AfterFunc" && (h.kind == heldLost || h.kind == heldLocal && p.onlyDiscarded(s, h.obj)):
		f.Message = "the function of " + m.name + " runs when the context ends, and not earlier"
		return
	case h.kind == heldLost:
		f.Variant, lost = "blank", " is dropped"
	case h.kind != heldLocal || s.flow == nil:
		return
	case p.onlyDiscarded(s, h.obj):
		f.Variant, lost = "discarded", " is assigned to the blank identifier and never called"
	case p.unusedOnSomePath(s, m, h):
		f.Variant, lost = "path", " is not used on some path"
		p.looked = true // one may lead over a function that never returns
	case s.inLoop == Yes && p.deferredInLoop(s, h.obj):
		f.Variant, lost = "deferloop", " is deferred in a loop, so it runs only when the function ends"
	default:
		return
	}
	what := "the " + m.ends() + " of " + m.name + lost
	isCancel := strings.HasPrefix(m.api, "context.WithCancel")
	switch {
	case isCancel && p.isRootContext(m.call(s)) && (f.Variant == "blank" || f.Variant == "discarded") && p.leavesGoroutine(s, m, h, f.Variant):
		f.Class = Bug
		f.Message = what + ", so the goroutine that waits for the context can never be stopped"
		f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "who is to stop the goroutine, and when, is not known"}
		return
	case isCancel && p.isRootContext(m.call(s)):
		f.Message = what + "; nothing else refers to a child of the root context, so nothing leaks"
		return
	case s.inLoop != Yes && (p.isMain(s.cur) || funcName(s.cur) == "TestMain"):
		f.Note = "function lifetime"
		f.Message = what + "; the program ends with this function"
		if funcName(s.cur) == "init" {
			f.Message = what + "; it is made once, when the program starts"
		}
		return
	case s.inLoop != Yes && p.endsWithParent(s):
		f.Message = what + "; its parent is cancelled when the function ends, and the context with it"
		return
	case m.api == "context.AfterFunc":
		f.Message = what + ": the function stays registered with the context until that ends"
	case m.api == "signal.NotifyContext":
		f.Message = what + ": the signals stay redirected, and the context registered with its parent, until that ends"
	case isCancel:
		f.Message = what + ": the context stays registered with its parent until that ends"
	default:
		f.Message = what + ": the context and its timer stay until the deadline"
	}
	f.Class = Leak
	f.Fix = p.fixCancel(s, m, h, f.Variant)
}

// leavesGoroutine reports whether a go statement of the function of s gets the context that m makes there, or uses it, and the goroutine is not
// known to be over when the function is.
func (p *Pass) leavesGoroutine(s site, m maker, h holder, variant string) bool {
	ctx := p.holderOf(s.cur, m.ctx)
	if ctx.kind != heldLocal || s.flow == nil {
		return false
	}
	at, ok := s.flow.places[ctx.assign]
	if !ok {
		return false
	}
	for id := range p.mentions(s, ctx.obj) {
		for g := range id.Enclosing((*ast.GoStmt)(nil)) {
			if enclosingBody(g) == s.body && s.flow.reaches(at, g.Node()) {
				return p.fixCancel(s, m, h, variant).Level == rewrite.None
			}
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
	if call == nil || len(call.Args) == 0 {
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

// endsWithParent reports whether the parent of the new context is one that the function made, and whose cancel function it has deferred
// wherever control gets to s: then the new one ends with the function as well.
func (p *Pass) endsWithParent(s site) bool {
	if s.flow == nil || len(s.call.Args) == 0 {
		return false
	}
	parent := p.objectOf(s.call.Args[0])
	fn := enclosingFunc(s.cur).Node()
	if !isLocal(parent) || p.mutableElsewhere(parent) || parent.Pos() < fn.Pos() || fn.End() < parent.Pos() {
		return false
	}
	var cancels []types.Object
	for o := range p.origins(s, parent) {
		a, ok := o.stmt.Node().(*ast.AssignStmt)
		if !ok || !p.makesContext(a) {
			return false
		}
		if cancel := p.objectOf(a.Lhs[1]); isLocal(cancel) && !p.mutableElsewhere(cancel) {
			cancels = append(cancels, cancel)
		} else if p.objectOf(ast.Unparen(a.Rhs[0]).(*ast.CallExpr).Args[0]) != parent {
			return false // not a child of what the variable held
		}
	}
	at, ok := s.flow.placeOf(s.cur)
	if !ok || len(cancels) == 0 {
		return false
	}
	self := at.block.Nodes[at.index]
	return !s.flow.search(place{s.flow.graph.Blocks[0], 0}, nil, visitor{node: func(n ast.Node) verdict {
		d, isDefer := n.(*ast.DeferStmt)
		switch {
		case isDefer && slices.Contains(cancels, p.objectOf(d.Call.Fun)):
			return deadEnd
		case n == self:
			return found
		}
		return walkOn
	}})
}
