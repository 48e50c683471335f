package code

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// An Origin is what a variable is set to in one place.
type Origin struct {
	Stmt     inspector.Cursor // the statement or ValueSpec
	Value    ast.Expr         // nil: not known
	Declares bool             // the variable begins there
}

// Origins yields what the local variable obj is set to in the function around in, by assignments and declarations that
// give it a value.
func (p *Package) Origins(in inspector.Cursor, obj types.Object) iter.Seq[Origin] {
	return func(yield func(Origin) bool) {
		for id := range p.Mentions(in, obj) {
			value, sets := AssignedAt(id)
			if !sets || value == nil && IsDeclared(id) {
				continue
			}
			o := Origin{ClimbParens(id).Parent(), value, p.Info.Defs[id.Node().(*ast.Ident)] == obj}
			if !yield(o) {
				return
			}
		}
	}
}

// AssignedAt reports whether a statement or declaration sets the variable mentioned at id, and to what. The value is
// nil where no expression stands for it: x += 1, x++, a range clause, one of several results of a call, or a
// declaration without values (see [IsDeclared]).
func AssignedAt(id inspector.Cursor) (value ast.Expr, sets bool) {
	id = ClimbParens(id)
	kind, i := id.ParentEdge()
	switch n := id.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Lhs {
			return nil, false
		}
		if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
			value = n.Rhs[i]
		}
		return value, true
	case *ast.ValueSpec:
		if kind != edge.ValueSpec_Names {
			return nil, false
		}
		if len(n.Names) == len(n.Values) {
			value = n.Values[i]
		}
		return value, true
	case *ast.RangeStmt:
		return nil, kind != edge.RangeStmt_X
	case *ast.IncDecStmt:
		return nil, true
	}
	return nil, false
}

// IsDeclared reports whether id stands in a declaration without values.
func IsDeclared(id inspector.Cursor) bool {
	spec, ok := id.Parent().Node().(*ast.ValueSpec)
	return ok && len(spec.Values) == 0
}

// A Setter is a place that gives a variable or field a value.
type Setter struct {
	At    inspector.Cursor
	Value ast.Expr
}

// SettersOf returns what the variable or field obj is set to in scope. It returns false if not all of it can be seen:
// obj is a parameter, gets one of several results, or its address is taken.
func (p *Package) SettersOf(scope inspector.Cursor, obj types.Object) (sets []Setter, ok bool) {
	for id := range scope.Preorder((*ast.Ident)(nil)) {
		if p.Info.ObjectOf(id.Node().(*ast.Ident)) != obj {
			continue
		}
		value, is, ok := setAt(id)
		switch {
		case !ok:
			return nil, false
		case is:
			sets = append(sets, Setter{id, value})
		}
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		for lit := range scope.Preorder((*ast.CompositeLit)(nil)) {
			if n := lit.Node().(*ast.CompositeLit); len(n.Elts) > 0 && p.isPositional(n, v) {
				return nil, false
			}
		}
	}
	return sets, true
}

// CountSettersNamed counts the places of the package that set a field called name, by syntax alone.
func (p *Package) CountSettersNamed(name string) (n int) {
	p.AnyNamed(name, func(cur inspector.Cursor) bool {
		id := cur
		if _, ok := cur.Node().(*ast.Ident); ok && cur.ParentEdgeKind() != edge.KeyValueExpr_Key {
			return false // no field
		}
		if _, is, ok := setAt(id); is || !ok {
			n++
		}
		return false
	})
	return n
}

// setAt returns the value that the mention id of a variable or field gives it, if it does. It returns not ok if the
// mention may give it one that cannot be seen.
func setAt(id inspector.Cursor) (value ast.Expr, is, ok bool) {
	if id.ParentEdgeKind() == edge.SelectorExpr_Sel {
		id = id.Parent()
	}
	id = ClimbParens(id)
	kind := id.ParentEdgeKind()
	switch n := id.Parent().Node().(type) {
	case *ast.AssignStmt, *ast.ValueSpec, *ast.RangeStmt:
		value, is = AssignedAt(id)
		if !is || IsDeclared(id) {
			return nil, false, true
		}
		return value, value != nil, value != nil
	case *ast.KeyValueExpr:
		return n.Value, kind == edge.KeyValueExpr_Key, true
	case *ast.UnaryExpr:
		return nil, false, n.Op != token.AND
	case *ast.Field:
		_, inStruct := id.Parent().Parent().Parent().Node().(*ast.StructType)
		return nil, false, inStruct // or else a parameter or result
	}
	return nil, false, true
}

// isPositional reports whether lit sets the field v by its place.
func (p *Package) isPositional(lit *ast.CompositeLit, v *types.Var) bool {
	if _, keyed := lit.Elts[0].(*ast.KeyValueExpr); keyed {
		return false
	}
	t := p.Info.Types[lit].Type
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i) == v {
			return true
		}
	}
	return false
}
