package lostcancel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

func run(p *rule.Pass) {
	var list []rule.Finding
	lost := false
	for _, m := range cancelSites(p.Package) {
		p.Incomplete = false
		f := flow.NewFinding(p.Package, m.Site)
		if m.Site.Call == nil {
			f.Variant, f.InLoop = "value", rule.No
			f.Message = m.name + " is used as a function value; where it is called is not followed"
		} else {
			judgeCancel(p, &f, m.Site, m.contextSource)
		}
		lost = lost || p.Incomplete
		if m.decl == nil || f.Class != rule.Fine { // of functions of the package only what matters is listed
			list = append(list, f)
		}
	}
	if p.Excerpt && (lost || wrapperLost(p.Package)) {
		p.NeedWhole() // where the context goes, and who calls functions that make one, is to be seen there only
		return
	}
	for _, f := range list {
		p.Found(f)
	}
}

func judgeCancel(p *rule.Pass, f *rule.Finding, s flow.Site, m contextSource) {
	f.Variant = "ok"
	f.Message = "the " + m.ends() + " of " + m.name + " is kept or used on every path"
	h := value.BindingOf(p.Package, s.Cur, m.cancel)
	f.Variable = h.Variable()
	lost := ""
	switch {
	case m.api == "context.AfterFunc" && (h.Kind == value.Dropped || h.Kind == value.BoundLocal && onlyDiscarded(p.Package, s, h.Obj)):
		f.Message = "the function of " + m.name + " runs when the context ends, and not earlier"
		return
	case h.Kind == value.Dropped:
		f.Variant, lost = "blank", " is dropped"
	case h.Kind != value.BoundLocal || s.Flow == nil:
		return
	case onlyDiscarded(p.Package, s, h.Obj):
		f.Variant, lost = "discarded", " is assigned to the blank identifier and never called"
	case unusedOnSomePath(p.Package, s, m, h):
		f.Variant, lost = "path", " is not used on some path"
		p.Incomplete = true // one may lead over a function that never returns
	case s.InLoop == rule.Yes && deferredInLoop(p.Package, s, h.Obj):
		f.Variant, lost = "deferloop", " is deferred in a loop, so it runs only when the function ends"
	default:
		return
	}
	what := "the " + m.ends() + " of " + m.name + lost
	isCancel := strings.HasPrefix(m.api, "context.WithCancel")
	switch {
	case isCancel && isRootContext(p.Package, m.call(s)) && (f.Variant == "blank" || f.Variant == "discarded") && leavesGoroutine(p, s, m, h, f.Variant):
		f.Class = rule.Bug
		f.Message = what + ", so the goroutine that waits for the context can never be stopped"
		f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "who is to stop the goroutine, and when, is not known"}
		return
	case isCancel && isRootContext(p.Package, m.call(s)):
		f.Message = what + "; nothing else refers to a child of the root context, so nothing leaks"
		return
	case s.InLoop != rule.Yes && (p.IsMain(s.Cur) || code.FuncName(s.Cur) == "TestMain"):
		f.Note = "function lifetime"
		f.Message = what + "; the program ends with this function"
		if code.FuncName(s.Cur) == "init" {
			f.Message = what + "; it is made once, when the program starts"
		}
		return
	case s.InLoop != rule.Yes && endsWithParent(p.Package, s):
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
	f.Class = rule.Leak
	f.Fix = fixCancel(p, s, m, h, f.Variant)
}

// leavesGoroutine reports whether a go statement of the function of s gets the context that m makes there, or uses it, and the goroutine is not
// known to be over when the function is.
func leavesGoroutine(p *rule.Pass, s flow.Site, m contextSource, h value.Binding, variant string) bool {
	ctx := value.BindingOf(p.Package, s.Cur, m.ctx)
	if ctx.Kind != value.BoundLocal || s.Flow == nil {
		return false
	}
	at, ok := s.Flow.Places[ctx.Assign]
	if !ok {
		return false
	}
	for id := range p.Mentions(s.Cur, ctx.Obj) {
		for g := range id.Enclosing((*ast.GoStmt)(nil)) {
			if code.EnclosingBody(g) == s.Body && s.Flow.Reaches(at, g.Node()) {
				return fixCancel(p, s, m, h, variant).Level == rewrite.None
			}
		}
	}
	return false
}

// deferredInLoop reports whether a defer statement in a loop calls cancel.
func deferredInLoop(p *code.Package, s flow.Site, cancel types.Object) bool {
	for id := range p.Mentions(s.Cur, cancel) {
		for d := range id.Enclosing((*ast.DeferStmt)(nil)) {
			if code.EnclosingBody(d) == s.Body && s.Flow.Loops(d) {
				return true
			}
		}
	}
	return false
}

// isRootContext reports whether the parent of the new context is
// context.Background() or context.TODO(), or one of them with values.
func isRootContext(p *code.Package, call *ast.CallExpr) bool {
	if call == nil || len(call.Args) == 0 {
		return false
	}
	parent, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := p.StaticCallee(parent)
	if fn == nil {
		return false
	}
	switch code.Qualified(fn) {
	case "context.Background", "context.TODO":
		return true
	case "context.WithValue":
		return isRootContext(p, parent)
	}
	return false
}

// endsWithParent reports whether the parent of the new context is one that the function made, and whose cancel function it has deferred
// wherever control gets to s: then the new one ends with the function as well.
func endsWithParent(p *code.Package, s flow.Site) bool {
	if s.Flow == nil || len(s.Call.Args) == 0 {
		return false
	}
	parent := p.ObjectOf(s.Call.Args[0])
	fn := code.EnclosingFunc(s.Cur).Node()
	if !code.IsLocal(parent) || p.MutableElsewhere(parent) || parent.Pos() < fn.Pos() || fn.End() < parent.Pos() {
		return false
	}
	var cancels []types.Object
	for o := range p.Origins(s.Cur, parent) {
		a, ok := o.Stmt.Node().(*ast.AssignStmt)
		if !ok || !flow.MakesContext(p, a) {
			return false
		}
		if cancel := p.ObjectOf(a.Lhs[1]); code.IsLocal(cancel) && !p.MutableElsewhere(cancel) {
			cancels = append(cancels, cancel)
		} else if p.ObjectOf(ast.Unparen(a.Rhs[0]).(*ast.CallExpr).Args[0]) != parent {
			return false // not a child of what the variable held
		}
	}
	at, ok := s.Flow.PlaceOf(s.Cur)
	if !ok || len(cancels) == 0 {
		return false
	}
	self := at.Block.Nodes[at.Index]
	return !s.Flow.Search(s.Flow.Entry(), nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		d, isDefer := n.(*ast.DeferStmt)
		switch {
		case isDefer && slices.Contains(cancels, p.ObjectOf(d.Call.Fun)):
			return flow.DeadEnd
		case n == self:
			return flow.Found
		}
		return flow.WalkOn
	}})
}
