package rules

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
)

// fixInLoop decides what can be done about a context that is made in a loop: a deferred call would come once for each pass, and only at the end
// of the function. So the cancel function is called on every way out of the pass.
//
// Nobody can tell where nothing that may hold the context outlives the pass: no variable that the next pass has, no goroutine that is not waited for in
// this one, no deferred call. What leaves the pass does not use it either, or is computed before. A panic ends it as little as before.
func (k *canceling) fixInLoop(variant string) rewrite.Fix {
	refuse := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	if !k.declares() {
		return refuse("it outlives the pass of the loop that makes it")
	}
	if k.cancel != nil && k.sets() != 1 {
		return refuse("the variable gets another cancel function in the pass")
	}
	r, ok := restOfBlock(k.behind)
	if !ok {
		return refuse("nothing behind it in the pass uses it")
	}
	k.instead = variant == "deferloop"
	e := k.escape(k.firstInList().Node().Pos(), r.to.End())
	if e.refused != "" {
		return refuse(e.refused)
	}
	if e.subtests != "" {
		return refuse("it is used by subtests that are started in a loop")
	}
	if k.instead && e.softOut != "" {
		return refuse(e.softOut)
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
	case e.doubts() != "" && !k.failsOnly():
		fix.Level, fix.Reason = rewrite.Review, e.doubts()
	case fix.Level == rewrite.Safe && len(k.results) > 0:
		fix.Level, fix.Reason = rewrite.Review, "what is returned is computed first, and gets a name"
	}
	fix.Change = k.change()
	return fix
}

func (k *canceling) reviewLoop(e *escape, reason string) rewrite.Fix {
	if e.doubts() != "" {
		reason = e.doubts()
	}
	return rewrite.Fix{Level: rewrite.Review, Reason: reason, Change: k.change()}
}

// declares reports whether each pass has its own variables: the statement declares them, or one before it in the same list, which the
// next pass cannot go around.
func (k *canceling) declares() bool {
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
		decl, ok := k.declOf(k.p.objectOf(id))
		if !ok || decl.Parent() != k.stmt.Parent() || k.comesBack(decl.Node()) {
			return false
		}
	}
	return true
}

// declOf returns the statement in the function that declares obj.
func (k *canceling) declOf(obj types.Object) (inspector.Cursor, bool) {
	for id := range enclosingFunc(k.s.cur).Preorder((*ast.Ident)(nil)) {
		if obj != nil && k.p.Info.Defs[id.Node().(*ast.Ident)] == obj && id.ParentEdgeKind() != edge.Field_Names {
			return statementAt(id), true
		}
	}
	return inspector.Cursor{}, false
}

// comesBack reports whether a way leads from the statement to itself and not through decl.
func (k *canceling) comesBack(decl ast.Node) bool {
	made := k.at()
	self := made.block.Nodes[made.index]
	return k.s.flow.search(made.next(), nil, visitor{bare: true, node: func(n ast.Node) verdict {
		switch {
		case n.Pos() >= decl.Pos() && n.End() <= decl.End():
			return deadEnd
		case n == self:
			return found
		}
		return walkOn
	}})
}

// firstInList returns the first statement of the list that holds the statement.
func (k *canceling) firstInList() inspector.Cursor {
	first := outermostLabel(k.stmt)
	for c, ok := first.PrevSibling(); ok; c, ok = c.PrevSibling() {
		if _, isStmt := c.Node().(ast.Stmt); isStmt {
			first = c
		}
	}
	return first
}

