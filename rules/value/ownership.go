package value

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// CapturedByOthers reports whether others than the function of s and what it defers can use the local variable obj.
func CapturedByOthers(p *code.Package, s flow.Site, obj types.Object) bool {
	if fn := code.EnclosingFunc(s.Cur).Node(); obj.Pos() < fn.Pos() || obj.Pos() > fn.End() {
		return true // a variable of the function around this literal
	}
	for id := range p.Mentions(s.Cur, obj) {
		if code.EnclosingBody(id) != s.Body && !code.IsDeferred(id, s.Body) {
			return true
		}
	}
	return false
}

// ChannelEscapes reports whether the channel in obj, a local variable, is used in any way but to receive from it, to
// assign it, or to compare it. With literals, function literals inside the function of s may do so as well.
func ChannelEscapes(p *code.Package, s flow.Site, obj types.Object, literals bool) bool {
	if p.MutableElsewhere(obj) || code.IsResult(code.EnclosingFunc(s.Cur).Node(), obj) {
		return true
	}
	for id := range p.Mentions(s.Cur, obj) {
		if !literals && code.EnclosingBody(id) != s.Body {
			return true
		}
		id = code.ClimbParens(id)
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

// StoppedByName reports whether some file of the package stops, hands on or copies what is kept in a field or
// package-level variable called name. It goes by the name alone, whatever the struct: one Stop
// too many in this test costs a finding, one too few a false alarm.
func StoppedByName(p *code.Package, name string) bool {
	return p.AnyNamed(name, stopsOrHandsOn)
}

func stopsOrHandsOn(cur inspector.Cursor) bool {
	switch cur.ParentEdgeKind() {
	case edge.SelectorExpr_X:
		return cur.Parent().Node().(*ast.SelectorExpr).Sel.Name == "Stop"
	case edge.CallExpr_Args, edge.ReturnStmt_Results, edge.AssignStmt_Rhs, edge.ValueSpec_Values,
		edge.KeyValueExpr_Value, edge.CompositeLit_Elts, edge.SendStmt_Value:
		return true
	case edge.UnaryExpr_X:
		return cur.Parent().Node().(*ast.UnaryExpr).Op == token.AND
	}
	return false
}

// A Ownership is what the function of a local timer does with it.
type Ownership int

const (
	Owned    Ownership = iota // stops, resets, receives and nothing else: the function owns it
	HandedOn                  // returned, stored, passed on, or its channel is
	Captured                  // a function literal that is not deferred uses it
)

// OwnershipOf tells what becomes of the timer or ticker in the local variable obj of the function of s.
func OwnershipOf(p *code.Package, s flow.Site, obj types.Object) Ownership {
	switch fn := code.EnclosingFunc(s.Cur).Node(); {
	case code.IsResult(fn, obj):
		return HandedOn
	case obj.Pos() < fn.Pos() || obj.Pos() > fn.End():
		return Captured // a variable of the function around this literal
	}
	for id := range p.Mentions(s.Cur, obj) {
		if code.EnclosingBody(id) != s.Body && !code.IsDeferred(id, s.Body) {
			return Captured
		}
		id = code.ClimbParens(id)
		switch id.ParentEdgeKind() {
		case edge.Field_Names, edge.AssignStmt_Lhs, edge.ValueSpec_Names, edge.BinaryExpr_X, edge.BinaryExpr_Y:
		case edge.SelectorExpr_X:
			if handsOn(p, s, id.Parent()) {
				return HandedOn
			}
		case edge.AssignStmt_Rhs:
			if !code.AssignsBlank(id) {
				return HandedOn
			}
		default:
			return HandedOn
		}
	}
	return Owned
}

// handsOn reports whether the selector cur gives others a hold of its timer: it is a method value, or the
// channel is used in any way but to receive from it, to measure it, or to keep it in a local variable that is
// itself only received from.
func handsOn(p *code.Package, s flow.Site, cur inspector.Cursor) bool {
	sel := cur.Node().(*ast.SelectorExpr)
	cur = code.ClimbParens(cur)
	if sel.Sel.Name != "C" {
		return cur.ParentEdgeKind() != edge.CallExpr_Fun
	}
	if u := UseOf(p, cur); u.Kind == UseVariable && !ChannelEscapes(p, s, u.V.Obj, false) {
		return false
	}
	switch cur.ParentEdgeKind() {
	case edge.UnaryExpr_X, edge.RangeStmt_X, edge.BinaryExpr_X, edge.BinaryExpr_Y:
		return false
	case edge.CallExpr_Args:
		id, ok := cur.Parent().Node().(*ast.CallExpr).Fun.(*ast.Ident)
		return !ok || id.Name != "len" && id.Name != "cap"
	}
	return true
}
