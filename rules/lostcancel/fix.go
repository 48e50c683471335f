package lostcancel

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A cancelFix is a context on its way to be cancelled when the function ends that made it, or the pass of a loop.
//
// The program must not be able to tell the difference: nothing that may hold the context outlives the function, so that nobody is left who could see
// that it is done.
type cancelFix struct {
	p       *rule.Pass
	s       flow.Site
	m       contextSource
	cancel  types.Object     // nil where it is dropped
	ctx     types.Object     // the context
	stmt    inspector.Cursor // the statement that makes them
	after   inspector.Cursor // the statement behind which the cancel function is known to be there
	live    map[ast.Node]bool
	drops   []inspector.Cursor // statements _ = cancel
	own     inspector.Cursor   // the deferred call that there is, if it is made earlier
	moves   bool               // own is valid
	exits   flow.Exits         // in a loop: where it has to be called
	results []inspector.Cursor // in a loop: returns of what uses the context
	last    ast.Stmt           // exits.end: the statement behind which it has to be called as well
	cleanup string             // the test, if it is to be called when that ends
	instead bool               // what is there are deferred calls in a loop, which go
	wraps   bool               // the rest of the block becomes a function, whose deferred calls they are
}

// fixCancel decides what can be done about a context that m makes at s, and whose cancel function, which h holds, is lost.
func fixCancel(p *rule.Pass, s flow.Site, m contextSource, h value.Binding, variant string) rewrite.Fix {
	k := &cancelFix{p: p, s: s, m: m, cancel: h.Obj}
	reason := k.refuse()
	if reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	if s.InLoop == rule.Yes {
		return k.fixInLoop(variant)
	}
	e := k.escape(code.EnclosingFunc(s.Cur).Node().Pos(), code.EnclosingFunc(s.Cur).Node().End())
	if e.Refused != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: e.Refused}
	}
	if e.Doubts() != "" && k.onlyOnError() {
		return rewrite.Fix{Level: rewrite.None, Reason: "it is called where the function returns an error, and only there: else somebody may have taken the context over"}
	}
	k.cleanup = e.Subtests
	fix := rewrite.Fix{Level: rewrite.Safe, Change: k.change()}
	fix.Level, fix.Reason = k.level(e)
	return fix
}

// level says whether what e found leaves a doubt.
func (k *cancelFix) level(e *value.Escape) (rewrite.Level, string) {
	switch {
	case k.m.api == "signal.NotifyContext":
		return rewrite.Review, "from the end of the function on, the signals end the program again"
	case e.Doubts() != "" && !k.endsAnyway(e):
		return rewrite.Review, e.Doubts()
	}
	return rewrite.Safe, ""
}

// refuse names a precondition that does not hold, or returns "".
func (k *cancelFix) refuse() string {
	p := k.p
	switch {
	case k.m.ctx < 0:
		return "the function may be meant to run"
	case k.s.Body == nil:
		return "there is no function that ends"
	}
	if _, ok := k.s.Flow.PlaceOf(k.s.Cur); !ok {
		return "it is never reached"
	}
	k.stmt = code.StatementAt(k.s.Cur)
	if d, ok := k.stmt.Node().(*ast.DeclStmt); ok && len(d.Decl.(*ast.GenDecl).Specs) > 1 {
		return "it is declared in a group"
	}
	if !code.InList(flow.OutermostLabel(k.stmt)) {
		return "there is no place for a statement behind it"
	}
	if reason := p.Untouchable(k.s.Cur); reason != "" {
		return reason
	}
	h := value.BindingOf(p.Package, k.s.Cur, k.m.ctx)
	switch h.Kind {
	case value.BoundLocal:
	case value.Dropped:
		return "nothing uses the context: what was meant is not known"
	default:
		return "the context is stored in " + k.where() + ", which outlives the function"
	}
	k.ctx = h.Obj
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && a.Tok == token.ASSIGN && k.cancel == nil {
		if flow.GotoOver(k.stmt) {
			return "a goto jumps over it, which it may not do over a declaration"
		}
		if _, known := code.ContextImportName(k.s.Cur); !known {
			return "the file does not import package context"
		}
	}
	var ok bool
	if k.after, ok = errorChecked(p.Package, flow.OutermostLabel(k.stmt), k.m); !ok {
		return "there is no check behind it that returns when there is an error"
	}
	if k.m.decl != nil {
		if reason := wrapperLeaks(p.Package, k.m); reason != "" {
			return reason
		}
	}
	return k.refuseUses()
}

// where names what the context is stored in.
func (k *cancelFix) where() string {
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && k.m.ctx < len(a.Lhs) {
		return types.ExprString(a.Lhs[k.m.ctx])
	}
	return "something"
}

