package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// assigned follows v, value i on the right of an assignment.
func (e *Escape) assigned(stmt inspector.Cursor, i int, v Carrier) {
	n := stmt.Node().(*ast.AssignStmt)
	if stmt.ParentEdgeKind() == edge.TypeSwitchStmt_Assign {
		e.switched(stmt.Parent(), n, v)
		return
	}
	if len(n.Lhs) == len(n.Rhs) {
		e.store(n.Lhs[i], v)
		return
	}
	for _, l := range n.Lhs {
		e.storeResult(l, v)
	}
}

// declared does the same for a declaration.
func (e *Escape) declared(n *ast.ValueSpec, i int, v Carrier) {
	if len(n.Names) == len(n.Values) {
		e.store(n.Names[i], v)
		return
	}
	for _, name := range n.Names {
		e.storeResult(name, v)
	}
}

// storeResult stores v, one of several results, if the variable can hold it.
func (e *Escape) storeResult(lhs ast.Expr, v Carrier) {
	if id, ok := lhs.(*ast.Ident); ok {
		if obj := e.p.ObjectOf(id); obj != nil && !variableMayContainContext(e.p, obj) {
			return
		}
	}
	e.store(lhs, v)
}

// store follows v into lhs.
func (e *Escape) store(lhs ast.Expr, v Carrier) {
	lhs = ast.Unparen(lhs)
	if id, ok := lhs.(*ast.Ident); ok {
		if id.Name != "_" {
			e.keep(e.p.ObjectOf(id), v, lhs.Pos())
		}
		return
	}
	if base := freshBase(e.p, e.fn, lhs); base != nil {
		v.flowInsensitive = true
		e.keep(base, v, lhs.Pos())
		return
	}
	e.out(v, lhs.Pos(), "is stored in %s", types.ExprString(lhs))
}

// returned notes that v is result i of a return.
func (e *Escape) returned(ret inspector.Cursor, i int, v Carrier) {
	if code.EnclosingFunc(ret) != e.fn {
		return // of a function literal, whose calls are followed
	}
	n := ret.Node().(*ast.ReturnStmt)
	if !e.Summing {
		e.out(v, n.Pos(), "is returned")
		return
	}
	call, several := ast.Unparen(n.Results[0]).(*ast.CallExpr)
	if !several || len(n.Results) > 1 {
		e.results[i] = &v
		return
	}
	for j := range code.ResultCount(e.fn.Node()) {
		if resultMayContainContext(e.p, call, j) {
			e.results[j] = &v
		}
	}
}

// ranged follows the elements of v.
func (e *Escape) ranged(n *ast.RangeStmt, v Carrier) {
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil {
			e.storeResult(x, v)
		}
	}
}

// switched follows v into the variables of a type switch, of which every clause has its own, declared at the same place.
func (e *Escape) switched(sw inspector.Cursor, n *ast.AssignStmt, v Carrier) {
	for id := range sw.Preorder((*ast.Ident)(nil)) {
		if obj := e.p.Info.Uses[id.Node().(*ast.Ident)]; obj != nil && obj.Pos() == n.Lhs[0].Pos() {
			e.keep(obj, v, n.Pos())
		}
	}
}

// into stores v in an element of the slice x.
func (e *Escape) into(x ast.Expr, v Carrier) {
	obj := e.p.ObjectOf(x)
	switch {
	case code.IsLocal(obj) && declaredIn(e.fn.Node(), obj) && !code.IsParameter(e.fn, obj) && e.grownHere(obj):
		v.flowInsensitive = true
		e.keep(obj, v, x.Pos())
	case e.p.IsNil(x), isFresh(e.p, x):
	default:
		e.out(v, x.Pos(), "is stored in %s", types.ExprString(x))
	}
}

// grownHere reports whether the slice in the local variable obj was made by the function, and appended to.
func (e *Escape) grownHere(obj types.Object) bool {
	for o := range e.p.Origins(e.fn, obj) {
		if o.Value == nil {
			return false
		}
		if call, ok := ast.Unparen(o.Value).(*ast.CallExpr); ok && e.p.CallsBuiltin(call, "append") && e.p.ObjectOf(call.Args[0]) == obj {
			continue
		}
		if !e.p.IsNil(o.Value) && !isFresh(e.p, o.Value) {
			return false
		}
	}
	return true
}
