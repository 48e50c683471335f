package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A Binding says what a result of a call is bound to: where a new timer, ticker or cancel function is kept.
type Binding struct {
	Kind   BindingKind
	Obj    types.Object // BoundLocal: the variable
	Name   string       // BoundField, BoundGlobal: the name of the field or variable
	Assign ast.Node     // BoundLocal: the statement or ValueSpec
}

// Variable returns the name of the variable or field, or "" if there is none.
func (b Binding) Variable() string {
	if b.Obj != nil {
		return b.Obj.Name()
	}
	return b.Name
}

// BindingKind is the kind of place.
type BindingKind int

const (
	BoundElsewhere BindingKind = iota // returned, passed on, sent, put into a map or slice: others have it
	BoundLocal                        // a local variable
	BoundField                        // an unexported field of a struct of this package
	BoundGlobal                       // an unexported package-level variable
	Dropped                           // nothing keeps it
)

// BindingOf returns what result i of the call cur is bound to: the first result of t := time.NewTimer(d), to the
// local variable t.
func BindingOf(p *code.Package, cur inspector.Cursor, i int) Binding {
	cur = code.ClimbParens(cur)
	kind, at := cur.ParentEdge()
	switch n := cur.Parent().Node().(type) {
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		return Binding{Kind: Dropped}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(n.Rhs) > 1 {
			i = at // with several values, each is one result: a call with several cannot stand here
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

// bindingFor returns the binding of what assign, a statement or ValueSpec, sets lhs to.
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

// FieldBinding returns the binding of what is kept in the field called name. Other packages can get at exported
// fields, and those of other packages' structs are theirs: what they keep is elsewhere.
func FieldBinding(p *code.Package, name *ast.Ident) Binding {
	f, ok := p.Info.Uses[name].(*types.Var)
	if !ok || !f.IsField() || f.Exported() || f.Pkg() != p.Types {
		return Binding{Kind: BoundElsewhere}
	}
	return Binding{Kind: BoundField, Name: name.Name}
}
