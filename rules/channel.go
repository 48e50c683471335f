package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A use is what becomes of the channel an expression yields.
type use struct {
	kind   useKind
	sel    *ast.SelectStmt // useSelect
	clause *ast.CommClause // useSelect
	loop   *ast.RangeStmt  // useRange
	v      ref             // useVariable: where it is kept
	assign ast.Node        // useVariable: the statement or ValueSpec that keeps it
}

type useKind int

const (
	useEscape   useKind = iota // returned, stored, sent, passed on: others receive from it
	useSelect                  // received from by a select clause
	useReceive                 // received from by an expression or statement
	useHeader                  // received from in the header of a for loop
	useRange                   // ranged over
	useVariable                // kept in a local variable
	usePackage                 // kept in a package-level variable
)

// variant is the word for k in reports.
func (k useKind) variant() string {
	return [...]string{"escape", "select", "receive", "header", "range", "variable", "package"}[k]
}

// useOf tells what becomes of the channel that cur yields.
func (p *Package) useOf(cur inspector.Cursor) use {
	cur = climbParens(cur)
	parent := cur.Parent()
	switch n := parent.Node().(type) {
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return receiveUse(parent)
		}
	case *ast.RangeStmt:
		if cur.ParentEdgeKind() == edge.RangeStmt_X {
			return use{kind: useRange, loop: n}
		}
	case *ast.AssignStmt:
		kind, i := cur.ParentEdge()
		if kind == edge.AssignStmt_Rhs && len(n.Lhs) == len(n.Rhs) {
			return p.variableUse(n.Lhs[i], n)
		}
	case *ast.ValueSpec:
		kind, i := cur.ParentEdge()
		if kind == edge.ValueSpec_Values && len(n.Names) == len(n.Values) {
			return p.variableUse(n.Names[i], n)
		}
	}
	return use{kind: useEscape}
}

// receiveUse tells where the receive expression recv stands.
func receiveUse(recv inspector.Cursor) use {
	recv = climbParens(recv)
	stmt := recv
	switch recv.Parent().Node().(type) {
	case *ast.ExprStmt, *ast.AssignStmt:
		stmt = recv.Parent()
	}
	switch stmt.ParentEdgeKind() {
	case edge.CommClause_Comm:
		clause := stmt.Parent()
		return use{
			kind:   useSelect,
			clause: clause.Node().(*ast.CommClause),
			sel:    clause.Parent().Parent().Node().(*ast.SelectStmt), // CommClause → BlockStmt → SelectStmt
		}
	case edge.ForStmt_Init, edge.ForStmt_Post:
		return use{kind: useHeader}
	}
	for c := range recv.Enclosing((*ast.ForStmt)(nil), (*ast.BlockStmt)(nil)) {
		if f, ok := c.Node().(*ast.ForStmt); ok && f.Cond != nil && f.Cond.Pos() <= recv.Node().Pos() && recv.Node().End() <= f.Cond.End() {
			return use{kind: useHeader}
		}
		break
	}
	return use{kind: useReceive}
}

// variableUse tells what keeping a channel in lhs means.
func (p *Package) variableUse(lhs ast.Expr, assign ast.Node) use {
	obj := p.objectOf(lhs)
	switch {
	case obj == nil:
		return use{kind: useEscape}
	case isLocal(obj):
		return use{kind: useVariable, v: ref{obj: obj}, assign: assign}
	default:
		return use{kind: usePackage}
	}
}

// escapes reports whether the channel in obj, a local variable, is used in any way but to receive from it, to
// assign it, or to compare it. With literals, function literals inside the function of s may do so as well.
func (p *Package) escapes(s site, obj types.Object, literals bool) bool {
	if p.mutableElsewhere(obj) || isResult(enclosingFunc(s.cur).Node(), obj) {
		return true
	}
	for id := range p.mentions(s, obj) {
		if !literals && enclosingBody(id) != s.body {
			return true
		}
		id = climbParens(id)
		switch id.ParentEdgeKind() {
		case edge.Field_Names, edge.AssignStmt_Lhs, edge.ValueSpec_Names, edge.BinaryExpr_X, edge.BinaryExpr_Y, edge.RangeStmt_X:
		case edge.UnaryExpr_X:
			if id.Parent().Node().(*ast.UnaryExpr).Op != token.ARROW {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// mentions yields the identifiers that denote obj in the function of s, literals inside it included.
func (p *Package) mentions(s site, obj types.Object) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		for id := range enclosingFunc(s.cur).Preorder((*ast.Ident)(nil)) {
			if p.Info.ObjectOf(id.Node().(*ast.Ident)) == obj && !yield(id) {
				return
			}
		}
	}
}

// isChannelField reports whether e is the channel of a timer or ticker: t.C.
func (p *Package) isChannelField(e *ast.SelectorExpr) bool {
	c, ok := p.Info.Uses[e.Sel].(*types.Var)
	return ok && c.Name() == "C" && c.IsField() && c.Pkg() != nil && c.Pkg().Path() == "time"
}

// yieldsTimerChannel reports whether call returns the channel of a timer or ticker.
func (p *Package) yieldsTimerChannel(call *ast.CallExpr) bool {
	name := p.callee(call)
	return name == "time.After" || name == "time.Tick"
}

// isChan reports whether e is a channel, as far as its type is known.
func (p *Package) isChan(e ast.Expr) bool {
	t := p.Info.Types[e].Type
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}
