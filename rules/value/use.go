package value

import (
	"go/ast"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A Use is what becomes of the channel that an expression yields.
type Use struct {
	Kind   useKind
	Sel    *ast.SelectStmt // UseSelect: the select statement, …
	Clause *ast.CommClause // … and the clause that receives
	Loop   *ast.RangeStmt  // UseRange
	V      code.Ref        // UseVariable: where it is kept, …
	Assign ast.Node        // … and the statement or ValueSpec that keeps it
}

type useKind int

const (
	UseEscape   useKind = iota // returned, stored, sent, passed on: others receive from it
	UseSelect                  // received from by a select clause
	UseReceive                 // received from by an expression or statement
	UseHeader                  // received from in the header of a for loop
	UseRange                   // ranged over
	UseVariable                // kept in a local variable
	UsePackage                 // kept in a package-level variable
)

// Variant is the word for k in reports.
func (k useKind) Variant() string {
	return [...]string{"escape", "select", "receive", "header", "range", "variable", "package"}[k]
}

// Receives reports whether the channel is received from right where it is made.
func (k useKind) Receives() bool { return k == UseSelect || k == UseReceive || k == UseHeader }

// Words says what k means, for people who ask why.
func (k useKind) Words() string {
	return [...]string{
		"it is handed on: others may receive from it",
		"a case of a select receives from it",
		"it is received from at once",
		"the header of a loop receives from it",
		"a loop ranges over it",
		"a local variable keeps it",
		"a package-level variable keeps it",
	}[k]
}

// UseOf returns what becomes of the channel that cur yields. It goes on where [RoleOf] ends: to the statement that
// receives, or the variable that keeps the channel.
func UseOf(p *code.Package, cur inspector.Cursor) Use {
	cur = code.ClimbParens(cur)
	parent := cur.Parent()
	switch RoleOf(cur) {
	case Received:
		return receiveUse(parent)
	case Ranged:
		return Use{Kind: UseRange, Loop: parent.Node().(*ast.RangeStmt)}
	case Stored, Discarded:
		_, i := cur.ParentEdge()
		switch n := parent.Node().(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				return variableUse(p, n.Lhs[i], n)
			}
		case *ast.ValueSpec:
			if len(n.Names) == len(n.Values) {
				return variableUse(p, n.Names[i], n)
			}
		}
	}
	return Use{Kind: UseEscape}
}

// receiveUse returns the use of a channel by the receive expression recv: it depends on where that stands.
func receiveUse(recv inspector.Cursor) Use {
	recv = code.ClimbParens(recv)
	stmt := recv
	switch recv.Parent().Node().(type) {
	case *ast.ExprStmt, *ast.AssignStmt:
		stmt = recv.Parent()
	}
	switch stmt.ParentEdgeKind() {
	case edge.CommClause_Comm:
		clause := stmt.Parent()
		return Use{
			Kind:   UseSelect,
			Clause: clause.Node().(*ast.CommClause),
			Sel:    clause.Parent().Parent().Node().(*ast.SelectStmt), // CommClause → BlockStmt → SelectStmt
		}
	case edge.ForStmt_Init, edge.ForStmt_Post:
		return Use{Kind: UseHeader}
	}
	for c := range recv.Enclosing((*ast.ForStmt)(nil), (*ast.BlockStmt)(nil)) {
		if f, ok := c.Node().(*ast.ForStmt); ok && f.Cond != nil && f.Cond.Pos() <= recv.Node().Pos() && recv.Node().End() <= f.Cond.End() {
			return Use{Kind: UseHeader}
		}
		break
	}
	return Use{Kind: UseReceive}
}

// variableUse returns the use of a channel that assign keeps in lhs. In a field or an element, others can get at it.
func variableUse(p *code.Package, lhs ast.Expr, assign ast.Node) Use {
	obj := p.ObjectOf(lhs)
	switch {
	case obj == nil:
		return Use{Kind: UseEscape}
	case code.IsLocal(obj):
		return Use{Kind: UseVariable, V: code.RefTo(obj), Assign: assign}
	default:
		return Use{Kind: UsePackage}
	}
}
