package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
)

// A Region is a stretch of a function: a loop, or what follows a statement in its block.
type Region struct {
	Cur      inspector.Cursor // around it: the loop, or the block
	From, To ast.Stmt         // the first and the last statement of it
}

// RestOfBlock returns the region behind the statement at cur, up to the end of its block.
func RestOfBlock(cur inspector.Cursor) (r Region, ok bool) {
	cur = OutermostLabel(cur)
	next, ok := cur.NextSibling()
	if !ok || !code.InList(cur) {
		return r, false
	}
	last := next
	for n, ok := next.NextSibling(); ok; n, ok = n.NextSibling() {
		last = n
	}
	return Region{cur.Parent(), next.Node().(ast.Stmt), last.Node().(ast.Stmt)}, true
}

// Exits are the places where control leaves a region. Panics, and calls that end the goroutine, do not count.
type Exits struct {
	Before []inspector.Cursor // statements that leave it: return, and jumps out of it
	End    bool               // control can pass its last statement
}

// ExitsOf returns the ways out of r, if code can be put in front of each of them.
func ExitsOf(p *code.Package, r Region) (out Exits, ok bool) {
	body := code.EnclosingBody(r.Cur)
	if labelTwice(r.Cur) {
		return out, false // it does not compile, and nobody knows where a goto leads
	}
	inside := func(pos token.Pos) bool { return r.From.Pos() <= pos && pos < r.To.End() }
	for c := range r.Cur.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
		n := c.Node().(ast.Stmt)
		if !inside(n.Pos()) || code.EnclosingBody(c) != body {
			continue
		}
		if b, ok := n.(*ast.BranchStmt); ok {
			if target := jumpTarget(c, b); target != token.NoPos && inside(target) {
				continue
			}
		}
		if c.ParentEdgeKind() == edge.LabeledStmt_Stmt {
			return out, false // a goto would pass by what is put in front of it
		}
		out.Before = append(out.Before, c)
	}
	out.End = Passable(p, body, r.To)
	return out, true
}

// jumpTarget returns where the statement begins that the goto, break or continue b is about: the labelled statement,
// or the one that is left or continued. It returns NoPos if there is none.
func jumpTarget(c inspector.Cursor, b *ast.BranchStmt) token.Pos {
	if b.Tok == token.GOTO {
		for _, j := range Jumps(c) {
			if j.from == b.Pos() {
				return j.to
			}
		}
		return token.NoPos
	}
	breakable := []ast.Node{(*ast.ForStmt)(nil), (*ast.RangeStmt)(nil),
		(*ast.SwitchStmt)(nil), (*ast.TypeSwitchStmt)(nil), (*ast.SelectStmt)(nil)}
	for t := range c.Enclosing(breakable...) {
		l, labelled := t.Parent().Node().(*ast.LabeledStmt)
		switch t.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
		default:
			if b.Tok == token.CONTINUE {
				continue
			}
		}
		if b.Label == nil || labelled && l.Label.Name == b.Label.Name {
			return t.Node().Pos()
		}
	}
	return token.NoPos
}

// Passable reports whether control can get behind stmt, by the graph alone. Where it cannot, code put there would be
// dead, which go vet reports.
func Passable(p *code.Package, body *ast.BlockStmt, stmt ast.Stmt) bool {
	switch s := stmt.(type) {
	case *ast.LabeledStmt:
		return Passable(p, body, s.Stmt)
	case *ast.BlockStmt:
		return len(s.List) == 0 || Passable(p, body, s.List[len(s.List)-1])
	case *ast.ReturnStmt, *ast.BranchStmt:
		return false
	case *ast.ExprStmt:
		call, ok := code.CallIn(s)
		return !ok || MayReturn(p, call)
	}
	b := doneBlock(p, body, stmt)
	return b == nil || b.Live
}

// doneBlock returns the block that control gets to behind a loop, an if, a switch or a select; nil for other
// statements.
func doneBlock(p *code.Package, body *ast.BlockStmt, stmt ast.Stmt) *cfg.Block {
	for _, b := range Of(p, body).CFG.Blocks {
		switch b.Kind {
		case cfg.KindForDone, cfg.KindRangeDone, cfg.KindIfDone, cfg.KindSwitchDone, cfg.KindSelectDone:
			if b.Stmt == stmt {
				return b
			}
		}
	}
	return nil
}

// HiddenAt reports whether the name of obj means something else at one of the ways out, or behind last if control can
// get there.
func HiddenAt(p *code.Package, out Exits, last ast.Stmt, obj types.Object) bool {
	at := func(pos token.Pos) bool {
		scope := p.Types.Scope().Innermost(pos)
		if scope == nil {
			return true
		}
		_, known := scope.LookupParent(obj.Name(), pos)
		return known != obj
	}
	for _, c := range out.Before {
		if at(c.Node().Pos()) {
			return true
		}
	}
	return out.End && at(last.End())
}

// Target returns n if the graph lists it, or else the block behind it. Both are nil if the graph knows neither.
func Target(p *code.Package, body *ast.BlockStmt, n ast.Stmt) (ast.Node, *cfg.Block) {
	if _, ok := Of(p, body).Places[n]; ok {
		return n, nil
	}
	return nil, doneBlock(p, body, n)
}
