package timerlen

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A lengthDrain is a statement that receives from a timer's channel as long as its length says that a value is waiting.
type lengthDrain struct {
	discarded bool // Stop or Reset of the timer stands beside it
}

// drainBy returns the drain that goes by the length cur, if it is part of one:
//
//	for len(t.C) > 0 { <-t.C }
//	if !t.Stop() && len(t.C) > 0 { <-t.C }
//	for range len(t.C) { <-t.C }
func drainBy(p *code.Package, cur inspector.Cursor) (lengthDrain, bool) {
	channel, ok := p.RefOf(cur.Node().(*ast.CallExpr).Args[0])
	if !ok {
		return lengthDrain{}, false
	}
	for c := range cur.Enclosing((*ast.IfStmt)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.BlockStmt)(nil)) {
		var body *ast.BlockStmt
		switch n := c.Node().(type) {
		case *ast.IfStmt:
			if !isBreak(n.Else) {
				return lengthDrain{}, false
			}
			body = n.Body
		case *ast.ForStmt:
			body = n.Body
		case *ast.RangeStmt:
			body = n.Body
		}
		if body == nil || len(body.List) != 1 || !onlyReceives(p, body.List[0], channel) {
			return lengthDrain{}, false
		}
		return lengthDrain{discards(p, c, channel.Parent())}, true
	}
	return lengthDrain{}, false
}

// isBreak reports whether an else branch is empty, or leaves the loop around it and does nothing else.
func isBreak(s ast.Stmt) bool {
	block, ok := s.(*ast.BlockStmt)
	if !ok {
		return s == nil
	}
	if len(block.List) != 1 {
		return len(block.List) == 0
	}
	_, ok = block.List[0].(*ast.BranchStmt)
	return ok
}

// onlyReceives reports whether s receives from channel and drops the value.
func onlyReceives(p *code.Package, s ast.Stmt, channel code.Ref) bool {
	if a, ok := s.(*ast.AssignStmt); ok && (len(a.Lhs) != 1 || !code.IsBlank(a.Lhs[0])) {
		return false
	}
	from := code.ReceiveOperand(s)
	if from == nil {
		return false
	}
	r, ok := p.RefOf(from)
	return ok && r == channel
}

// discards reports whether Stop or Reset of timer is called in the drain's own condition, in that of a statement
// around it, or by a statement beside it or beside those around it, in the innermost loop or function. A deferred
// Stop comes too late to count.
func discards(p *code.Package, drain inspector.Cursor, timer code.Ref) bool {
	if timer.Obj == nil {
		return false // all that is known is a channel
	}
	inner := drain
	for c := range drain.Enclosing() {
		var list []ast.Stmt
		switch n := c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			if c != drain && !isLone(inner) {
				return false
			}
		case *ast.IfStmt:
			list = []ast.Stmt{n}
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		}
		for _, s := range list {
			if stopsOrResets(p, s, timer) {
				return true
			}
		}
		inner = c
	}
	return false
}

// isLone reports whether the block c consists of one statement. A loop around nothing but a drain is part of it:
// for { if len(c) > 0 { <-c } else { break } }.
func isLone(c inspector.Cursor) bool {
	block, ok := c.Node().(*ast.BlockStmt)
	return ok && len(block.List) == 1
}

// stopsOrResets reports whether the statement s, or the head of s where it is an if, calls Stop or Reset of timer.
func stopsOrResets(p *code.Package, s ast.Stmt, timer code.Ref) bool {
	var parts []ast.Node
	switch s := s.(type) {
	case *ast.ExprStmt, *ast.AssignStmt:
		parts = []ast.Node{s}
	case *ast.IfStmt:
		if s.Init != nil {
			parts = append(parts, s.Init)
		}
		parts = append(parts, s.Cond)
	}
	for _, n := range parts {
		if p.CallsMethod(n, timer, "Stop") || p.CallsMethod(n, timer, "Reset") {
			return true
		}
	}
	return false
}
