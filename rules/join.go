package rules

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A waiting says when what was started is over: a node, or a clause of a select, for which one of its functions holds comes
// behind that.
type waiting struct {
	call     func(*ast.CallExpr) bool // a call that returns when it is over
	channel  ref                      // from which something can be received only then
	received bool                     // there is such a channel
	once     bool                     // only one of several that are started in a loop is waited for
}

// joined reports whether the goroutine that cur starts, a go statement or a call like wg.Go(f), is over on every way out of the function around it
// that the value may be alive on.
func (e *escape) joined(cur inspector.Cursor) bool {
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
		r, ok := e.p.refOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok {
			return false
		}
		w = e.p.waitOn(r)
	}
	return e.waitedFor(cur, w, nil)
}

// waited reports whether what the call of a Start method starts is over on every way out, apart from the one on which it could not be started.
func (e *escape) waited(call inspector.Cursor) bool {
	r, ok := e.p.refOf(ast.Unparen(call.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr).X)
	if !ok {
		return false
	}
	var failed ast.Node
	if check, ok := e.p.errorCheck(statementAt(call)); ok {
		failed = check.Body
	}
	return e.waitedFor(call, e.p.waitOn(r), failed)
}

// waitOn waits by r.Wait().
func (p *Package) waitOn(r ref) waiting {
	return waiting{call: func(call *ast.CallExpr) bool {
		got, ok := p.methodOn(call, "Wait")
		return ok && got == r
	}}
}

// waitedFor reports whether every way from cur out of the function, other than by returns in failed, leads over w.
func (e *escape) waitedFor(cur inspector.Cursor, w waiting, failed ast.Node) bool {
	body := enclosingBody(cur)
	flow := e.p.flowOf(body)
	at, ok := flow.placeOf(cur)
	if !ok {
		return false
	}
	own := body == bodyOf(e.fn.Node())
	start := place{flow.graph.Blocks[0], 0}
	if own && e.begin != nil {
		start = *e.begin
	}
	self := at.block.Nodes[at.index]
	stop := func(n ast.Node) bool { return e.waits(n, w, own) }
	to := func(deferred bool) visitor {
		return visitor{node: func(n ast.Node) verdict {
			switch d, isDefer := n.(*ast.DeferStmt); {
			case deferred && isDefer && stop(d):
				return deadEnd
			case n == self:
				return found
			}
			return walkOn
		}}
	}
	// What is done in the next pass, or behind the loop, is too late.
	over := func(n ast.Node) bool { return own && e.pass && (n.Pos() < e.made || e.to < n.Pos()) }
	out := visitor{
		clause: func(c *ast.CommClause) verdict {
			if over(c) {
				return found
			}
			if r, ok := e.p.refOf(receiveOperand(c.Comm)); ok && w.received && r == w.channel {
				return deadEnd
			}
			return walkOn
		},
		node: func(n ast.Node) verdict {
			ret, isReturn := n.(*ast.ReturnStmt)
			switch {
			case over(n):
				return found
			case flow.comms[n]:
			case stop(n), own && e.ended != nil && e.ended(n):
				return deadEnd
			case w.once && n == self:
				return found
			case isReturn && (failed == nil || ret.Pos() < failed.Pos() || failed.End() < ret.Pos()):
				return found
			}
			return walkOn
		},
	}
	// What is started before there is the value may come to see it, and has to be over behind that.
	if !flow.search(start, nil, to(false)) || own && e.begin != nil && flow.reaches(at, e.begin.block.Nodes[e.begin.index-1]) {
		if flow.search(start, nil, out) {
			return false
		}
	}
	return !flow.search(start, nil, to(true)) || !flow.search(at.next(), nil, out)
}

