package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// joinFor returns the join for the goroutine with the given body, which cur starts. It signals its end by the first
// call that it defers, which runs last, or else by its last statement, as close(done), wg.Done() or done <- err.
func (tr *tracker) joinFor(cur inspector.Cursor, body *ast.BlockStmt) (j join, ok bool) {
	var last ast.Stmt
	for _, s := range body.List {
		last = s
		if d, ok := s.(*ast.DeferStmt); ok {
			return tr.signal(cur, d.Call)
		}
	}
	for c := range cur.Preorder((*ast.DeferStmt)(nil)) {
		if code.EnclosingBody(c) == body {
			return j, false // it may run behind the last statement
		}
	}
	switch s := last.(type) {
	case *ast.ExprStmt:
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
			return tr.signal(cur, call)
		}
	case *ast.SendStmt:
		r, ok := tr.p.RefOf(s.Chan)
		return join{channel: r, once: true}, ok && tr.isOwnChannel(r, s)
	}
	return j, false
}

// signal returns the join that the call at the end of a goroutine signals: it counts down a sync.WaitGroup, or closes
// a channel.
func (tr *tracker) signal(cur inspector.Cursor, call *ast.CallExpr) (j join, ok bool) {
	if name, _ := callee.LibraryName(tr.p, call); name == "sync.WaitGroup.Done" {
		r, ok := tr.p.RefOf(ast.Unparen(call.Fun).(*ast.SelectorExpr).X)
		return waitOn(tr.p, r), ok && tr.counted(cur, r)
	}
	if tr.p.CallsBuiltin(call, "close") {
		r, ok := tr.p.RefOf(call.Args[0])
		return join{channel: r, once: true}, ok && tr.isOwnChannel(r, nil)
	}
	return j, false
}

// counted reports whether a call of wg.Add stands before cur, which starts a goroutine: else Wait may return before
// the goroutine has begun (package sync, WaitGroup.Add).
func (tr *tracker) counted(cur inspector.Cursor, wg code.Ref) bool {
	for c := range tr.Fn.Preorder((*ast.CallExpr)(nil)) {
		n := c.Node().(*ast.CallExpr)
		if n.Pos() < cur.Node().Pos() && code.EnclosingBody(c) == code.EnclosingBody(cur) {
			if r, ok := tr.p.MethodOn(n, "Add"); ok && r == wg {
				return true
			}
		}
	}
	return false
}

// isOwnChannel reports whether r is a local variable that holds one channel, which the function made, and on which
// nothing but the statement send sends, if anything does: what is received from it comes from there. With send nil
// the channel may be closed, and nothing sends.
func (tr *tracker) isOwnChannel(r code.Ref, send *ast.SendStmt) bool {
	if r.Path != "" || !code.IsLocal(r.Obj) || tr.p.MutableElsewhere(r.Obj) || !declaredIn(tr.Fn.Node(), r.Obj) || code.IsParameter(tr.Fn, r.Obj) {
		return false
	}
	for id := range tr.p.Mentions(tr.Fn, r.Obj) {
		n := code.ClimbParens(id).Parent().Node()
		switch RoleOf(id) {
		case Set, Compared, Received, Ranged:
		case Declared:
			if code.IsDeclared(id) {
				return false // it may be nil
			}
		case SentOn, Sent:
			if n != ast.Node(send) {
				return false
			}
		case Passed, Measured:
			b, ok := tr.p.ObjectOf(n.(*ast.CallExpr).Fun).(*types.Builtin)
			if !ok || send != nil && b.Name() == "close" {
				return false
			}
		default:
			return false
		}
	}
	sets := 0
	for o := range tr.p.Origins(tr.Fn, r.Obj) {
		if call, ok := ast.Unparen(o.Value).(*ast.CallExpr); !ok || !tr.p.CallsBuiltin(call, "make") {
			return false
		}
		sets++
	}
	return sets == 1
}
