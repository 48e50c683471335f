package edit

import (
	"github.com/dave/dst"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/timer"
)

// A runEdit says where a run is in a file, and what comments it has inside.
type runEdit struct {
	Stmts    []rewrite.Place
	stop     rewrite.Place
	Reset    rewrite.Place
	comments []string // inside, up to its Reset
	own      []string // inside, up to the end of its last statement in front of the Reset
	trailing string   // the comment behind it on its last line
}

func EditOf(p *code.Package, r timer.Run) runEdit {
	var e runEdit
	for _, s := range r.Stmts {
		e.Stmts = append(e.Stmts, rewrite.PlaceOf(p.Fset, s.Node()))
	}
	if r.Stop != nil {
		e.stop = rewrite.PlaceOf(p.Fset, r.Stop)
	}
	if r.Call != nil {
		e.Reset = rewrite.PlaceOf(p.Fset, r.Reset.Node())
	}
	from, to := r.Span()
	e.comments = code.CommentsIn(r.First(), from, to)
	if n := len(r.Stmts); n > 0 {
		e.own = code.CommentsIn(r.First(), from, r.Stmts[n-1].Node().End())
	}
	e.trailing = p.TrailingComment(r.Last())
	return e
}

// MoveTrailingComment takes the comment behind stmt away from it, or from the clause that ends with it: that is where dst has it.
func (e runEdit) MoveTrailingComment(t *rewrite.Tree, stmt dst.Stmt) []string {
	places := []*dst.Decorations{&stmt.Decorations().End}
	if n := t.Parent(stmt); n != nil {
		places = append(places, &n.Decorations().End)
	}
	for _, decs := range places {
		if len(*decs) > 0 && (*decs)[0] == e.trailing {
			*decs = (*decs)[1:]
			return []string{e.trailing}
		}
	}
	return nil
}

// StopOnly leaves a plain Stop of the run.
func (e runEdit) StopOnly(t *rewrite.Tree) error {
	nodes, err := e.nodes(t)
	if err != nil {
		return err
	}
	call, ok := NodeAs[*dst.CallExpr](t, e.stop)
	if !ok {
		return ErrOutdated("Stop")
	}
	stop, last := &dst.ExprStmt{X: call}, nodes[len(nodes)-1]
	stop.Decs.End = e.MoveTrailingComment(t, last)
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

// ResetOnly leaves the Reset of the run.
func (e runEdit) ResetOnly(t *rewrite.Tree) error {
	reset, ok := NodeAs[dst.Stmt](t, e.Reset)
	if !ok {
		return ErrOutdated("Reset")
	}
	return e.ReplaceRun(t, reset)
}

// ReplaceRun puts stmt, or the Reset itself, in place of the run and its Reset. All comments end up above it.
func (e runEdit) ReplaceRun(t *rewrite.Tree, stmt dst.Stmt) error {
	nodes, err := e.nodes(t)
	if err != nil {
		return err
	}
	reset, ok := NodeAs[dst.Stmt](t, e.Reset)
	if !ok {
		return ErrOutdated("Reset")
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
	for _, place := range e.Stmts {
		n, ok := NodeAs[dst.Stmt](t, place)
		if !ok {
			return nil, ErrOutdated("drain")
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
