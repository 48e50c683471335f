package edit

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// InsertAtExits returns a change that puts code on each of the ways out: in front of the statements that leave the
// region, and behind last, its last statement, where control can pass that.
func InsertAtExits(p *code.Package, out flow.Exits, last ast.Stmt) func(t *rewrite.Tree, code string) error {
	var before []rewrite.Place
	for _, c := range out.Before {
		before = append(before, rewrite.PlaceOf(p.Fset, c.Node()))
	}
	var behind rewrite.Place
	if out.End {
		behind = rewrite.PlaceOf(p.Fset, last)
	}
	return func(t *rewrite.Tree, code string) error {
		for _, at := range before {
			if err := insert(t, at, code, t.InsertBefore); err != nil {
				return err
			}
		}
		if !out.End {
			return nil
		}
		return insert(t, behind, code, t.InsertAfter)
	}
}
