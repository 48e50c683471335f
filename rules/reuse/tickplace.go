package reuse

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// A tickPlace is where a ticker can be made.
type tickPlace struct {
	stmt   inspector.Cursor // in front of this statement; or by it, with rename
	rename bool             // the variable that held the channel can hold the ticker
	uses   []rewrite.Place  // rename: of the variable, to receive from it
}

// place finds where the ticker can be made, or says why it cannot.
func (t tickFix) place() (at tickPlace, reason string) {
	at.stmt = code.StatementAt(t.s.Cur)
	if t.u.Kind == value.UseVariable {
		if at, reason = t.placeVariable(at.stmt); reason != "" {
			return at, reason
		}
	}
	deferral := edit.Deferral{Site: t.s, Stmt: at.stmt, InFront: !at.rename, Declares: !at.rename}
	switch obstacle := deferral.Obstacle(); {
	case obstacle == edit.NotInList:
		return at, "there is no place for a statement in front of it"
	case at.rename:
	case t.p.DeclaredIn(at.stmt.Node(), t.duration()):
		return at, "the duration is declared together with the channel"
	case obstacle == edit.JumpedOver:
		return at, "a goto keeps the ticker from being declared here"
	case obstacle == edit.PassedBy:
		return at, "a goto leads to the label of the statement"
	}
	return at, ""
}

// placeVariable looks at the statement that keeps the channel in a variable. The ticker must be made at the moment at
// which the call was evaluated, so nothing with effects may be declared ahead of it in the same statement.
func (t tickFix) placeVariable(stmt inspector.Cursor) (at tickPlace, reason string) {
	const together = "the channel is declared together with other things"
	at.stmt = stmt
	switch n := t.u.Assign.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) != 1 {
			return at, together
		}
		switch stmt.ParentEdgeKind() {
		case edge.ForStmt_Init, edge.IfStmt_Init, edge.SwitchStmt_Init, edge.TypeSwitchStmt_Init:
			at.stmt = stmt.Parent()
			return at, ""
		}
		if n.Tok == token.DEFINE {
			at.uses, at.rename = t.onlyReceived()
		}
	case *ast.ValueSpec:
		decl, ok := stmt.Node().(*ast.DeclStmt)
		if !ok || len(n.Names) != 1 || !t.declaredFirst(decl.Decl.(*ast.GenDecl), n) {
			return at, together
		}
		if n.Type == nil && !decl.Decl.(*ast.GenDecl).Lparen.IsValid() {
			at.uses, at.rename = t.onlyReceived()
		}
	}
	return at, ""
}

// declaredFirst reports whether what group declares ahead of spec has no effects.
func (t tickFix) declaredFirst(group *ast.GenDecl, spec *ast.ValueSpec) bool {
	for _, s := range group.Specs {
		if s == ast.Spec(spec) {
			break
		}
		for _, v := range s.(*ast.ValueSpec).Values {
			if !value.EffectFree(t.p.Package, v) {
				return false
			}
		}
	}
	return true
}

// onlyReceived reports whether all that is done with the channel is to receive from it, so that its variable can hold
// the ticker, and returns where.
func (t tickFix) onlyReceived() (uses []rewrite.Place, ok bool) {
	for id := range t.p.Mentions(t.s.Cur, t.u.V.Obj) {
		if t.p.Info.Defs[id.Node().(*ast.Ident)] == t.u.V.Obj {
			continue
		}
		switch code.ClimbParens(id).ParentEdgeKind() {
		case edge.UnaryExpr_X, edge.RangeStmt_X:
			uses = append(uses, rewrite.PlaceOf(t.p.Fset, id.Node()))
		default:
			return nil, false
		}
	}
	return uses, true
}

// hidden reports whether in r something else goes by the name of obj: there a new use of obj would not mean it.
func hidden(p *code.Package, r flow.Region, obj types.Object) bool {
	for c := range r.Cur.Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		if id.Name == obj.Name() && id.Pos() >= r.From.Pos() && id.Pos() < r.To.End() &&
			c.ParentEdgeKind() != edge.SelectorExpr_Sel && p.Info.ObjectOf(id) != obj {
			return true
		}
	}
	return false
}
