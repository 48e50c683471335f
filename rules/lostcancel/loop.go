package lostcancel

import (
	"cmp"
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// fixInLoop decides what can be done about a context that is made in a loop: a deferred call would come once for each pass, and only at the end
// of the function. So the cancel function is called on every way out of the pass.
//
// Nobody can tell where nothing that may hold the context outlives the pass: no variable that the next pass has, no goroutine that is not waited for in
// this one, no deferred call. What leaves the pass does not use it either, or is computed before. A panic ends it as little as before.
func (k *cancelFix) fixInLoop(variant string) rewrite.Fix {
	refuse := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	if !k.declares() {
		return refuse("it outlives the pass of the loop that makes it")
	}
	if k.cancel != nil && k.sets() != 1 {
		return refuse("the variable gets another cancel function in the pass")
	}
	r, ok := flow.RestOfBlock(k.after)
	if !ok {
		return refuse("nothing behind it in the pass uses it")
	}
	k.instead = variant == "deferloop"
	e := k.escape(k.firstInList().Node().Pos(), r.To.End())
	if e.Refused != "" {
		return refuse(e.Refused)
	}
	if e.Subtests != "" {
		return refuse("it is used by subtests that are started in a loop")
	}
	if k.instead && e.DerivedEscape != "" {
		return refuse(e.DerivedEscape)
	}
	if (k.instead || k.defers(r)) && k.wrappable(r) {
		k.wraps = true
		return k.reviewLoop(e, "it ends with the pass then, and no longer with the function")
	}
	if reason := k.findExits(r, e); reason != "" {
		return refuse(reason)
	}
	if k.instead {
		return k.reviewLoop(e, "it ends with the pass then, and no longer with the function, nor when something panics")
	}
	fix := rewrite.Fix{}
	switch fix.Level, fix.Reason = k.level(e); {
	case e.Doubts() != "" && !k.failsOnly():
		fix.Level, fix.Reason = rewrite.Review, e.Doubts()
	case fix.Level == rewrite.Safe && len(k.results) > 0:
		fix.Level, fix.Reason = rewrite.Review, "what is returned is computed first, and gets a name"
	}
	fix.Change = k.change()
	return fix
}

func (k *cancelFix) reviewLoop(e *value.Escape, reason string) rewrite.Fix {
	if e.Doubts() != "" {
		reason = e.Doubts()
	}
	return rewrite.Fix{Level: rewrite.Review, Reason: reason, Change: k.change()}
}

// declares reports whether each pass has its own variables: the statement declares them, or one before it in the same list, which the
// next pass cannot go around.
func (k *cancelFix) declares() bool {
	a, ok := k.stmt.Node().(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, i := range []int{k.m.ctx, k.m.cancel} {
		id, ok := a.Lhs[i].(*ast.Ident)
		if !ok {
			return false
		}
		if id.Name == "_" || k.p.Info.Defs[id] != nil {
			continue
		}
		decl, ok := k.declOf(k.p.ObjectOf(id))
		if !ok || decl.Parent() != k.stmt.Parent() || k.comesBack(decl.Node()) {
			return false
		}
	}
	return true
}

// declOf returns the statement in the function that declares obj.
func (k *cancelFix) declOf(obj types.Object) (inspector.Cursor, bool) {
	for id := range code.EnclosingFunc(k.s.Cur).Preorder((*ast.Ident)(nil)) {
		if obj != nil && k.p.Info.Defs[id.Node().(*ast.Ident)] == obj && id.ParentEdgeKind() != edge.Field_Names {
			return code.StatementAt(id), true
		}
	}
	return inspector.Cursor{}, false
}

// comesBack reports whether a way leads from the statement to itself and not through decl.
func (k *cancelFix) comesBack(decl ast.Node) bool {
	made := k.at()
	self := made.Block.Nodes[made.Index]
	return k.s.Flow.Search(made.Next(), nil, flow.Visitor{Bare: true, Node: func(n ast.Node) flow.Verdict {
		switch {
		case n.Pos() >= decl.Pos() && n.End() <= decl.End():
			return flow.DeadEnd
		case n == self:
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// firstInList returns the first statement of the list that holds the statement.
func (k *cancelFix) firstInList() inspector.Cursor {
	first := flow.OutermostLabel(k.stmt)
	for c, ok := first.PrevSibling(); ok; c, ok = c.PrevSibling() {
		if _, isStmt := c.Node().(ast.Stmt); isStmt {
			first = c
		}
	}
	return first
}

// findExits finds the ways out of the pass on which the context may be alive, or says why there is no place on one of them.
func (k *cancelFix) findExits(r flow.Region, e *value.Escape) string {
	for c := range r.Cur.Preorder((*ast.DeferStmt)(nil)) {
		n := c.Node().(*ast.DeferStmt)
		if k.cancel == nil || !k.p.Uses(n, k.cancel) || code.EnclosingBody(c) != k.s.Body {
			continue
		}
		if !k.instead || c.Parent() != k.stmt.Parent() || k.moves && k.own != c {
			return "a deferred call in the loop ends it, but only at the end of the function"
		}
		k.own, k.moves = c, true
	}
	all, ok := flow.ExitsOf(k.p.Package, r)
	if !ok {
		return "the ways out of the pass have no place for a call"
	}
	needed := flow.Exits{End: all.End && k.liveBehind(r.To)}
	for _, c := range all.Before {
		if !k.liveBefore(c) {
			continue
		}
		if name := k.usedBy(c.Node(), e); name != "" {
			if !returnsCall(c.Node()) {
				return "a statement that leaves the pass uses " + name + ", at " + k.p.ShortPos(c.Node().Pos())
			}
			k.results = append(k.results, c)
			continue
		}
		needed.Before = append(needed.Before, c)
	}
	k.exits, k.last = needed, r.To
	switch all := (flow.Exits{Before: slices.Concat(needed.Before, k.results), End: needed.End}); {
	case !all.End && len(all.Before) == 0:
		return "no way out of the pass was found on which it is not called"
	case k.cancel != nil && flow.HiddenAt(k.p.Package, all, r.To, k.cancel):
		return edit.ReasonHidden
	}
	return ""
}

// returnsCall reports whether n returns what one call yields, which has a type of its own: that of a comparison, say, is the function's.
func returnsCall(n ast.Node) bool {
	ret, ok := n.(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	_, ok = ast.Unparen(ret.Results[0]).(*ast.CallExpr)
	return ok
}

// usedBy returns the name of a variable in n that holds the context, or "".
func (k *cancelFix) usedBy(n ast.Node, e *value.Escape) string {
	for _, v := range slices.SortedFunc(maps.Values(e.Carriers), func(a, b *value.Carrier) int { return cmp.Compare(a.Obj.Pos(), b.Obj.Pos()) }) {
		if !v.Unproven && k.p.Uses(n, v.Obj) {
			return v.Name()
		}
	}
	return ""
}

// failsOnly reports whether the cancel function is to be called only where the function returns an error.
func (k *cancelFix) failsOnly() bool {
	failing := failingReturns(k.p.Package, k.s)
	for _, c := range slices.Concat(k.exits.Before, k.results) {
		if ret, ok := c.Node().(*ast.ReturnStmt); !ok || !failing(ret) {
			return false
		}
	}
	return !k.exits.End
}

// liveBefore reports whether the context may be alive in front of the statement at c, which leaves the pass. Jumps are no nodes of the graph.
func (k *cancelFix) liveBefore(c inspector.Cursor) bool {
	n := c.Node().(ast.Stmt)
	if _, jump := n.(*ast.BranchStmt); !jump {
		return k.live[n]
	}
	if prev, ok := c.PrevSibling(); ok && prev.ParentEdgeKind() != edge.CommClause_Comm {
		if before, ok := prev.Node().(ast.Stmt); ok {
			return k.liveBehind(before)
		}
	}
	if check, ok := c.Parent().Parent().Node().(*ast.IfStmt); ok {
		return k.liveIn(check.Cond)
	}
	return true
}

// liveIn reports whether something in n may be evaluated while the context is alive.
func (k *cancelFix) liveIn(n ast.Node) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		yes = yes || n != nil && k.live[n]
		return !yes
	})
	return yes
}

// liveBehind reports whether the context may be alive behind the statement n.
func (k *cancelFix) liveBehind(n ast.Stmt) bool {
	target, done := flow.Target(k.p.Package, k.s.Body, n)
	if target != nil {
		return k.live[target] && !k.ends(target)
	}
	if done == nil {
		return true
	}
	return k.s.Flow.Search(k.at().Next(), nil, flow.Visitor{
		Node: func(m ast.Node) flow.Verdict {
			if k.ends(m) || m == k.at().Block.Nodes[k.at().Index] {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Edge: func(b *cfg.Block, i int) flow.Verdict {
			if b.Succs[i] == done {
				return flow.Found
			}
			return flow.WalkOn
		},
	})
}

// defers reports whether the function defers calls of the cancel function in r.
func (k *cancelFix) defers(r flow.Region) bool {
	for c := range r.Cur.Preorder((*ast.DeferStmt)(nil)) {
		if k.cancel != nil && k.p.Uses(c.Node(), k.cancel) && code.EnclosingBody(c) == k.s.Body {
			return true
		}
	}
	return false
}

// wrappable reports whether the rest of the block can become a function literal: nothing leads out of it, or into it, but its end, nothing is
// deferred in it but calls of the cancel function, and no other context is made in it, for which it would make a difference.
func (k *cancelFix) wrappable(r flow.Region) bool {
	out, ok := flow.ExitsOf(k.p.Package, r)
	if !ok || len(out.Before) > 0 || k.stmt.Node() != k.after.Node() {
		return false
	}
	from := k.stmt.Node().Pos()
	for _, m := range cancelSites(k.p.Package) {
		if pos := m.Cur.Node().Pos(); m.Cur != k.s.Cur && from <= pos && pos < r.To.End() {
			return false
		}
	}
	for c := range r.Cur.Preorder((*ast.DeferStmt)(nil), (*ast.LabeledStmt)(nil)) {
		n := c.Node()
		if n.Pos() < from || r.To.End() <= n.Pos() || code.EnclosingBody(c) != k.s.Body {
			continue
		}
		d, isDefer := n.(*ast.DeferStmt)
		if !isDefer || k.p.ObjectOf(d.Call.Fun) != k.cancel {
			return false
		}
	}
	return true
}
