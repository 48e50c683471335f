package lostcancel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A madeContext is a context that a call makes and its cancel function, as the function around the call has them.
type madeContext struct {
	p      *code.Package
	site   cancelSite
	stmt   inspector.Cursor // the statement that makes it
	after  inspector.Cursor // the statement behind which the cancel function is known to be there
	ctx    types.Object
	cancel types.Object // nil where it is dropped

	// lateDefers says that a deferred call does not end the context in time: it is deferred in a loop, and runs when
	// the function ends.
	lateDefers bool
}

// node returns the node of the graph that makes the context.
func (m *madeContext) node() ast.Node {
	at := m.place()
	return at.Block.Nodes[at.Index]
}

// place returns where in the graph the context is made.
func (m *madeContext) place() flow.Place {
	at, _ := m.site.Flow.PlaceOf(m.site.Cur)
	return at
}

// ends reports whether n calls the cancel function in any case, or defers a call of it.
func (m *madeContext) ends(n ast.Node) bool {
	if m.cancel == nil {
		return false
	}
	if _, isDefer := n.(*ast.DeferStmt); isDefer && m.lateDefers {
		return false
	}
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			yes = yes || m.p.ObjectOf(n.Fun) == m.cancel
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			return n.Op != token.LAND && n.Op != token.LOR // their right operand may not be evaluated
		}
		return true
	})
	return yes
}

// cancelSets returns how many statements set the variable of the cancel function.
func (m *madeContext) cancelSets() (n int) {
	for id := range m.p.Mentions(m.site.Cur, m.cancel) {
		if _, set := code.AssignedAt(id); set && !code.IsDeclared(id) {
			n++
		}
	}
	return n
}

// declOf returns the statement in the function that declares obj. Parameters and results have none.
func (m *madeContext) declOf(obj types.Object) (inspector.Cursor, bool) {
	for id := range code.EnclosingFunc(m.site.Cur).Preorder((*ast.Ident)(nil)) {
		if obj != nil && m.p.Info.Defs[id.Node().(*ast.Ident)] == obj && id.ParentEdgeKind() != edge.Field_Names {
			return code.StatementAt(id), true
		}
	}
	return inspector.Cursor{}, false
}

// escape follows the context while it is alive, as life says, and says how it may outlive a stretch of the
// function: variables declared between from and to belong to the stretch.
func (m *madeContext) escape(life lifetime, from, to token.Pos) *value.Escape {
	begin := m.place().Next()
	return value.EscapeOf(m.p, value.Extent{
		Fn:      code.EnclosingFunc(m.site.Cur),
		From:    from,
		To:      to,
		InPass:  m.site.InLoop == rule.Yes,
		MadeAt:  m.stmt.Node().Pos(),
		Begin:   &begin,
		Alive:   life.at,
		Started: func(d inspector.Cursor) bool { return edit.RunsAfter(m.site.Site, d, m.node()) },
		Ended:   m.ends,
	}, m.ctx)
}
