package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A Binding is where a new timer, ticker or cancel function is kept.
type Binding struct {
	Kind   BindingKind
	Obj    types.Object // heldLocal
	Name   string       // heldField, heldGlobal: of the field or variable
	Assign ast.Node     // heldLocal: the statement or ValueSpec
}

// Variable returns the name of what keeps it, if it is kept in something with a name.
func (h Binding) Variable() string {
	if h.Obj != nil {
		return h.Obj.Name()
	}
	return h.Name
}

type BindingKind int

const (
	BoundElsewhere BindingKind = iota // returned, passed on, sent, put into a map or slice: somebody else's
	BoundLocal                        // a local variable
	BoundField                        // a field of a struct
	BoundGlobal                       // a package-level variable
	Dropped                           // dropped
)

// BindingOf tells where result number i of the call cur is kept.
func BindingOf(p *code.Package, cur inspector.Cursor, i int) Binding {
	cur = code.ClimbParens(cur)
	kind, at := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		return Binding{Kind: Dropped}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(n.Rhs) > 1 {
			i = at // one value each; several results cannot stand here
		}
		if i < len(n.Lhs) {
			return bindingFor(p, n.Lhs[i], n)
		}
	case *ast.ValueSpec:
		if len(n.Values) > 1 {
			i = at
		}
		if i < len(n.Names) {
			return bindingFor(p, n.Names[i], n)
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && kind == edge.KeyValueExpr_Value {
			return FieldBinding(p, key)
		}
	case *ast.SelectorExpr:
		if n.Sel.Name == "C" {
			return Binding{Kind: Dropped} // time.NewTicker(d).C: nobody can stop it
		}
	}
	return Binding{Kind: BoundElsewhere}
}

func bindingFor(p *code.Package, lhs ast.Expr, assign ast.Node) Binding {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		obj := p.ObjectOf(lhs)
		switch {
		case lhs.Name == "_":
			return Binding{Kind: Dropped}
		case code.IsLocal(obj):
			return Binding{Kind: BoundLocal, Obj: obj, Assign: assign}
		case obj != nil && !obj.Exported():
			return Binding{Kind: BoundGlobal, Name: lhs.Name}
		}
	case *ast.SelectorExpr:
		return FieldBinding(p, lhs.Sel)
	}
	return Binding{Kind: BoundElsewhere}
}

// FieldBinding tells what keeping something in the field name means: only unexported fields of our own structs are
// this package's alone.
func FieldBinding(p *code.Package, name *ast.Ident) Binding {
	f, ok := p.Info.Uses[name].(*types.Var)
	if !ok || !f.IsField() || f.Exported() || f.Pkg() != p.Types {
		return Binding{Kind: BoundElsewhere}
	}
	return Binding{Kind: BoundField, Name: name.Name}
}
