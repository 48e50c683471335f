package rules

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// A canceling is a context on its way to be cancelled when the function ends that made it, or the pass of a loop.
//
// The program must not be able to tell the difference: nothing that may hold the context outlives the function, so that nobody is left who could see
// that it is done.
type canceling struct {
	p       *Pass
	s       site
	m       maker
	cancel  types.Object     // nil where it is dropped
	ctx     types.Object     // the context
	stmt    inspector.Cursor // the statement that makes them
	behind  inspector.Cursor // the statement behind which the cancel function is known to be there
	live    map[ast.Node]bool
	drops   []inspector.Cursor // statements _ = cancel
	own     inspector.Cursor   // the deferred call that there is, if it is made earlier
	moves   bool               // own is valid
	exits   exits              // in a loop: where it has to be called
	results []inspector.Cursor // in a loop: returns of what uses the context
	last    ast.Stmt           // exits.end: the statement behind which it has to be called as well
	cleanup string             // the test, if it is to be called when that ends
	instead bool               // what is there are deferred calls in a loop, which go
	wraps   bool               // the rest of the block becomes a function, whose deferred calls they are
}

// fixCancel decides what can be done about a context that m makes at s, and whose cancel function, which h holds, is lost.
func (p *Pass) fixCancel(s site, m maker, h holder, variant string) rewrite.Fix {
	k := &canceling{p: p, s: s, m: m, cancel: h.obj}
	reason := k.refuse()
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	if s.inLoop == Yes {
		return k.fixInLoop(variant)
	}
	e := k.escape(enclosingFunc(s.cur).Node().Pos(), enclosingFunc(s.cur).Node().End())
	if e.refused != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: e.refused}
	}
	if e.doubts() != "" && k.onlyOnError() {
		return rewrite.Fix{Level: rewrite.None, Reason: "it is called where the function returns an error, and only there: else somebody may have taken the context over"}
	}
	k.cleanup = e.subtests
	fix := rewrite.Fix{Level: rewrite.Safe, Change: k.change()}
	fix.Level, fix.Reason = k.level(e)
	return fix
}

// level says whether what e found leaves a doubt.
func (k *canceling) level(e *escape) (rewrite.Level, string) {
	switch {
	case k.m.api == "signal.NotifyContext":
		return rewrite.Review, "from the end of the function on, the signals end the program again"
	case e.doubts() != "" && !k.endsAnyway(e):
		return rewrite.Review, e.doubts()
	}
	return rewrite.Safe, ""
}

// refuse names a precondition that does not hold, or returns "".
func (k *canceling) refuse() string {
	p := k.p
	switch {
	case k.m.ctx < 0:
		return "the function may be meant to run"
	case k.s.body == nil:
		return "there is no function that ends"
	}
	if _, ok := k.s.flow.placeOf(k.s.cur); !ok {
		return "it is never reached"
	}
	k.stmt = statementAt(k.s.cur)
	if d, ok := k.stmt.Node().(*ast.DeclStmt); ok && len(d.Decl.(*ast.GenDecl).Specs) > 1 {
		return "it is declared in a group"
	}
	if !inList(outermostLabel(k.stmt)) {
		return "there is no place for a statement behind it"
	}
	if reason := p.untouchable(k.s.cur); reason != "" {
		return reason
	}
	h := p.holderOf(k.s.cur, k.m.ctx)
	switch h.kind {
	case heldLocal:
	case heldLost:
		return "nothing uses the context: what was meant is not known"
	default:
		return "the context is stored in " + k.where() + ", which outlives the function"
	}
	k.ctx = h.obj
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && a.Tok == token.ASSIGN && k.cancel == nil {
		if gotoOver(k.stmt) {
			return "a goto jumps over it, which it may not do over a declaration"
		}
		if _, known := importName(k.s.cur); !known {
			return "the file does not import package context"
		}
	}
	var ok bool
	if k.behind, ok = p.errorChecked(outermostLabel(k.stmt), k.m); !ok {
		return "there is no check behind it that returns when there is an error"
	}
	if k.m.decl != nil {
		if reason := p.wrapperLeaks(k.m); reason != "" {
			return reason
		}
	}
	return k.refuseUses()
}

// where names what the context is stored in.
func (k *canceling) where() string {
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && k.m.ctx < len(a.Lhs) {
		return types.ExprString(a.Lhs[k.m.ctx])
	}
	return "something"
}

// wrapperLeaks says how the context that the function m makes is held by others than its caller.
func (p *Pass) wrapperLeaks(m maker) string {
	cur, ok := p.root.FindNode(m.inner)
	if !ok {
		return "what it does is not known"
	}
	h := p.holderOf(cur, 0)
	if h.kind != heldLocal {
		return "" // returned at once
	}
	decl := enclosingFunc(cur)
	e := newEscape(p.Package, decl, decl.Node().Pos(), decl.Node().End())
	e.summing = true
	e.run(h.obj)
	if reason := cmp.Or(e.refused, e.doubts()); reason != "" {
		return "in " + m.name + ", " + reason
	}
	return ""
}

