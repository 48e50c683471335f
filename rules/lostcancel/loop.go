package lostcancel

import (
	"cmp"
	"go/ast"
	"maps"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// decideInLoop chooses the placement for a context that is made in a loop: a deferred call would come once for each
// pass, and only at the end of the function. So the cancel function is called on every way out of the pass, or
// deferred in a function literal that is the pass.
//
// Nobody can tell where nothing that may hold the context outlives the pass: no variable that the next pass has,
// too, no goroutine that the pass does not wait for, no deferred call. The statement that leaves the pass does not
// use the context either, or what it returns is computed before. When something panics, the context stays
// uncancelled, as before.
func (k *cancelFix) decideInLoop(l loss) (placement, rewrite.Fix) {
	reason := k.p.FirstRefusal(
		precondition("does each pass have variables of its own for the context and the cancel function?", k.refuseVariables),
		precondition("does something follow in the pass?", k.refuseLast))
	if reason != "" {
		return placement{}, refused(reason)
	}
	k.lateDefers = l == deferredInLoop
	in := pass{life: k.lifetime()}
	in.rest, _ = flow.RestOfBlock(k.after)
	in.escape = k.escape(in.life, k.firstInList().Node().Pos(), in.rest.To.End())
	reason = k.p.FirstRefusal(precondition("is the context out of reach for others when the pass ends?",
		func() string { return k.outlivesPass(in.escape) }))
	if reason != "" {
		return placement{}, refused(reason)
	}
	mayWrap := k.lateDefers || len(k.defersIn(in.rest)) > 0
	if mayWrap && k.p.Ask("can the rest of the block become a function literal?", k.wrappable(in.rest)) {
		how := placement{kind: inLiteral, defers: k.lateDefers}
		return how, review(cmp.Or(in.escape.Doubts(), "it ends with the pass then, and no longer with the function"))
	}
	return k.placeOnExits(in)
}

// A pass is what is known about the pass of a loop in which the context is made.
type pass struct {
	rest   flow.Region // what follows the statement that makes the context, and the check of its error
	life   lifetime
	escape *value.Escape
}

// placeOnExits is the placement of calls on the ways out of the pass.
func (k *cancelFix) placeOnExits(in pass) (placement, rewrite.Fix) {
	how := placement{kind: onExits, last: in.rest.To}
	reason := k.p.FirstRefusal(precondition("can the cancel function be called on each way out of the pass?",
		func() string { return k.findExits(&how, in) }))
	if reason != "" {
		return placement{}, refused(reason)
	}
	if k.lateDefers {
		return how, review(cmp.Or(in.escape.Doubts(),
			"it ends with the pass then, and no longer with the function, nor when something panics"))
	}
	return how, k.levelOfExits(how, in.escape)
}

// levelOfExits is the level of calls on the ways out of the pass.
func (k *cancelFix) levelOfExits(how placement, e *value.Escape) rewrite.Fix {
	fix := k.level(e)
	switch {
	case e.Doubts() != "" && !k.failsOnly(how):
		return review(e.Doubts())
	case fix.Level == rewrite.Safe && len(how.results) > 0:
		return review("what is returned is computed first, and gets a name")
	}
	return fix
}

// refuseVariables asks for variables of the pass: the statement declares them, or one before it in the same list,
// which control cannot bypass on the way to the next pass. The cancel function must be the only one that its
// variable gets in a pass.
func (k *cancelFix) refuseVariables() string {
	const outlives = "it outlives the pass of the loop that makes it"
	a, ok := k.stmt.Node().(*ast.AssignStmt)
	if !ok {
		return outlives
	}
	for _, i := range []int{k.site.ctx, k.site.cancel} {
		id, ok := a.Lhs[i].(*ast.Ident)
		if !ok {
			return outlives
		}
		if id.Name == "_" || k.p.Info.Defs[id] != nil {
			continue
		}
		decl, ok := k.declOf(k.p.ObjectOf(id))
		if !ok || decl.Parent() != k.stmt.Parent() || k.comesBack(decl.Node()) {
			return outlives
		}
	}
	if k.cancel != nil && k.cancelSets() != 1 {
		return "the variable gets another cancel function in the pass"
	}
	return ""
}

// refuseLast asks for a statement behind the one that makes the context.
func (k *cancelFix) refuseLast() string {
	if _, ok := flow.RestOfBlock(k.after); !ok {
		return "nothing behind it in the pass uses it"
	}
	return ""
}

// comesBack reports whether a path leads from the statement that makes the context back to it, and not through decl.
func (k *cancelFix) comesBack(decl ast.Node) bool {
	self := k.node()
	return k.site.Flow.Search(k.place().Next(), nil, flow.Visitor{Bare: true, Node: func(n ast.Node) flow.Verdict {
		switch {
		case n.Pos() >= decl.Pos() && n.End() <= decl.End():
			return flow.DeadEnd
		case n == self:
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// firstInList returns the first statement of the list that the statement stands in. In front of it there may be
// siblings that are no statements: the expressions of a case.
func (k *cancelFix) firstInList() inspector.Cursor {
	first := flow.OutermostLabel(k.stmt)
	for c, ok := first.PrevSibling(); ok; c, ok = c.PrevSibling() {
		if _, isStmt := c.Node().(ast.Stmt); isStmt {
			first = c
		}
	}
	return first
}

// outlivesPass says how the context may outlive the pass, going by what e found, or returns "". Subtests may run
// after the pass. Where a deferred call ends the context now, at the end of the function, the fix ends it earlier:
// then it is a reason against as well if something that a function of unknown source returned, and that may hold the
// context, gets out.
func (k *cancelFix) outlivesPass(e *value.Escape) string {
	switch {
	case e.Refused != "":
		return e.Refused
	case e.Subtests != "":
		return "it is used by subtests that are started in a loop"
	case k.lateDefers:
		return e.DerivedEscape
	}
	return ""
}

// defersIn returns the deferred calls in the block of r that use the cancel function.
func (k *cancelFix) defersIn(r flow.Region) (out []inspector.Cursor) {
	for c := range r.Cur.Preorder((*ast.DeferStmt)(nil)) {
		if k.cancel != nil && k.p.Uses(c.Node(), k.cancel) && code.EnclosingBody(c) == k.site.Body {
			out = append(out, c)
		}
	}
	return out
}

// wrappable reports whether the rest of the block can become a function literal: nothing leads out of it but its
// end, and nothing into it, nothing is deferred in it but calls of the cancel function, and no other context is
// made in it, for which it would make a difference.
func (k *cancelFix) wrappable(r flow.Region) bool {
	out, ok := flow.ExitsOf(k.p, r)
	if !ok || len(out.Before) > 0 || k.stmt.Node() != k.after.Node() {
		return false
	}
	from := k.stmt.Node().Pos()
	for _, c := range cancelSites(k.p) {
		if pos := c.Cur.Node().Pos(); c.Cur != k.site.Cur && from <= pos && pos < r.To.End() {
			return false
		}
	}
	for c := range r.Cur.Preorder((*ast.DeferStmt)(nil), (*ast.LabeledStmt)(nil)) {
		n := c.Node()
		if n.Pos() < from || r.To.End() <= n.Pos() || code.EnclosingBody(c) != k.site.Body {
			continue
		}
		d, isDefer := n.(*ast.DeferStmt)
		if !isDefer || k.p.ObjectOf(d.Call.Fun) != k.cancel {
			return false
		}
	}
	return true
}

// findExits adds to how the ways out of the pass on which the context may be alive, or says why there is no place
// for a call on one of them.
func (k *cancelFix) findExits(how *placement, in pass) string {
	for _, c := range k.defersIn(in.rest) {
		if !k.lateDefers || c.Parent() != k.stmt.Parent() || how.goes != nil {
			return "a deferred call in the loop ends it, but only at the end of the function"
		}
		how.goes = &c
	}
	all, ok := flow.ExitsOf(k.p, in.rest)
	if !ok {
		return "the ways out of the pass have no place for a call"
	}
	how.exits.End = all.End && in.life.behind(in.rest.To)
	for _, c := range all.Before {
		if !in.life.before(c) {
			continue
		}
		switch name := k.usedBy(c.Node(), in.escape); {
		case name == "":
			how.exits.Before = append(how.exits.Before, c)
		case returnsCall(c.Node()):
			how.results = append(how.results, c)
		default:
			return "a statement that leaves the pass uses " + name + ", at " + k.p.ShortPos(c.Node().Pos())
		}
	}
	switch calls := (flow.Exits{Before: slices.Concat(how.exits.Before, how.results), End: how.exits.End}); {
	case !calls.End && len(calls.Before) == 0:
		return "no way out of the pass was found on which it is not called"
	case k.cancel != nil && flow.HiddenAt(k.p, calls, how.last, k.cancel):
		return edit.ReasonHidden
	}
	return ""
}

// returnsCall reports whether n returns the results of one call: variables can take these, and have their types. An
// untyped value, such as that of a comparison, gets its type only from the return, and would get another as a
// variable.
func returnsCall(n ast.Node) bool {
	ret, ok := n.(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	_, ok = ast.Unparen(ret.Results[0]).(*ast.CallExpr)
	return ok
}

// usedBy returns the name of the first variable in n that holds the context, or "".
func (k *cancelFix) usedBy(n ast.Node, e *value.Escape) string {
	byPos := func(a, b *value.Carrier) int { return cmp.Compare(a.Obj.Pos(), b.Obj.Pos()) }
	for _, v := range slices.SortedFunc(maps.Values(e.Carriers), byPos) {
		if !v.Unproven && k.p.Uses(n, v.Obj) {
			return v.Name()
		}
	}
	return ""
}

// failsOnly reports whether the cancel function is to be called only where the function returns an error.
func (k *cancelFix) failsOnly(how placement) bool {
	failing := failingReturns(k.p, k.site.Site)
	for _, c := range slices.Concat(how.exits.Before, how.results) {
		if ret, ok := c.Node().(*ast.ReturnStmt); !ok || !failing[ret] {
			return false
		}
	}
	return !how.exits.End
}
