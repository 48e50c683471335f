package rules

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// isTimerChannel reports whether e yields the channel of a timer or ticker: t.C, a call, or a local variable or field of this
// package that is only ever set to one, or to nil. The variables in seen are being asked about.
func (p *Pass) isTimerChannel(cur inspector.Cursor, e ast.Expr, seen []types.Object) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if p.isChannelField(e) {
			return true
		}
		if p.fieldHolder(e.Sel).kind != heldField {
			return false
		}
		return p.holdsTimerChannel(p.root, p.Info.Uses[e.Sel], seen)
	case *ast.CallExpr:
		return p.yieldsTimerChannel(e)
	case *ast.Ident:
		obj := p.objectOf(e)
		if !isLocal(obj) {
			return false // others of the package, or its users, may set it
		}
		return p.holdsTimerChannel(p.declAround(cur), obj, seen)
	}
	return false
}

// declAround returns the function declaration around cur, or the root.
func (p *Package) declAround(cur inspector.Cursor) inspector.Cursor {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return decl
	}
	return p.root
}

// holdsTimerChannel reports whether all that obj, a variable or field, is set to in scope are channels of timers, or nil, and one is.
func (p *Pass) holdsTimerChannel(scope inspector.Cursor, obj types.Object, seen []types.Object) bool {
	for _, s := range seen {
		if s == obj {
			return false // a circle: somewhere else there has to be a channel to begin with
		}
	}
	if !isTimeChannel(obj.Type()) {
		return false // which spares nearly all variables the search
	}
	sets, ok := p.setsOf(scope, obj)
	if !ok {
		return false
	}
	some := false
	for _, s := range sets {
		if p.isNil(s.value) {
			continue
		}
		if !p.isTimerChannel(s.at, s.value, append(seen[:len(seen):len(seen)], obj)) {
			return false
		}
		some = true
	}
	if v := obj.(*types.Var); some && v.IsField() && p.Mentioning != nil {
		// A part of the package that is not here may set it, or another field of that name.
		return p.settersOf(obj.Name()) == len(sets)
	}
	return some
}

// isTimeChannel reports whether t is the type of a timer's channel, or one it can be assigned to.
func isTimeChannel(t types.Type) bool {
	if t == nil {
		return false
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	named, ok := types.Unalias(c.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Time" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// A set is a place that gives a variable or field a value.
type set struct {
	at    inspector.Cursor
	value ast.Expr
}

// setsOf returns what obj is set to in scope. It returns false if not all of it can be seen: obj is a parameter, gets one of several
// results, or its address is taken.
func (p *Pass) setsOf(scope inspector.Cursor, obj types.Object) (sets []set, ok bool) {
	for id := range scope.Preorder((*ast.Ident)(nil)) {
		if p.Info.ObjectOf(id.Node().(*ast.Ident)) != obj {
			continue
		}
		value, is, ok := setAt(id)
		switch {
		case !ok:
			return nil, false
		case is:
			sets = append(sets, set{id, value})
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

// settersOf counts the places of the package that set a field called name, by syntax alone.
func (p *Pass) settersOf(name string) (n int) {
	p.anyNamed(name, func(cur inspector.Cursor) bool {
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

// setAt returns the value that the mention id of a variable or field gives it. It returns not ok if it may get one that cannot be seen.
func setAt(id inspector.Cursor) (value ast.Expr, is, ok bool) {
	if id.ParentEdgeKind() == edge.SelectorExpr_Sel {
		id = id.Parent()
	}
	id = climbParens(id)
	kind, i := id.ParentEdge()
	switch n := id.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Lhs {
			return nil, false, true
		}
		if len(n.Lhs) != len(n.Rhs) || n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
			return nil, false, false
		}
		return n.Rhs[i], true, true
	case *ast.ValueSpec:
		if kind != edge.ValueSpec_Names || len(n.Values) == 0 {
			return nil, false, true
		}
		if len(n.Names) != len(n.Values) {
			return nil, false, false
		}
		return n.Values[i], true, true
	case *ast.KeyValueExpr:
		return n.Value, kind == edge.KeyValueExpr_Key, true
	case *ast.RangeStmt:
		return nil, false, kind != edge.RangeStmt_Key && kind != edge.RangeStmt_Value
	case *ast.UnaryExpr:
		return nil, false, n.Op != token.AND
	case *ast.Field:
		_, inStruct := id.Parent().Parent().Parent().Node().(*ast.StructType)
		return nil, false, inStruct // or else a parameter or result
	}
	return nil, false, true
}

// isPositional reports whether lit sets the field v by its place.
func (p *Pass) isPositional(lit *ast.CompositeLit, v *types.Var) bool {
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
