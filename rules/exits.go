package rules

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
)

// A region is a stretch of a function: a loop, or what follows a statement in its block.
type region struct {
	cur      inspector.Cursor // around it: the loop, or the block
	from, to ast.Stmt         // the first and the last statement of it
}

// restOfBlock returns the region behind the statement at cur, up to the end of its block.
func restOfBlock(cur inspector.Cursor) (r region, ok bool) {
	cur = outermostLabel(cur)
	next, ok := cur.NextSibling()
	if !ok || !inList(cur) {
		return r, false
	}
	last := next
	for n, ok := next.NextSibling(); ok; n, ok = n.NextSibling() {
		last = n
	}
	return region{cur.Parent(), next.Node().(ast.Stmt), last.Node().(ast.Stmt)}, true
}

// exits are the places where control leaves a region, panics and their like aside.
type exits struct {
	before []inspector.Cursor // statements that leave it: return, and jumps out of it
	end    bool               // control can pass its last statement
}

// exits returns the ways out of r, if code can be put into each of them.
func (p *Pass) exits(r region) (out exits, ok bool) {
	body := enclosingBody(r.cur)
	if labelTwice(r.cur) {
		return out, false // it does not compile, and nobody knows where a goto leads
	}
	inside := func(pos token.Pos) bool { return r.from.Pos() <= pos && pos < r.to.End() }
	for c := range r.cur.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
		n := c.Node().(ast.Stmt)
		if !inside(n.Pos()) || enclosingBody(c) != body {
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
		out.before = append(out.before, c)
	}
	out.end = p.passable(body, r.to)
	return out, true
}

// puts returns a change that puts code on each way out, and behind last if that can be passed.
func (p *Pass) puts(out exits, last ast.Stmt) func(t *rewrite.Tree, code string) error {
	var before []rewrite.Place
	for _, c := range out.before {
		before = append(before, rewrite.PlaceOf(p.Fset, c.Node()))
	}
	var behind rewrite.Place
	if out.end {
		behind = rewrite.PlaceOf(p.Fset, last)
	}
	put := func(t *rewrite.Tree, at rewrite.Place, code string, insert func(dst.Stmt, ...dst.Stmt) error) error {
		n, ok := nodeAs[dst.Stmt](t, at)
		if !ok {
			return errOutdated("statement")
		}
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return insert(n, stmts...)
	}
	return func(t *rewrite.Tree, code string) error {
		for _, at := range before {
			if err := put(t, at, code, t.InsertBefore); err != nil {
				return err
			}
		}
		if !out.end {
			return nil
		}
		return put(t, behind, code, t.InsertAfter)
	}
}

// jumpTarget returns where the statement begins that b leads to, leaves or goes on with.
func jumpTarget(c inspector.Cursor, b *ast.BranchStmt) token.Pos {
	if b.Tok == token.GOTO {
		for _, j := range jumps(c) {
			if j.from == b.Pos() {
				return j.to
			}
		}
		return token.NoPos
	}
	for t := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.SwitchStmt)(nil), (*ast.TypeSwitchStmt)(nil), (*ast.SelectStmt)(nil)) {
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

// passable reports whether control can get behind stmt, by the graph alone: code put there must not be dead, which go vet would report.
func (p *Pass) passable(body *ast.BlockStmt, stmt ast.Stmt) bool {
	switch s := stmt.(type) {
	case *ast.LabeledStmt:
		return p.passable(body, s.Stmt)
	case *ast.BlockStmt:
		return len(s.List) == 0 || p.passable(body, s.List[len(s.List)-1])
	case *ast.ReturnStmt, *ast.BranchStmt:
		return false
	case *ast.ExprStmt:
		call, ok := ast.Unparen(s.X).(*ast.CallExpr)
		return !ok || p.mayReturn(call)
	}
	b := p.doneBlock(body, stmt)
	return b == nil || b.Live
}

// doneBlock returns the block that control gets to behind a loop, an if, a switch or a select; nil for other statements.
func (p *Pass) doneBlock(body *ast.BlockStmt, stmt ast.Stmt) *cfg.Block {
	for _, b := range p.flowOf(body).graph.Blocks {
		switch b.Kind {
		case cfg.KindForDone, cfg.KindRangeDone, cfg.KindIfDone, cfg.KindSwitchDone, cfg.KindSelectDone:
			if b.Stmt == stmt {
				return b
			}
		}
	}
	return nil
}

// hiddenAt reports whether on one of the ways out, or behind last if that can be passed, something else than obj goes by its name.
func (p *Pass) hiddenAt(out exits, last ast.Stmt, obj types.Object) bool {
	at := func(pos token.Pos) bool {
		scope := p.Types.Scope().Innermost(pos)
		if scope == nil {
			return true
		}
		_, known := scope.LookupParent(obj.Name(), pos)
		return known != obj
	}
	for _, c := range out.before {
		if at(c.Node().Pos()) {
			return true
		}
	}
	return out.end && at(last.End())
}
