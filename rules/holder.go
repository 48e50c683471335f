package rules

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A holder is where a new timer, ticker or cancel function is kept.
type holder struct {
	kind   holderKind
	obj    types.Object // heldLocal
	name   string       // heldField, heldGlobal: of the field or variable
	assign ast.Node     // heldLocal: the statement or ValueSpec
}

// variable returns the name of what keeps it, if it is kept in something with a name.
func (h holder) variable() string {
	if h.obj != nil {
		return h.obj.Name()
	}
	return h.name
}

type holderKind int

const (
	heldAway   holderKind = iota // returned, passed on, sent, put into a map or slice: somebody else's
	heldLocal                    // a local variable
	heldField                    // a field of a struct
	heldGlobal                   // a package-level variable
	heldLost                     // dropped
)

// holderOf tells where result number i of the call cur is kept.
func (p *Package) holderOf(cur inspector.Cursor, i int) holder {
	cur = climbParens(cur)
	kind, at := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		return holder{kind: heldLost}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(n.Rhs) > 1 {
			i = at // one value each; several results cannot stand here
		}
		if i < len(n.Lhs) {
			return p.holderFor(n.Lhs[i], n)
		}
	case *ast.ValueSpec:
		if len(n.Values) > 1 {
			i = at
		}
		if i < len(n.Names) {
			return p.holderFor(n.Names[i], n)
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && kind == edge.KeyValueExpr_Value {
			return p.fieldHolder(key)
		}
	case *ast.SelectorExpr:
		if n.Sel.Name == "C" {
			return holder{kind: heldLost} // time.NewTicker(d).C: nobody can stop it
		}
	}
	return holder{kind: heldAway}
}

func (p *Package) holderFor(lhs ast.Expr, assign ast.Node) holder {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		obj := p.objectOf(lhs)
		switch {
		case lhs.Name == "_":
			return holder{kind: heldLost}
		case isLocal(obj):
			return holder{kind: heldLocal, obj: obj, assign: assign}
		case obj != nil && !obj.Exported():
			return holder{kind: heldGlobal, name: lhs.Name}
		}
	case *ast.SelectorExpr:
		return p.fieldHolder(lhs.Sel)
	}
	return holder{kind: heldAway}
}

// fieldHolder tells what keeping something in the field name means: only unexported fields of our own structs are
// this package's alone.
func (p *Package) fieldHolder(name *ast.Ident) holder {
	f, ok := p.Info.Uses[name].(*types.Var)
	if !ok || !f.IsField() || f.Exported() || f.Pkg() != p.Types {
		return holder{kind: heldAway}
	}
	return holder{kind: heldField, name: name.Name}
}

// stoppedByName reports whether some file of the package stops, hands on or copies what is kept in a field or
// package-level variable called name. It goes by the name alone, whatever the struct: one Stop
// too many in this test costs a finding, one too few a false alarm.
func (p *Package) stoppedByName(name string) bool {
	return p.anyNamed(name, stopsOrHandsOn)
}

// clearedByName reports whether some file of the package sets a field or package-level variable called name to nil.
func (p *Package) clearedByName(name string) bool {
	return p.anyNamed(name, func(cur inspector.Cursor) bool {
		kind, i := cur.ParentEdge()
		n, ok := cur.Parent().Node().(*ast.AssignStmt)
		if !ok || kind != edge.AssignStmt_Lhs || len(n.Lhs) != len(n.Rhs) {
			return false
		}
		value, ok := n.Rhs[i].(*ast.Ident)
		return ok && value.Name == "nil"
	})
}

// anyNamed reports whether ok holds for some mention of a field or variable called name.
func (p *Package) anyNamed(name string, ok func(inspector.Cursor) bool) bool {
	roots := []inspector.Cursor{p.root}
	if p.Mentioning != nil {
		roots = p.Mentioning(name)
	}
	for _, root := range roots {
		for cur := range root.Preorder((*ast.Ident)(nil)) {
			if cur.Node().(*ast.Ident).Name != name {
				continue
			}
			if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
				cur = cur.Parent()
			}
			if ok(climbParens(cur)) {
				return true
			}
		}
	}
	return false
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

// A fate is what the function of a local timer does with it.
type fate int

const (
	fateOpen    fate = iota // stops, resets, receives and nothing else: the function owns it
	fateHanded              // returned, stored, passed on, or its channel is
	fateCapture             // a function literal that is not deferred uses it
)

// fateOf tells what becomes of the timer or ticker in the local variable obj of the function of s.
func (p *Package) fateOf(s site, obj types.Object) fate {
	switch fn := enclosingFunc(s.cur).Node(); {
	case isResult(fn, obj):
		return fateHanded
	case obj.Pos() < fn.Pos() || obj.Pos() > fn.End():
		return fateCapture // a variable of the function around this literal
	}
	for id := range p.mentions(s, obj) {
		if enclosingBody(id) != s.body && !deferred(id, s.body) {
			return fateCapture
		}
		id = climbParens(id)
		switch id.ParentEdgeKind() {
		case edge.Field_Names, edge.AssignStmt_Lhs, edge.ValueSpec_Names, edge.BinaryExpr_X, edge.BinaryExpr_Y:
		case edge.SelectorExpr_X:
			if p.handsOn(s, id.Parent()) {
				return fateHanded
			}
		case edge.AssignStmt_Rhs:
			if !assignsBlank(id) {
				return fateHanded
			}
		default:
			return fateHanded
		}
	}
	return fateOpen
}

// isResult reports whether obj is a named result of the function fn.
func isResult(fn ast.Node, obj types.Object) bool {
	var ft *ast.FuncType
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		ft = fn.Type
	case *ast.FuncLit:
		ft = fn.Type
	}
	return ft != nil && ft.Results != nil && ft.Results.Pos() <= obj.Pos() && obj.Pos() < ft.Results.End()
}

// handsOn reports whether the selector cur gives others a hold of its timer: it is a method value, or the
// channel is used in any way but to receive from it, to measure it, or to keep it in a local variable that is
// itself only received from.
func (p *Package) handsOn(s site, cur inspector.Cursor) bool {
	sel := cur.Node().(*ast.SelectorExpr)
	cur = climbParens(cur)
	if sel.Sel.Name != "C" {
		return cur.ParentEdgeKind() != edge.CallExpr_Fun
	}
	if u := p.useOf(cur); u.kind == useVariable && !p.escapes(s, u.v.obj, false) {
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

// assignsBlank reports whether cur is the right side of _ = cur.
func assignsBlank(cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	n, ok := cur.Parent().Node().(*ast.AssignStmt)
	if !ok || kind != edge.AssignStmt_Rhs || i >= len(n.Lhs) {
		return false
	}
	id, ok := n.Lhs[i].(*ast.Ident)
	return ok && id.Name == "_"
}

// deferred reports whether cur lies in function literals of the function with the given body that are all deferred right there.
func deferred(cur inspector.Cursor, body *ast.BlockStmt) bool {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if lit.Node().(*ast.FuncLit).Body == body {
			break
		}
		up := climbParens(lit)
		if up.ParentEdgeKind() != edge.CallExpr_Fun || up.Parent().ParentEdgeKind() != edge.DeferStmt_Call {
			return false
		}
	}
	return true
}
