package edit

import (
	"github.com/dave/dst"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/timer"
)

// A RunEdit changes a run: statements that stop and drain a timer, and the Reset behind them. It says where they
// are in the file, and which comments would be lost with them.
type RunEdit struct {
	Stmts    []rewrite.Place // the statements in front of the Reset
	Reset    rewrite.Place   // the statement of the Reset, if there is one
	stop     rewrite.Place   // the first call of Stop, if there is one
	comments []string        // inside the run, up to its Reset
	own      []string        // inside the run, up to the end of its last statement in front of the Reset
	trailing string          // the comment behind the run on its last line
}

// NewRunEdit returns the RunEdit of r.
func NewRunEdit(p *code.Package, r timer.Run) RunEdit {
	var e RunEdit
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

// MoveTrailingComment takes the comment behind the run away from stmt, its last statement, and returns it as a
// decoration. Where a clause ends with stmt, dst has the comment at the clause.
func (e RunEdit) MoveTrailingComment(t *rewrite.Tree, stmt dst.Stmt) []string {
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

// StopOnly leaves nothing of the run but a plain Stop, in place of its first statement and with the comments of all
// of them. The Reset stays.
func (e RunEdit) StopOnly(t *rewrite.Tree) error {
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

// ResetOnly leaves nothing of the run but its Reset.
func (e RunEdit) ResetOnly(t *rewrite.Tree) error {
	reset, ok := NodeAs[dst.Stmt](t, e.Reset)
	if !ok {
		return ErrOutdated("Reset")
	}
	return e.ReplaceRun(t, reset)
}

// ReplaceRun puts stmt, which may be the Reset itself, in place of the run and its Reset. All comments end up above
// it.
func (e RunEdit) ReplaceRun(t *rewrite.Tree, stmt dst.Stmt) error {
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

// cut takes the statement n out with all its comments; the caller puts those elsewhere.
func (e RunEdit) cut(t *rewrite.Tree, n dst.Stmt) error {
	n.Decorations().Start, n.Decorations().End = nil, nil
	return t.ReplaceStmt(n)
}

// nodes returns the statements of the run in front of its Reset.
func (e RunEdit) nodes(t *rewrite.Tree) (out []dst.Stmt, err error) {
	for _, place := range e.Stmts {
		n, ok := NodeAs[dst.Stmt](t, place)
		if !ok {
			return nil, ErrOutdated("drain")
		}
		out = append(out, n)
	}
	return out, nil
}

// ownLine returns comments as decorations that give each a line of its own: behind one that begins with /* that
// takes a line break.
func ownLine(comments []string) (out []string) {
	for _, c := range comments {
		out = append(out, c)
		if c[1] == '*' {
			out = append(out, "\n")
		}
	}
	return out
}
