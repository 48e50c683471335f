package value

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// A waiting says when what was started is over: a node, or a clause of a select, for which one of its functions holds comes
// behind that.
type waiting struct {
	call     func(*ast.CallExpr) bool // a call that returns when it is over
	channel  code.Ref                 // from which something can be received only then
	received bool                     // there is such a channel
	once     bool                     // only one of several that are started in a loop is waited for
}

// joined reports whether the goroutine that cur starts, a go statement or a call like wg.Go(f), is over on every way out of the function around it
// that the value may be alive on.
func (e *Escape) joined(cur inspector.Cursor) bool {
	var w waiting
	switch n := cur.Node().(type) {
	case *ast.GoStmt:
		lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
		if !ok {
			return false
		}
		if w, ok = e.endOf(cur, lit.Body); !ok {
			return false
		}
	case *ast.CallExpr:
		r, ok := e.p.RefOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok {
			return false
		}
		w = waitOn(e.p, r)
	}
	return e.waitedFor(cur, w, nil)
}

// waited reports whether what the call of a Start method starts is over on every way out, apart from the one on which it could not be started.
func (e *Escape) waited(call inspector.Cursor) bool {
	r, ok := e.p.RefOf(ast.Unparen(call.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr).X)
	if !ok {
		return false
	}
	var failed ast.Node
	if check, ok := e.p.ErrorCheck(code.StatementAt(call)); ok {
		failed = check.Body
	}
	return e.waitedFor(call, waitOn(e.p, r), failed)
}

// waitOn waits by r.Wait().
func waitOn(p *code.Package, r code.Ref) waiting {
	return waiting{call: func(call *ast.CallExpr) bool {
		got, ok := p.MethodOn(call, "Wait")
		return ok && got == r
	}}
}

// waitedFor reports whether every way from cur out of the function, other than by returns in failed, leads over w.
func (e *Escape) waitedFor(cur inspector.Cursor, w waiting, failed ast.Node) bool {
	body := code.EnclosingBody(cur)
	graph := flow.Of(e.p, body)
	at, ok := graph.PlaceOf(cur)
	if !ok {
		return false
	}
	own := body == code.BodyOf(e.fn.Node())
	start := graph.Entry()
	if own && e.Begin != nil {
		start = *e.Begin
	}
	self := at.Block.Nodes[at.Index]
	stop := func(n ast.Node) bool { return e.waits(n, w, own) }
	to := func(deferred bool) flow.Visitor {
		return flow.Visitor{Node: func(n ast.Node) flow.Verdict {
			switch d, isDefer := n.(*ast.DeferStmt); {
			case deferred && isDefer && stop(d):
				return flow.DeadEnd
			case n == self:
				return flow.Found
			}
			return flow.WalkOn
		}}
	}
	// What is done in the next pass, or behind the loop, is too late.
	over := func(n ast.Node) bool { return own && e.InPass && (n.Pos() < e.MadeAt || e.to < n.Pos()) }
	out := flow.Visitor{
		Clause: func(c *ast.CommClause) flow.Verdict {
			if over(c) {
				return flow.Found
			}
			if r, ok := e.p.RefOf(code.ReceiveOperand(c.Comm)); ok && w.received && r == w.channel {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Node: func(n ast.Node) flow.Verdict {
			ret, isReturn := n.(*ast.ReturnStmt)
			switch {
			case over(n):
				return flow.Found
			case graph.Comms[n]:
			case stop(n), own && e.Ended != nil && e.Ended(n):
				return flow.DeadEnd
			case w.once && n == self:
				return flow.Found
			case isReturn && (failed == nil || ret.Pos() < failed.Pos() || failed.End() < ret.Pos()):
				return flow.Found
			}
			return flow.WalkOn
		},
	}
	// What is started before there is the value may come to see it, and has to be over behind that.
	if !graph.Search(start, nil, to(false)) || own && e.Begin != nil && graph.Reaches(at, e.Begin.Block.Nodes[e.Begin.Index-1]) {
		if graph.Search(start, nil, out) {
			return false
		}
	}
	return !graph.Search(start, nil, to(true)) || !graph.Search(at.Next(), nil, out)
}

// waits reports whether control gets behind n only when w is over. What is deferred in a pass of a loop comes too late.
func (e *Escape) waits(n ast.Node, w waiting, own bool) bool {
	_, isDefer := n.(*ast.DeferStmt)
	if isDefer && own && e.InPass {
		return false
	}
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			yes = yes || w.call != nil && w.call(n)
		case *ast.UnaryExpr:
			if r, ok := e.p.RefOf(n.X); ok && n.Op == token.ARROW && w.received && r == w.channel {
				yes = true
			}
		case *ast.BinaryExpr:
			return n.Op != token.LAND && n.Op != token.LOR // the right side may not be evaluated
		case *ast.GoStmt:
			return false
		case *ast.FuncLit:
			if !isDefer {
				return false
			}
			for _, s := range n.Body.List {
				if x, ok := s.(*ast.ExprStmt); ok && !yes {
					yes = e.waits(x, w, false)
				}
			}
			return false
		}
		return true
	})
	return yes
}

