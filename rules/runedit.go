package rules

import (
	"go/ast"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// A runEdit says where a run is in a file, and what comments it has inside.
type runEdit struct {
	stmts    []rewrite.Place
	stop     rewrite.Place
	reset    rewrite.Place
	comments []string // inside, up to its Reset
	own      []string // inside, up to the end of its last statement in front of the Reset
	behind   string   // the comment behind it on its last line
}

func (p *Package) editOf(r drainRun) runEdit {
	var e runEdit
	for _, s := range r.stmts {
		e.stmts = append(e.stmts, rewrite.PlaceOf(p.Fset, s.Node()))
	}
	if r.stop != nil {
		e.stop = rewrite.PlaceOf(p.Fset, r.stop)
	}
	if r.call != nil {
		e.reset = rewrite.PlaceOf(p.Fset, r.reset.Node())
	}
	from, to := r.span()
	e.comments = commentsIn(r.first(), from, to)
	if n := len(r.stmts); n > 0 {
		e.own = commentsIn(r.first(), from, r.stmts[n-1].Node().End())
	}
	e.behind = p.commentBehind(r.last())
	return e
}

// commentBehind returns the comment behind cur on its last line.
func (p *Package) commentBehind(cur inspector.Cursor) string {
	end := cur.Node().End()
	line := p.Fset.PositionFor(end, false).Line
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			if group.Pos() >= end && p.Fset.PositionFor(group.Pos(), false).Line == line {
				return group.List[0].Text
			}
		}
	}
	return ""
}

// takeBehind takes the comment behind stmt away from it, or from the clause that ends with it: that is where dst has it.
func (e runEdit) takeBehind(t *rewrite.Tree, stmt dst.Stmt) []string {
	places := []*dst.Decorations{&stmt.Decorations().End}
	if n := t.Parent(stmt); n != nil {
		places = append(places, &n.Decorations().End)
	}
	for _, decs := range places {
		if len(*decs) > 0 && (*decs)[0] == e.behind {
			*decs = (*decs)[1:]
			return []string{e.behind}
		}
	}
	return nil
}

// stopOnly leaves a plain Stop of the run.
func (e runEdit) stopOnly(t *rewrite.Tree) error {
	nodes, err := e.nodes(t)
	if err != nil {
		return err
	}
	call, ok := nodeAs[*dst.CallExpr](t, e.stop)
	if !ok {
		return errOutdated("Stop")
	}
	stop, last := &dst.ExprStmt{X: call}, nodes[len(nodes)-1]
	stop.Decs.End = e.takeBehind(t, last)
	if len(nodes) > 1 {
		nodes[0].Decorations().End = last.Decorations().End
	}
	for _, n := range nodes[1:] {
		if err := e.cut(t, n); err != nil {
			return err
		}
	}
	if err := t.ReplaceStmt(nodes[0], stop); err != nil {
		return err
	}
	stop.Decs.Start.Append(ownLine(e.own)...)
	return nil
}

// resetOnly leaves the Reset of the run.
func (e runEdit) resetOnly(t *rewrite.Tree) error {
	reset, ok := nodeAs[dst.Stmt](t, e.reset)
	if !ok {
		return errOutdated("Reset")
	}
	return e.into(t, reset)
}

// into puts stmt, or the Reset itself, in place of the run and its Reset. All comments end up above it.
func (e runEdit) into(t *rewrite.Tree, stmt dst.Stmt) error {
	nodes, err := e.nodes(t)
	if err != nil {
		return err
	}
	reset, ok := nodeAs[dst.Stmt](t, e.reset)
	if !ok {
		return errOutdated("Reset")
	}
	above, before := reset.Decorations().Start, reset.Decorations().Before
	if len(nodes) > 0 {
		above, before = nodes[0].Decorations().Start, nodes[0].Decorations().Before
	}
	reset.Decorations().Start = nil
	for _, n := range nodes {
		if err := e.cut(t, n); err != nil {
			return err
		}
	}
	if stmt != reset {
		if err := t.ReplaceStmt(reset, stmt); err != nil {
			return err
		}
	}
	decs := stmt.Decorations()
	decs.Before = before
	if len(nodes) == 0 {
		decs.Start = above
	} else {
		decs.Start = append(above, ownLine(e.comments)...)
	}
	return nil
}

// cut takes a statement out with all its comments, which are put elsewhere.
func (e runEdit) cut(t *rewrite.Tree, n dst.Stmt) error {
	n.Decorations().Start, n.Decorations().End = nil, nil
	return t.ReplaceStmt(n)
}

func (e runEdit) nodes(t *rewrite.Tree) (out []dst.Stmt, err error) {
	for _, place := range e.stmts {
		n, ok := nodeAs[dst.Stmt](t, place)
		if !ok {
			return nil, errOutdated("drain")
		}
		out = append(out, n)
	}
	return out, nil
}

// ownLine gives each comment a line of its own.
func ownLine(comments []string) (out []string) {
	for _, c := range comments {
		out = append(out, c)
		if c[1] == '*' {
			out = append(out, "\n")
		}
	}
	return out
}
