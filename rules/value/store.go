package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// stored follows v, value i of the assignment or declaration stmt, into the variables that may get it.
func (tr *tracker) stored(stmt inspector.Cursor, i int, v Carrier) {
	if stmt.ParentEdgeKind() == edge.TypeSwitchStmt_Assign {
		tr.switched(stmt.Parent(), stmt.Node().(*ast.AssignStmt), v)
		return
	}
	lhs, values := targets(stmt.Node())
	if len(lhs) == values {
		tr.store(lhs[i], v)
		return
	}
	for _, l := range lhs {
		tr.storeResult(l, v)
	}
}

// targets returns what the assignment or declaration stmt sets, and the number of its values.
func targets(stmt ast.Node) (lhs []ast.Expr, values int) {
	switch n := stmt.(type) {
	case *ast.AssignStmt:
		return n.Lhs, len(n.Rhs)
	case *ast.ValueSpec:
		for _, name := range n.Names {
			lhs = append(lhs, name)
		}
		return lhs, len(n.Values)
	}
	return nil, 0
}

// storeResult follows v, one of several results, into lhs, unless that is a variable whose type cannot hold a context.
func (tr *tracker) storeResult(lhs ast.Expr, v Carrier) {
	if id, ok := lhs.(*ast.Ident); ok {
		if obj := tr.p.ObjectOf(id); obj != nil && !variableMayContainContext(tr.p, obj) {
			return
		}
	}
	tr.store(lhs, v)
}

// store follows v into lhs. A field or an element of something that only this function knows is as good as a local
// variable.
func (tr *tracker) store(lhs ast.Expr, v Carrier) {
	lhs = ast.Unparen(lhs)
	if id, ok := lhs.(*ast.Ident); ok {
		if id.Name != "_" {
			tr.keep(tr.p.ObjectOf(id), v, lhs.Pos())
		}
		return
	}
	if base := freshBase(tr.p, tr.Fn, lhs); base != nil {
		v.flowInsensitive = true
		tr.keep(base, v, lhs.Pos())
		return
	}
	tr.out(v, lhs.Pos(), "is stored in %s", types.ExprString(lhs))
}

// returned notes that v is result i of the return statement ret, or one of the results of a call that stands there
// alone.
func (tr *tracker) returned(ret inspector.Cursor, i int, v Carrier) {
	if code.EnclosingFunc(ret) != tr.Fn {
		return // from a function literal, whose calls are followed
	}
	n := ret.Node().(*ast.ReturnStmt)
	if !tr.CallerOwns {
		tr.out(v, n.Pos(), "is returned")
		return
	}
	call, several := ast.Unparen(n.Results[0]).(*ast.CallExpr)
	if !several || len(n.Results) > 1 {
		tr.results[i] = &v
		return
	}
	for j := range code.ResultCount(tr.Fn.Node()) {
		if resultMayContainContext(tr.p, call, j) {
			tr.results[j] = &v
		}
	}
}

// ranged follows v into the variables that a range loop sets: an element may be what holds the value.
func (tr *tracker) ranged(n *ast.RangeStmt, v Carrier) {
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil {
			tr.storeResult(x, v)
		}
	}
}

// switched follows v into the variables of the type switch sw. Each clause has a variable of its own; they share the
// position in n, the statement x := y.(type) that declares them (package go/types, Info.Implicits).
func (tr *tracker) switched(sw inspector.Cursor, n *ast.AssignStmt, v Carrier) {
	for id := range sw.Preorder((*ast.Ident)(nil)) {
		if obj := tr.p.Info.Uses[id.Node().(*ast.Ident)]; obj != nil && obj.Pos() == n.Lhs[0].Pos() {
			tr.keep(obj, v, n.Pos())
		}
	}
}

// into follows v into an element of the slice x: whoever has the array behind x can see it.
func (tr *tracker) into(x ast.Expr, v Carrier) {
	obj := tr.p.ObjectOf(x)
	switch {
	case code.IsLocal(obj) && declaredIn(tr.Fn.Node(), obj) && !code.IsParameter(tr.Fn, obj) && tr.grownHere(obj):
		v.flowInsensitive = true
		tr.keep(obj, v, x.Pos())
	case tr.p.IsNil(x), isFresh(tr.p, x):
	default:
		tr.out(v, x.Pos(), "is stored in %s", types.ExprString(x))
	}
}

// grownHere reports whether the slice in the local variable obj is nil or was made by the function, apart from what
// was appended to it since.
func (tr *tracker) grownHere(obj types.Object) bool {
	for o := range tr.p.Origins(tr.Fn, obj) {
		if o.Value == nil {
			return false
		}
		if call, ok := ast.Unparen(o.Value).(*ast.CallExpr); ok && tr.p.CallsBuiltin(call, "append") && tr.p.ObjectOf(call.Args[0]) == obj {
			continue
		}
		if !tr.p.IsNil(o.Value) && !isFresh(tr.p, o.Value) {
			return false
		}
	}
	return true
}
