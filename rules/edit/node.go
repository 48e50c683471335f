// Package edit changes decorated syntax trees in the ways that several rules need, and says where a deferred call
// may be put.
//
// A fix is decided on the syntax tree of the audit and carried out on another, the decorated one, which may be
// parsed much later. Between the two, places in the file (rewrite.Place) stand for nodes.
package edit

import (
	"fmt"

	"github.com/dave/dst"

	"unleak/rewrite"
)

// ErrOutdated says that a node is not where the audit saw it. What names it, as "statement".
func ErrOutdated(what string) error {
	return fmt.Errorf("find %s: the file is not the one that was audited; run unleak again", what)
}

// NodeAs returns the node of t at p, if there is one of type N.
func NodeAs[N dst.Node](t *rewrite.Tree, p rewrite.Place) (N, bool) {
	n, ok := t.Node(p)
	if !ok {
		var zero N
		return zero, false
	}
	as, ok := n.(N)
	return as, ok
}

// ReplaceExpr puts x where old stands. Its parent must be one of the kinds in which a rule replaces expressions.
func ReplaceExpr(t *rewrite.Tree, old, x dst.Expr) error {
	switch parent := t.Parent(old).(type) {
	case *dst.UnaryExpr:
		parent.X = x
	case *dst.ParenExpr:
		parent.X = x
	case *dst.RangeStmt:
		parent.X = x
	case *dst.AssignStmt:
		replaceIn(parent.Rhs, old, x)
	case *dst.ValueSpec:
		replaceIn(parent.Values, old, x)
	default:
		return fmt.Errorf("replace expression: it stands in a %T", parent)
	}
	return nil
}

// replaceIn puts x where old stands in list.
func replaceIn(list []dst.Expr, old, x dst.Expr) {
	for i := range list {
		if list[i] == old {
			list[i] = x
		}
	}
}

// InsertBehind returns a change that puts code behind the statement at a place.
func InsertBehind(at rewrite.Place, code string) func(*rewrite.Tree) error {
	return func(t *rewrite.Tree) error { return insert(t, at, code, t.InsertAfter) }
}

// insert hands the statements of code to put, which knows on which side of the statement at a place they belong.
func insert(t *rewrite.Tree, at rewrite.Place, code string, put func(dst.Stmt, ...dst.Stmt) error) error {
	n, ok := NodeAs[dst.Stmt](t, at)
	if !ok {
		return ErrOutdated("statement")
	}
	stmts, err := t.Stmts(code)
	if err != nil {
		return err
	}
	return put(n, stmts...)
}

// Remove returns a change that takes away the statement at a place. One with comments of its own stays: they may be
// about more than it, and all that rules remove does no harm where it is.
func Remove(at rewrite.Place) func(*rewrite.Tree) error {
	return func(t *rewrite.Tree) error {
		n, ok := NodeAs[dst.Stmt](t, at)
		if !ok {
			return ErrOutdated("statement")
		}
		if d := n.Decorations(); len(d.Start)+len(d.End) > 0 {
			return nil
		}
		return t.ReplaceStmt(n)
	}
}

// InOrder returns the change that makes one change after the other, up to the first that fails.
func InOrder(changes ...func(*rewrite.Tree) error) func(*rewrite.Tree) error {
	return func(t *rewrite.Tree) error {
		for _, change := range changes {
			if err := change(t); err != nil {
				return err
			}
		}
		return nil
	}
}

// OneLine takes away the line breaks around e.
func OneLine(e dst.Expr) {
	decs := e.Decorations()
	decs.Before, decs.After = dst.None, dst.None
}