// waits reports whether control gets behind n only when w is over. What is deferred in a pass of a loop comes too late.
func (e *escape) waits(n ast.Node, w waiting, own bool) bool {
	_, isDefer := n.(*ast.DeferStmt)
	if isDefer && own && e.pass {
		return false
	}
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			yes = yes || w.call != nil && w.call(n)
		case *ast.UnaryExpr:
			if r, ok := e.p.refOf(n.X); ok && n.Op == token.ARROW && w.received && r == w.channel {
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
func (e *escape) endOf(cur inspector.Cursor, body *ast.BlockStmt) (w waiting, ok bool) {
	var last ast.Stmt
	for _, s := range body.List {
		last = s
		if d, ok := s.(*ast.DeferStmt); ok {
			return e.signal(cur, d.Call)
		}
	}
	for c := range cur.Preorder((*ast.DeferStmt)(nil)) {
		if enclosingBody(c) == body {
			return w, false // it may run behind the last statement
		}
	}
	switch s := last.(type) {
	case *ast.ExprStmt:
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
			return e.signal(cur, call)
		}
	case *ast.SendStmt:
		r, ok := e.p.refOf(s.Chan)
		return waiting{channel: r, received: true, once: true}, ok && e.isOwnChannel(r, s)
	}
	return w, false
}

// signal tells what the call at the end of a goroutine ends: a sync.WaitGroup's count, or a channel that is closed.
func (e *escape) signal(cur inspector.Cursor, call *ast.CallExpr) (w waiting, ok bool) {
	if name, _ := e.p.libraryName(call); name == "sync.WaitGroup.Done" {
		r, ok := e.p.refOf(ast.Unparen(call.Fun).(*ast.SelectorExpr).X)
		return e.p.waitOn(r), ok && e.counted(cur, r)
	}
	if e.p.callsBuiltin(call, "close") {
		r, ok := e.p.refOf(call.Args[0])
		return waiting{channel: r, received: true, once: true}, ok && e.isOwnChannel(r, nil)
	}
	return w, false
}

// counted reports whether the goroutine that cur starts is added to the WaitGroup wg before.
func (e *escape) counted(cur inspector.Cursor, wg ref) bool {
	for c := range e.fn.Preorder((*ast.CallExpr)(nil)) {
		n := c.Node().(*ast.CallExpr)
		if n.Pos() < cur.Node().Pos() && enclosingBody(c) == enclosingBody(cur) {
			if r, ok := e.p.methodOn(n, "Add"); ok && r == wg {
				return true
			}
		}
	}
	return false
}

// isOwnChannel reports whether r is a local variable that holds one channel, which the function made, and nobody but send, if anybody, sends on it.
func (e *escape) isOwnChannel(r ref, send *ast.SendStmt) bool {
	fn := e.fn.Node()
	if r.path != "" || !isLocal(r.obj) || e.p.mutableElsewhere(r.obj) || r.obj.Pos() < bodyOf(fn).Pos() || fn.End() < r.obj.Pos() {
		return false
	}
	sets := 0
	for id := range e.fn.Preorder((*ast.Ident)(nil)) {
		if e.p.Info.ObjectOf(id.Node().(*ast.Ident)) != r.obj {
			continue
		}
		if value, set := assignedAt(id); set {
			call, ok := ast.Unparen(value).(*ast.CallExpr)
			if !ok || !e.p.callsBuiltin(call, "make") {
				return false
			}
			sets++
			continue
		}
		switch n := climbParens(id).Parent().Node().(type) {
		case *ast.SendStmt:
			if n != send {
				return false
			}
		case *ast.UnaryExpr, *ast.RangeStmt, *ast.BinaryExpr:
		case *ast.CallExpr:
			b, ok := e.p.objectOf(n.Fun).(*types.Builtin)
			if !ok || send != nil && b.Name() == "close" {
				return false
			}
		default:
			return false
		}
	}
	return sets == 1
}

// errorCheck returns the if statement that asks whether what the statement at cur assigned is an error: it begins with it, or
// follows it.
func (p *Package) errorCheck(cur inspector.Cursor) (check *ast.IfStmt, ok bool) {
	a, ok := cur.Node().(*ast.AssignStmt)
	if !ok {
		return nil, false
	}
	if next, found := cur.NextSibling(); found {
		check, _ = next.Node().(*ast.IfStmt)
		if check != nil && check.Init != nil {
			check = nil
		}
	}
	if n, isIf := cur.Parent().Node().(*ast.IfStmt); isIf && n.Init == ast.Stmt(a) {
		check = n
	}
	if check == nil {
		return nil, false
	}
	cond, ok := ast.Unparen(check.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !p.isNil(cond.Y) {
		return nil, false
	}
	r, ok := p.refOf(cond.X)
	return check, ok && p.assigns(a, r)
}
