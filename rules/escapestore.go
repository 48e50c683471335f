package rules

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// assigned follows v, value i on the right of an assignment.
func (e *escape) assigned(stmt inspector.Cursor, i int, v value) {
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
func (e *escape) declared(n *ast.ValueSpec, i int, v value) {
	if len(n.Names) == len(n.Values) {
		e.store(n.Names[i], v)
		return
	}
	for _, name := range n.Names {
		e.storeResult(name, v)
	}
}

// storeResult stores v, one of several results, if the variable can hold it.
func (e *escape) storeResult(lhs ast.Expr, v value) {
	if id, ok := lhs.(*ast.Ident); ok {
		if obj := e.p.objectOf(id); obj != nil && !e.p.variableMayHold(obj) {
			return
		}
	}
	e.store(lhs, v)
}

// store follows v into lhs.
func (e *escape) store(lhs ast.Expr, v value) {
	lhs = ast.Unparen(lhs)
	if id, ok := lhs.(*ast.Ident); ok {
		if id.Name != "_" {
			e.keep(e.p.objectOf(id), v, lhs.Pos())
		}
		return
	}
	if base := e.p.freshBase(e.fn, lhs); base != nil {
		v.always = true
		e.keep(base, v, lhs.Pos())
		return
	}
	e.out(v, lhs.Pos(), "is stored in %s", types.ExprString(lhs))
}

// freshBase returns the variable x of the field x.f or element x[i] lhs, if it is local, and what it refers to was made in the function fn
// and is referred to by nothing else than by way of x.
func (p *Package) freshBase(fn inspector.Cursor, lhs ast.Expr) types.Object {
	var x ast.Expr
	switch lhs := lhs.(type) {
	case *ast.SelectorExpr:
		x = lhs.X
	case *ast.IndexExpr:
		x = lhs.X
	default:
		return nil
	}
	obj := p.objectOf(x)
	if !isLocal(obj) || obj.Type() == nil || obj.Pos() < fn.Node().Pos() || fn.Node().End() < obj.Pos() {
		return nil
	}
	switch obj.Type().Underlying().(type) {
	case *types.Struct, *types.Array:
		return obj
	}
	if isParameter(fn, obj) {
		return nil
	}
	for o := range p.origins(p.siteAt(fn), obj) {
		if o.value == nil || !p.isFresh(o.value) {
			return nil
		}
	}
	return obj
}

// isParameter reports whether obj is a parameter or result, or the receiver, of the function fn or of a literal in it.
func isParameter(fn inspector.Cursor, obj types.Object) bool {
	for f := range fn.Preorder((*ast.Field)(nil)) {
		if n := f.Node(); n.Pos() <= obj.Pos() && obj.Pos() < n.End() {
			return true
		}
	}
	return false
}

// isFresh reports whether e makes something new.
func (p *Package) isFresh(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		_, lit := ast.Unparen(e.X).(*ast.CompositeLit)
		return e.Op == token.AND && lit
	case *ast.CallExpr:
		return p.callsBuiltin(e, "make") || p.callsBuiltin(e, "new")
	}
	return false
}

// callsBuiltin reports whether call calls the function of the language called name.
func (p *Package) callsBuiltin(call *ast.CallExpr, name string) bool {
	b, ok := p.objectOf(call.Fun).(*types.Builtin)
	return ok && b.Name() == name
}

func bodyOf(fn ast.Node) *ast.BlockStmt {
	if lit, ok := fn.(*ast.FuncLit); ok {
		return lit.Body
	}
	return fn.(*ast.FuncDecl).Body
}

// returned notes that v is result i of a return.
func (e *escape) returned(ret inspector.Cursor, i int, v value) {
	if enclosingFunc(ret) != e.fn {
		return // of a function literal, whose calls are followed
	}
	n := ret.Node().(*ast.ReturnStmt)
	if !e.summing {
		e.out(v, n.Pos(), "is returned")
		return
	}
	call, several := ast.Unparen(n.Results[0]).(*ast.CallExpr)
	if !several || len(n.Results) > 1 {
		e.results[i] = &v
		return
	}
	for j := range resultCount(e.fn.Node()) {
		if e.p.resultMayHold(call, j) {
			e.results[j] = &v
		}
	}
}

// resultCount returns how many results the function fn has.
func resultCount(fn ast.Node) int { return funcType(fn).Results.NumFields() }

// ranged follows the elements of v.
func (e *escape) ranged(n *ast.RangeStmt, v value) {
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil {
			e.storeResult(x, v)
		}
	}
}

// switched follows v into the variables of a type switch, of which every clause has its own, declared at the same place.
func (e *escape) switched(sw inspector.Cursor, n *ast.AssignStmt, v value) {
	for id := range sw.Preorder((*ast.Ident)(nil)) {
		if obj := e.p.Info.Uses[id.Node().(*ast.Ident)]; obj != nil && obj.Pos() == n.Lhs[0].Pos() {
			e.keep(obj, v, n.Pos())
		}
	}
}

// into stores v in an element of the slice x.
func (e *escape) into(x ast.Expr, v value) {
	obj := e.p.objectOf(x)
	switch fn := e.fn.Node(); {
	case isLocal(obj) && fn.Pos() < obj.Pos() && obj.Pos() < fn.End() && !isParameter(e.fn, obj) && e.grownHere(obj):
		v.always = true
		e.keep(obj, v, x.Pos())
	case e.p.isNil(x), e.p.isFresh(x):
	default:
		e.out(v, x.Pos(), "is stored in %s", types.ExprString(x))
	}
}

// grownHere reports whether the slice in the local variable obj was made by the function, and appended to.
func (e *escape) grownHere(obj types.Object) bool {
	for o := range e.p.origins(e.p.siteAt(e.fn), obj) {
		if o.value == nil {
			return false
		}
		if call, ok := ast.Unparen(o.value).(*ast.CallExpr); ok && e.p.callsBuiltin(call, "append") && e.p.objectOf(call.Args[0]) == obj {
			continue
		}
		if !e.p.isNil(o.value) && !e.p.isFresh(o.value) {
			return false
		}
	}
	return true
}