// endOf tells how to see that the goroutine with the given body, which cur starts, is over: the first of its deferred calls, or else its last
// statement, says so.
func (e *Escape) endOf(cur inspector.Cursor, body *ast.BlockStmt) (w waiting, ok bool) {
	var last ast.Stmt
	for _, s := range body.List {
		last = s
		if d, ok := s.(*ast.DeferStmt); ok {
			return e.signal(cur, d.Call)
		}
	}
	for c := range cur.Preorder((*ast.DeferStmt)(nil)) {
		if code.EnclosingBody(c) == body {
			return w, false // it may run behind the last statement
		}
	}
	switch s := last.(type) {
	case *ast.ExprStmt:
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
			return e.signal(cur, call)
		}
	case *ast.SendStmt:
		r, ok := e.p.RefOf(s.Chan)
		return waiting{channel: r, received: true, once: true}, ok && e.isOwnChannel(r, s)
	}
	return w, false
}

// signal tells what the call at the end of a goroutine ends: a sync.WaitGroup's count, or a channel that is closed.
func (e *Escape) signal(cur inspector.Cursor, call *ast.CallExpr) (w waiting, ok bool) {
	if name, _ := callee.LibraryName(e.p, call); name == "sync.WaitGroup.Done" {
		r, ok := e.p.RefOf(ast.Unparen(call.Fun).(*ast.SelectorExpr).X)
		return waitOn(e.p, r), ok && e.counted(cur, r)
	}
	if e.p.CallsBuiltin(call, "close") {
		r, ok := e.p.RefOf(call.Args[0])
		return waiting{channel: r, received: true, once: true}, ok && e.isOwnChannel(r, nil)
	}
	return w, false
}

// counted reports whether the goroutine that cur starts is added to the WaitGroup wg before.
func (e *Escape) counted(cur inspector.Cursor, wg code.Ref) bool {
	for c := range e.fn.Preorder((*ast.CallExpr)(nil)) {
		n := c.Node().(*ast.CallExpr)
		if n.Pos() < cur.Node().Pos() && code.EnclosingBody(c) == code.EnclosingBody(cur) {
			if r, ok := e.p.MethodOn(n, "Add"); ok && r == wg {
				return true
			}
		}
	}
	return false
}

// isOwnChannel reports whether r is a local variable that holds one channel, which the function made, and nobody but send, if anybody, sends on it.
func (e *Escape) isOwnChannel(r code.Ref, send *ast.SendStmt) bool {
	fn := e.fn.Node()
	if r.Path != "" || !code.IsLocal(r.Obj) || e.p.MutableElsewhere(r.Obj) || r.Obj.Pos() < code.BodyOf(fn).Pos() || fn.End() < r.Obj.Pos() {
		return false
	}
	sets := 0
	for id := range e.fn.Preorder((*ast.Ident)(nil)) {
		if e.p.Info.ObjectOf(id.Node().(*ast.Ident)) != r.Obj {
			continue
		}
		if value, set := code.AssignedAt(id); set {
			call, ok := ast.Unparen(value).(*ast.CallExpr)
			if !ok || !e.p.CallsBuiltin(call, "make") {
				return false
			}
			sets++
			continue
		}
		switch n := code.ClimbParens(id).Parent().Node().(type) {
		case *ast.SendStmt:
			if n != send {
				return false
			}
		case *ast.UnaryExpr, *ast.RangeStmt, *ast.BinaryExpr:
		case *ast.CallExpr:
			b, ok := e.p.ObjectOf(n.Fun).(*types.Builtin)
			if !ok || send != nil && b.Name() == "close" {
				return false
			}
		default:
			return false
		}
	}
	return sets == 1
}