// refuseUses looks at the other uses of the cancel function: whoever else has it decides when to call it.
func (k *canceling) refuseUses() string {
	if k.cancel == nil {
		return ""
	}
	p := k.p
	fn := enclosingFunc(k.s.cur).Node()
	if k.cancel.Pos() < fn.Pos() || fn.End() < k.cancel.Pos() || isResult(fn, k.cancel) || p.mutableElsewhere(k.cancel) {
		return "the cancel function is kept in a variable of others"
	}
	for id := range p.mentions(k.s, k.cancel) {
		if isSet(id) {
			continue
		}
		up := climbParens(id)
		at := " at " + p.place(id.Node().Pos())
		switch {
		case assignsBlank(up):
			if len(up.Parent().Node().(*ast.AssignStmt).Lhs) == 1 {
				k.drops = append(k.drops, up.Parent())
			}
		case up.ParentEdgeKind() == edge.BinaryExpr_X || up.ParentEdgeKind() == edge.BinaryExpr_Y:
		case up.ParentEdgeKind() != edge.CallExpr_Fun:
			return "the cancel function is handed on" + at
		case up.Parent().ParentEdgeKind() == edge.GoStmt_Call:
			return "a goroutine calls the cancel function" + at
		case enclosingBody(id) != k.s.body && !deferred(id, k.s.body):
			return "a function literal calls the cancel function" + at
		case up.Parent().ParentEdgeKind() == edge.DeferStmt_Call && up.Parent().Parent().Parent() == k.stmt.Parent() && id.Node().Pos() > k.stmt.Node().Pos():
			k.own, k.moves = up.Parent().Parent(), true
		}
	}
	k.moves = k.moves && k.canMove()
	return ""
}

// canMove reports whether the deferred call further down may come earlier: nothing else is deferred in between, which it would then
// run behind, and it is this cancel function that it calls, with nothing that is known only there.
func (k *canceling) canMove() bool {
	d := k.own.Node().(*ast.DeferStmt)
	if len(d.Call.Args) > 0 && !k.p.isNil(d.Call.Args[0]) || k.sets() != 1 {
		return false
	}
	for c := range enclosingFunc(k.s.cur).Preorder((*ast.DeferStmt)(nil)) {
		if n := c.Node(); enclosingBody(c) == k.s.body && k.stmt.Node().Pos() < n.Pos() && n.Pos() < d.Pos() {
			return false
		}
	}
	return !gotoOver(k.own) && !gotoBehind(k.own)
}

// sets returns how many statements set the variable of the cancel function.
func (k *canceling) sets() (n int) {
	for id := range k.p.mentions(k.s, k.cancel) {
		if _, set := assignedAt(id); set && !isDeclared(id) {
			n++
		}
	}
	return n
}

// escape follows the context, in the function or from the statement that makes it to the end of the pass.
func (k *canceling) escape(from, to token.Pos) *escape {
	e := newEscape(k.p.Package, enclosingFunc(k.s.cur), from, to)
	k.live = k.reach()
	e.alive = func(cur inspector.Cursor) bool {
		at, ok := k.s.flow.placeOf(cur)
		return !ok || k.live[at.block.Nodes[at.index]]
	}
	made := k.at()
	e.started = func(d inspector.Cursor) bool {
		at, ok := k.s.flow.places[d.Node()]
		return !ok || k.s.flow.reaches(at, made.block.Nodes[made.index])
	}
	e.ended = k.ends
	begin := made.next()
	e.begin = &begin
	e.pass, e.made = k.s.inLoop == Yes, k.stmt.Node().Pos()
	e.run(k.ctx)
	return e
}

// at returns where the context is made.
func (k *canceling) at() place {
	at, _ := k.s.flow.placeOf(k.s.cur)
	return at
}

// ends reports whether n calls the cancel function, or defers that.
func (k *canceling) ends(n ast.Node) bool {
	if k.cancel == nil {
		return false
	}
	if _, isDefer := n.(*ast.DeferStmt); isDefer && k.instead {
		return false
	}
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			yes = yes || k.p.objectOf(n.Fun) == k.cancel
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			return n.Op != token.LAND && n.Op != token.LOR
		}
		return true
	})
	return yes
}

// reach returns the nodes that control can get to while the context is alive, and no call of the cancel function is deferred. Behind a
// statement that sets the variable anew, calls are those of another one.
func (k *canceling) reach() map[ast.Node]bool {
	live := map[ast.Node]bool{}
	made := k.at()
	self := made.block.Nodes[made.index]
	var again []place
	walk := func(from place, mine bool) {
		k.s.flow.search(from, facts(nil).after(k.p.Package, self), visitor{node: func(n ast.Node) verdict {
			live[n] = true
			switch {
			case n == self:
				return deadEnd // on the next pass there is another context
			case mine && k.ends(n):
				return deadEnd
			case mine && k.cancel != nil && k.p.assigns(n, ref{obj: k.cancel}):
				again = append(again, k.s.flow.places[n].next())
				return deadEnd
			}
			return walkOn
		}})
	}
	walk(made.next(), true)
	for _, at := range again {
		walk(at, false)
	}
	return live
}
