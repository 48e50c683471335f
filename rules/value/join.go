package value

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// A join is a way to wait until something that was started is over: control gets behind such a call, or such a
// receive, only then.
type join struct {
	call    func(*ast.CallExpr) bool // as wg.Wait(); nil: no call is one
	channel code.Ref                 // that <-channel receives from; zero: no receive is one
	once    bool                     // it waits for one: where a loop starts several, the others go on
}

// waitOn returns the join by r.Wait().
func waitOn(p *code.Package, r code.Ref) join {
	return join{call: func(call *ast.CallExpr) bool {
		got, ok := p.MethodOn(call, "Wait")
		return ok && got == r
	}}
}

// joined reports whether the goroutine that cur starts, a go statement or a call like wg.Go(f), is over on every way
// out of the function around it on which the value may be alive. In
//
//	done := make(chan bool); go func() { defer close(done); use(ctx) }(); <-done
//	go use(ctx)
//
// it is in the first function, and not in the second.
func (tr *tracker) joined(cur inspector.Cursor) bool {
	var j join
	switch n := cur.Node().(type) {
	case *ast.GoStmt:
		lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
		if !ok {
			return false
		}
		if j, ok = tr.joinFor(cur, lit.Body); !ok {
			return false
		}
	case *ast.CallExpr:
		r, ok := tr.p.RefOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok {
			return false
		}
		j = waitOn(tr.p, r)
	}
	return tr.joinedBy(j, cur, nil)
}

// waited reports whether what call, of a method Start, has started is over on every way out, apart from those on
// which it could not be started: cmd.Start() is waited for by cmd.Wait().
func (tr *tracker) waited(call inspector.Cursor) bool {
	r, ok := tr.p.RefOf(ast.Unparen(call.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr).X)
	if !ok {
		return false
	}
	var failed ast.Node
	if check, ok := tr.p.ErrorCheck(code.StatementAt(call)); ok {
		failed = check.Body
	}
	return tr.joinedBy(waitOn(tr.p, r), call, failed)
}

// joinedBy reports whether every way from cur, which starts something, out of the function leads over j. Returns in
// failed, which may be nil, do not count.
func (tr *tracker) joinedBy(j join, cur inspector.Cursor, failed ast.Node) bool {
	body := code.EnclosingBody(cur)
	graph := flow.Of(tr.p, body)
	at, ok := graph.PlaceOf(cur)
	if !ok {
		return false
	}
	own := body == code.BodyOf(tr.Fn.Node())
	s := joinSearch{tr, j, graph, own, at.Block.Nodes[at.Index], failed}
	begin := s.begin()
	if s.startsEarlier(at, begin) && s.missesJoin(begin) {
		return false // what is started before there is the value may come to see it, and has to be over behind that
	}
	return !s.startsUndeferred(begin) || !s.missesJoin(at.Next())
}

// A joinSearch looks for ways out of one function on which something that it starts is not joined.
type joinSearch struct {
	tr     *tracker
	join   join
	graph  *flow.Graph // of the function
	own    bool        // it is the function of the tracker, and not a literal in it
	start  ast.Node    // starts the thing
	failed ast.Node    // returns in it come when it could not be started; nil: none do
}

// begin returns where the value begins to be, or the entry of the function.
func (s *joinSearch) begin() flow.Place {
	if s.own && s.tr.Begin != nil {
		return *s.tr.Begin
	}
	return s.graph.Entry()
}

// startsEarlier reports whether the start, which is at at, can come before begin, where the value begins to be: no
// way leads from begin to it, or one leads from it to the statement in front of begin, which makes the value.
func (s *joinSearch) startsEarlier(at, begin flow.Place) bool {
	onTheWay := s.graph.Search(begin, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		if n == s.start {
			return flow.Found
		}
		return flow.WalkOn
	}})
	return !onTheWay || s.own && s.tr.Begin != nil && s.graph.Reaches(at, begin.Block.Nodes[begin.Index-1])
}

// startsUndeferred reports whether a way leads from begin to the start on which no join is deferred. A deferred one
// comes when the function ends, whichever way it takes.
func (s *joinSearch) startsUndeferred(begin flow.Place) bool {
	return s.graph.Search(begin, nil, flow.Visitor{Node: func(n ast.Node) flow.Verdict {
		switch _, isDefer := n.(*ast.DeferStmt); {
		case isDefer && s.joins(n):
			return flow.DeadEnd
		case n == s.start:
			return flow.Found
		}
		return flow.WalkOn
	}})
}

// missesJoin reports whether a way leads from from out of the function, or out of the pass, that does not lead over
// the join, nor over the end of the value.
func (s *joinSearch) missesJoin(from flow.Place) bool {
	return s.graph.Search(from, nil, flow.Visitor{
		Clause: func(c *ast.CommClause) flow.Verdict {
			switch {
			case s.tooLate(c):
				return flow.Found
			case s.join.receives(s.tr.p, code.ReceiveOperand(c.Comm)):
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
		Node: func(n ast.Node) flow.Verdict {
			switch {
			case s.tooLate(n):
				return flow.Found
			case s.graph.Comms[n]: // it is the clause that says whether this is received
			case s.joins(n), s.own && s.tr.Ended != nil && s.tr.Ended(n):
				return flow.DeadEnd
			case s.join.once && n == s.start, s.leaves(n):
				return flow.Found
			}
			return flow.WalkOn
		},
	})
}

// tooLate reports whether n belongs to the next pass, or to what comes behind the loop, when the extent is a pass.
func (s *joinSearch) tooLate(n ast.Node) bool {
	return s.own && s.tr.InPass && (n.Pos() < s.tr.MadeAt || s.tr.To < n.Pos())
}

// leaves reports whether n leaves the function with the thing started.
func (s *joinSearch) leaves(n ast.Node) bool {
	ret, isReturn := n.(*ast.ReturnStmt)
	return isReturn && (s.failed == nil || ret.Pos() < s.failed.Pos() || s.failed.End() < ret.Pos())
}

// joins reports whether control gets behind the node n only over the join. What is deferred in a pass of a loop comes
// too late for the pass.
func (s *joinSearch) joins(n ast.Node) bool {
	if _, isDefer := n.(*ast.DeferStmt); isDefer && s.own && s.tr.InPass {
		return false
	}
	return s.join.isIn(s.tr.p, n)
}

// isIn reports whether whoever executes n executes j: it is not in a function literal that is not called, nor behind
// && or ||. For a deferred function literal, it is one of its statements.
func (j join) isIn(p *code.Package, n ast.Node) bool {
	_, isDefer := n.(*ast.DeferStmt)
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			yes = yes || j.call != nil && j.call(n)
		case *ast.UnaryExpr:
			yes = yes || n.Op == token.ARROW && j.receives(p, n.X)
		case *ast.BinaryExpr:
			return n.Op != token.LAND && n.Op != token.LOR // the right side may not be evaluated
		case *ast.GoStmt:
			return false
		case *ast.FuncLit:
			yes = yes || isDefer && slices.ContainsFunc(n.Body.List, func(s ast.Stmt) bool {
				x, ok := s.(*ast.ExprStmt)
				return ok && j.isIn(p, x)
			})
			return false
		}
		return true
	})
	return yes
}

// receives reports whether to receive from channel, which may be nil, is to execute j.
func (j join) receives(p *code.Package, channel ast.Expr) bool {
	r, ok := p.RefOf(channel)
	return ok && r == j.channel
}