// wrapperLeaks says how the context that the function m makes is held by others than its caller.
func wrapperLeaks(p *code.Package, m contextSource) string {
	cur, ok := p.Root.FindNode(m.inner)
	if !ok {
		return "what it does is not known"
	}
	h := value.BindingOf(p, cur, 0)
	if h.Kind != value.BoundLocal {
		return "" // returned at once
	}
	decl := code.EnclosingFunc(cur)
	e := value.NewEscape(p, decl, decl.Node().Pos(), decl.Node().End())
	e.Summing = true
	e.Run(h.Obj)
	if reason := cmp.Or(e.Refused, e.Doubts()); reason != "" {
		return "in " + m.name + ", " + reason
	}
	return ""
}

// refuseUses looks at the other uses of the cancel function: whoever else has it decides when to call it.
func (k *cancelFix) refuseUses() string {
	if k.cancel == nil {
		return ""
	}
	p := k.p
	fn := code.EnclosingFunc(k.s.Cur).Node()
	if k.cancel.Pos() < fn.Pos() || fn.End() < k.cancel.Pos() || code.IsResult(fn, k.cancel) || p.MutableElsewhere(k.cancel) {
		return "the cancel function is kept in a variable of others"
	}
	for id := range p.Mentions(k.s.Cur, k.cancel) {
		if code.IsSet(id) {
			continue
		}
		up := code.ClimbParens(id)
		at := " at " + p.ShortPos(id.Node().Pos())
		switch {
		case code.AssignsBlank(up):
			if len(up.Parent().Node().(*ast.AssignStmt).Lhs) == 1 {
				k.drops = append(k.drops, up.Parent())
			}
		case up.ParentEdgeKind() == edge.BinaryExpr_X || up.ParentEdgeKind() == edge.BinaryExpr_Y:
		case up.ParentEdgeKind() != edge.CallExpr_Fun:
			return "the cancel function is handed on" + at
		case up.Parent().ParentEdgeKind() == edge.GoStmt_Call:
			return "a goroutine calls the cancel function" + at
		case code.EnclosingBody(id) != k.s.Body && !code.IsDeferred(id, k.s.Body):
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
func (k *cancelFix) canMove() bool {
	d := k.own.Node().(*ast.DeferStmt)
	if len(d.Call.Args) > 0 && !k.p.IsNil(d.Call.Args[0]) || k.sets() != 1 {
		return false
	}
	for c := range code.EnclosingFunc(k.s.Cur).Preorder((*ast.DeferStmt)(nil)) {
		if n := c.Node(); code.EnclosingBody(c) == k.s.Body && k.stmt.Node().Pos() < n.Pos() && n.Pos() < d.Pos() {
			return false
		}
	}
	return !flow.GotoOver(k.own) && !flow.GotoBehind(k.own)
}

// sets returns how many statements set the variable of the cancel function.
func (k *cancelFix) sets() (n int) {
	for id := range k.p.Mentions(k.s.Cur, k.cancel) {
		if _, set := code.AssignedAt(id); set && !code.IsDeclared(id) {
			n++
		}
	}
	return n
}

// escape follows the context, in the function or from the statement that makes it to the end of the pass.
func (k *cancelFix) escape(from, to token.Pos) *value.Escape {
	e := value.NewEscape(k.p.Package, code.EnclosingFunc(k.s.Cur), from, to)
	k.live = k.reach()
	e.Alive = func(cur inspector.Cursor) bool {
		at, ok := k.s.Flow.PlaceOf(cur)
		return !ok || k.live[at.Block.Nodes[at.Index]]
	}
	made := k.at()
	e.Started = func(d inspector.Cursor) bool {
		at, ok := k.s.Flow.Places[d.Node()]
		return !ok || k.s.Flow.Reaches(at, made.Block.Nodes[made.Index])
	}
	e.Ended = k.ends
	begin := made.Next()
	e.Begin = &begin
	e.InPass, e.MadeAt = k.s.InLoop == rule.Yes, k.stmt.Node().Pos()
	e.Run(k.ctx)
	return e
}

// at returns where the context is made.
func (k *cancelFix) at() flow.Place {
	at, _ := k.s.Flow.PlaceOf(k.s.Cur)
	return at
}

// ends reports whether n calls the cancel function, or defers that.
func (k *cancelFix) ends(n ast.Node) bool {
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
			yes = yes || k.p.ObjectOf(n.Fun) == k.cancel
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
func (k *cancelFix) reach() map[ast.Node]bool {
	live := map[ast.Node]bool{}
	made := k.at()
	self := made.Block.Nodes[made.Index]
	var again []flow.Place
	walk := func(from flow.Place, mine bool) {
		k.s.Flow.Search(from, flow.PathFacts(nil).After(k.p.Package, self), flow.Visitor{Node: func(n ast.Node) flow.Verdict {
			live[n] = true
			switch {
			case n == self:
				return flow.DeadEnd // on the next pass there is another context
			case mine && k.ends(n):
				return flow.DeadEnd
			case mine && k.cancel != nil && k.p.Assigns(n, code.RefTo(k.cancel)):
				again = append(again, k.s.Flow.Places[n].Next())
				return flow.DeadEnd
			}
			return flow.WalkOn
		}})
	}
	walk(made.Next(), true)
	for _, at := range again {
		walk(at, false)
	}
	return live
}
