package edit

import (
	"go/ast"

	"github.com/dave/dst"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// InsertAtExits returns a change that puts code on each way out, and behind last if that can be passed.
func InsertAtExits(p *code.Package, out flow.Exits, last ast.Stmt) func(t *rewrite.Tree, code string) error {
	var before []rewrite.Place
	for _, c := range out.Before {
		before = append(before, rewrite.PlaceOf(p.Fset, c.Node()))
	}
	var behind rewrite.Place
	if out.End {
		behind = rewrite.PlaceOf(p.Fset, last)
	}
	put := func(t *rewrite.Tree, at rewrite.Place, code string, insert func(dst.Stmt, ...dst.Stmt) error) error {
		n, ok := NodeAs[dst.Stmt](t, at)
		if !ok {
			return ErrOutdated("statement")
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
		if !out.End {
			return nil
		}
		return put(t, behind, code, t.InsertAfter)
	}
}
