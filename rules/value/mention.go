package value

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A Role is what one mention of a variable does with it or, more generally, what becomes of the value that an
// expression yields. The syntax directly around the expression decides, so that there are roles in files without
// types, too.
//
// Whoever asks who else may have a value asks for roles: each question in ownership.go lists those that leave the
// value where it is, or those that hand it on; Use and Escape go on to where it goes.
type Role int

const (
	Unclear      Role = iota // none of those below
	Declared                 // x in func(x T) or var x T, with a value or without
	Set                      // x = y, x := y and x, ok = f(): the variable, not its value
	SetByRange               // for x = range y
	Changed                  // x++
	Unused                   // x alone as a statement; a call that go or defer starts, whose results are dropped
	Discarded                // _ = x
	Compared                 // x == y; also the operand of any other operator with two operands
	Tested                   // if x, for x, switch x, case x; also the operand of any other operator with one operand, as !x
	Measured                 // len(x), cap(x)
	Received                 // <-x
	Ranged                   // for y = range x
	SentOn                   // x <- y
	Called                   // x()
	Selected                 // x.f, x.m() and x.m
	Dereferenced             // *x
	Indexed                  // x[y]
	Key                      // y[x]
	Sliced                   // x[1:], and the bounds of such an expression
	Asserted                 // x.(T)
	AddressTaken             // &x
	Element                  // T{x}, T{f: x}
	ElementKey               // T{x: y}; or x is the name of a field
	Passed                   // f(x), except len(x) and cap(x)
	Returned                 // return x
	Stored                   // y = x, y := x, var y = x
	Sent                     // y <- x
)

// roles are the roles that the place in the syntax tree tells.
var roles = map[edge.Kind]Role{
	edge.Field_Names:        Declared,
	edge.ValueSpec_Names:    Declared,
	edge.AssignStmt_Lhs:     Set,
	edge.RangeStmt_Key:      SetByRange,
	edge.RangeStmt_Value:    SetByRange,
	edge.IncDecStmt_X:       Changed,
	edge.ExprStmt_X:         Unused,
	edge.GoStmt_Call:        Unused,
	edge.DeferStmt_Call:     Unused,
	edge.BinaryExpr_X:       Compared,
	edge.BinaryExpr_Y:       Compared,
	edge.IfStmt_Cond:        Tested,
	edge.ForStmt_Cond:       Tested,
	edge.SwitchStmt_Tag:     Tested,
	edge.CaseClause_List:    Tested,
	edge.RangeStmt_X:        Ranged,
	edge.SendStmt_Chan:      SentOn,
	edge.CallExpr_Fun:       Called,
	edge.SelectorExpr_X:     Selected,
	edge.StarExpr_X:         Dereferenced,
	edge.IndexExpr_X:        Indexed,
	edge.IndexExpr_Index:    Key,
	edge.SliceExpr_X:        Sliced,
	edge.SliceExpr_Low:      Sliced,
	edge.SliceExpr_High:     Sliced,
	edge.SliceExpr_Max:      Sliced,
	edge.TypeAssertExpr_X:   Asserted,
	edge.CompositeLit_Elts:  Element,
	edge.KeyValueExpr_Key:   ElementKey,
	edge.KeyValueExpr_Value: Element,
	edge.ReturnStmt_Results: Returned,
	edge.ValueSpec_Values:   Stored,
	edge.SendStmt_Value:     Sent,
}

// RoleOf returns the role of the expression cur, parentheses aside: in y = (x), x is Stored; in <-t.C, t is Selected
// and t.C Received.
func RoleOf(cur inspector.Cursor) Role {
	cur = code.ClimbParens(cur)
	switch kind := cur.ParentEdgeKind(); kind {
	case edge.UnaryExpr_X:
		switch cur.Parent().Node().(*ast.UnaryExpr).Op {
		case token.AND:
			return AddressTaken
		case token.ARROW:
			return Received
		}
		return Tested
	case edge.CallExpr_Args:
		if code.Measured(cur) {
			return Measured
		}
		return Passed
	case edge.AssignStmt_Rhs:
		if n := cur.Parent().Node().(*ast.AssignStmt); len(n.Lhs) == len(n.Rhs) && code.AssignsBlank(cur) {
			return Discarded
		}
		return Stored
	default:
		return roles[kind]
	}
}

// A Standing is where a mention stands, seen from a function: that tells when it is evaluated.
type Standing int

const (
	Here     Standing = iota // in the function itself
	Deferred                 // in a function literal that the function defers where it stands: defer func() { … }()
	Apart                    // in any other function literal, which may run at any time: go func() { … }()
)

// StandingOf returns where cur stands, seen from the function with the given body.
func StandingOf(cur inspector.Cursor, body *ast.BlockStmt) Standing {
	switch {
	case code.EnclosingBody(cur) == body:
		return Here
	case code.IsDeferred(cur, body):
		return Deferred
	}
	return Apart
}

// IsCapture reports whether the mention id of the variable obj stands in a function literal that obj was not declared
// in, one that is deferred included. In
//
//	func f() { x := 0; defer func() { x++; y := x; y++ }() }
//
// both mentions of x in the literal are captures, and those of y are not.
func IsCapture(id inspector.Cursor, obj types.Object) bool {
	return !declaredIn(code.EnclosingFunc(id).Node(), obj)
}

// declaredIn reports whether obj is declared somewhere in n: for a function, as a parameter, result or variable of it
// or of a literal in it.
func declaredIn(n ast.Node, obj types.Object) bool {
	return n.Pos() <= obj.Pos() && obj.Pos() < n.End()
}