// findExits finds the ways out of the pass on which the context may be alive, or says why there is no place on one of them.
func (k *canceling) findExits(r region, e *escape) string {
	for c := range r.cur.Preorder((*ast.DeferStmt)(nil)) {
		n := c.Node().(*ast.DeferStmt)
		if k.cancel == nil || !k.p.uses(n, k.cancel) || enclosingBody(c) != k.s.body {
			continue
		}
		if !k.instead || c.Parent() != k.stmt.Parent() || k.moves && k.own != c {
			return "a deferred call in the loop ends it, but only at the end of the function"
		}
		k.own, k.moves = c, true
	}
	all, ok := k.p.exits(r)
	if !ok {
		return "the ways out of the pass have no place for a call"
	}
	needed := exits{end: all.end && k.liveBehind(r.to)}
	for _, c := range all.before {
		if !k.liveBefore(c) {
			continue
		}
		if name := k.usedBy(c.Node(), e); name != "" {
			if !returnsCall(c.Node()) {
				return "a statement that leaves the pass uses " + name + ", at " + k.p.place(c.Node().Pos())
			}
			k.results = append(k.results, c)
			continue
		}
		needed.before = append(needed.before, c)
	}
	k.exits, k.last = needed, r.to
	switch all := (exits{slices.Concat(needed.before, k.results), needed.end}); {
	case !all.end && len(all.before) == 0:
		return "no way out of the pass was found on which it is not called"
	case k.cancel != nil && k.p.hiddenAt(all, r.to, k.cancel):
		return reasonHidden
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
func (k *canceling) usedBy(n ast.Node, e *escape) string {
	for _, v := range slices.SortedFunc(maps.Values(e.held), func(a, b *value) int { return cmp.Compare(a.obj.Pos(), b.obj.Pos()) }) {
		if !v.soft && k.p.uses(n, v.obj) {
			return v.name()
		}
	}
	return ""
}

// failsOnly reports whether the cancel function is to be called only where the function returns an error.
func (k *canceling) failsOnly() bool {
	failing := k.p.failingReturns(k.s)
	for _, c := range slices.Concat(k.exits.before, k.results) {
		if ret, ok := c.Node().(*ast.ReturnStmt); !ok || !failing(ret) {
			return false
		}
	}
	return !k.exits.end
}

// liveBefore reports whether the context may be alive in front of the statement at c, which leaves the pass. Jumps are no nodes of the graph.
func (k *canceling) liveBefore(c inspector.Cursor) bool {
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
func (k *canceling) liveIn(n ast.Node) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		yes = yes || n != nil && k.live[n]
		return !yes
	})
	return yes
}

// liveBehind reports whether the context may be alive behind the statement n.
func (k *canceling) liveBehind(n ast.Stmt) bool {
	target, done := k.p.target(k.s.body, n)
	if target != nil {
		return k.live[target] && !k.ends(target)
	}
	if done == nil {
		return true
	}
	return k.s.flow.search(k.at().next(), nil, visitor{
		node: func(m ast.Node) verdict {
			if k.ends(m) || m == k.at().block.Nodes[k.at().index] {
				return deadEnd
			}
			return walkOn
		},
		edge: func(b *cfg.Block, i int) verdict {
			if b.Succs[i] == done {
				return found
			}
			return walkOn
		},
	})
}

// defers reports whether the function defers calls of the cancel function in r.
func (k *canceling) defers(r region) bool {
	for c := range r.cur.Preorder((*ast.DeferStmt)(nil)) {
		if k.cancel != nil && k.p.uses(c.Node(), k.cancel) && enclosingBody(c) == k.s.body {
			return true
		}
	}
	return false
}

// wrappable reports whether the rest of the block can become a function literal: nothing leads out of it, or into it, but its end, nothing is
// deferred in it but calls of the cancel function, and no other context is made in it, for which it would make a difference.
func (k *canceling) wrappable(r region) bool {
	out, ok := k.p.exits(r)
	if !ok || len(out.before) > 0 || k.stmt.Node() != k.behind.Node() {
		return false
	}
	from := k.stmt.Node().Pos()
	for _, m := range k.p.made() {
		if pos := m.cur.Node().Pos(); m.cur != k.s.cur && from <= pos && pos < r.to.End() {
			return false
		}
	}
	for c := range r.cur.Preorder((*ast.DeferStmt)(nil), (*ast.LabeledStmt)(nil)) {
		n := c.Node()
		if n.Pos() < from || r.to.End() <= n.Pos() || enclosingBody(c) != k.s.body {
			continue
		}
		d, isDefer := n.(*ast.DeferStmt)
		if !isDefer || k.p.objectOf(d.Call.Fun) != k.cancel {
			return false
		}
	}
	return true
}
