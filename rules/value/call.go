package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// called follows the results of a call of v, a function that holds the value, to where they go.
func (tr *tracker) called(call inspector.Cursor, v Carrier) {
	switch call.ParentEdgeKind() {
	case edge.GoStmt_Call:
		tr.goroutine(call, v)
	case edge.DeferStmt_Call:
		tr.deferred(call.Parent(), v)
	default:
		tr.result(call, v)
	}
}

// deferred notes whether the deferred call d, which uses v, runs when the extent is over.
func (tr *tracker) deferred(d inspector.Cursor, v Carrier) {
	switch {
	case code.EnclosingFunc(d) != tr.Fn:
		// It runs when a function literal ends, and the literal, which holds v, is followed itself.
	case tr.InPass:
		tr.out(v, d.Node().Pos(), "is used by a deferred call, which runs only at the end of the function,")
	case tr.Started != nil && tr.Started(d):
		tr.out(v, d.Node().Pos(), "is used by a call that is deferred before, and runs after it was cancelled,")
	}
}

// goroutine notes whether the goroutine that runs call, which uses v, may outlive the extent.
func (tr *tracker) goroutine(call inspector.Cursor, v Carrier) {
	if !tr.joined(call.Parent()) {
		tr.out(v, call.Node().Pos(), "is used by a goroutine, not known to be waited for, that is started")
	}
}

// result follows what call returns, which may be v, or hold it, to where it goes. Of several results those count
// whose type may hold a context.
func (tr *tracker) result(call inspector.Cursor, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	up := code.ClimbParens(call)
	if up.ParentEdgeKind() != edge.AssignStmt_Rhs && up.ParentEdgeKind() != edge.ValueSpec_Values {
		tr.follow(call, v)
		return
	}
	lhs, values := targets(up.Parent().Node())
	if values > 1 || len(lhs) == 1 {
		tr.follow(call, v)
		return
	}
	for j, l := range lhs {
		if resultMayContainContext(tr.p, n, j) {
			tr.storeResult(l, v)
		}
	}
}

// passedAll follows v, argument i of call, which the expression cur yields. Where cur is a call that yields all
// arguments, f(g()), v may be each of them.
func (tr *tracker) passedAll(cur inspector.Cursor, v Carrier) {
	call := cur.Parent()
	_, i := cur.ParentEdge()
	n := call.Node().(*ast.CallExpr)
	inner, ok := cur.Node().(*ast.CallExpr)
	if !ok || len(n.Args) > 1 {
		tr.passed(call, i, v)
		return
	}
	count := 1
	switch t := tr.p.Info.Types[inner].Type.(type) {
	case *types.Tuple:
		count = t.Len()
	case nil: // with no type for the inner call, it has as many results as the outer one has parameters
		if fn := tr.p.StaticCallee(n); fn != nil {
			count = fn.Signature().Params().Len()
		}
	}
	for j := range count {
		if resultMayContainContext(tr.p, inner, j) {
			tr.passed(call, j, v)
		}
	}
}

// passed follows v, argument i or the receiver of a call, into the function that is called.
func (tr *tracker) passed(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch call.ParentEdgeKind() {
	case edge.GoStmt_Call:
		tr.goroutine(call, v)
		if _, lit := ast.Unparen(n.Fun).(*ast.FuncLit); !lit {
			return // waited for, or refused
		}
	case edge.DeferStmt_Call:
		tr.deferred(call.Parent(), v)
	}
	if tr.p.Info.Types[n.Fun].IsType() {
		tr.follow(call, v)
		return
	}
	if b, ok := tr.p.ObjectOf(n.Fun).(*types.Builtin); ok {
		tr.passedToBuiltin(call, b.Name(), i, v)
		return
	}
	if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
		tr.argument(lit, i, v)
		tr.result(call, v)
		return
	}
	switch what, known := callee.EffectOf(tr.p, n, i); {
	case known:
		tr.passedToLibrary(call, what, v)
	case tr.p.IsOurs(n):
		tr.passedToOurs(call, i, v)
	case tr.passedToLocal(n, i, v):
		tr.result(call, v)
	default:
		tr.passedToUnknown(call, i, v)
	}
}

// passedToBuiltin follows v into a call of a function of the language.
func (tr *tracker) passedToBuiltin(call inspector.Cursor, name string, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch name {
	case "append":
		if i > 0 {
			tr.into(n.Args[0], v)
		}
		tr.follow(call, v)
	case "copy":
		if i > 0 {
			tr.into(n.Args[0], v)
		}
	case "panic":
		tr.out(v, n.Pos(), "is what the function panics with")
	case "min", "max", "new":
		tr.follow(call, v)
	}
}

// argument makes parameter i of the function literal lit a carrier of v.
func (tr *tracker) argument(lit *ast.FuncLit, i int, v Carrier) {
	for _, f := range lit.Type.Params.List {
		_, variadic := f.Type.(*ast.Ellipsis)
		for _, name := range f.Names {
			if i == 0 || variadic {
				if obj := tr.p.Info.Defs[name]; obj != nil && name.Name != "_" {
					tr.keep(obj, v, name.Pos())
				}
				return
			}
			i--
		}
		if len(f.Names) == 0 {
			return // nobody can use it
		}
	}
}

// passedToLocal follows v into the function literals that the variable holds which is called. It reports whether
// nothing else can be in the variable: it is declared in the function, is no parameter, has literals for all its
// values, and its address is not taken.
func (tr *tracker) passedToLocal(call *ast.CallExpr, i int, v Carrier) bool {
	obj := tr.p.ObjectOf(call.Fun)
	if !code.IsLocal(obj) || !declaredIn(tr.Fn.Node(), obj) || code.IsParameter(tr.Fn, obj) {
		return false
	}
	for id := range tr.p.Mentions(tr.Fn, obj) {
		if RoleOf(id) == AddressTaken {
			return false
		}
	}
	var lits []*ast.FuncLit
	for o := range tr.p.Origins(tr.Fn, obj) {
		lit, ok := ast.Unparen(o.Value).(*ast.FuncLit)
		if !ok {
			return false
		}
		lits = append(lits, lit)
	}
	for _, lit := range lits {
		tr.argument(lit, i, v)
	}
	return len(lits) > 0
}

// passedToUnknown notes that v is argument i, or the receiver, of a function of unknown source: it may keep v, and
// what it returns may hold v.
func (tr *tracker) passedToUnknown(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	how := "is passed to"
	if i == callee.Receiver {
		how = "is used by"
	}
	tr.doubt(v.what + " " + how + " " + shortFun(n) + ", which may keep it, at " + tr.p.ShortPos(n.Pos()))
	tr.p.Incomplete = tr.p.Incomplete || tr.p.CalleeName(n) == "" // what it is called on may have a type that is known
	tr.Unknown = append(tr.Unknown, call)
	v.Unproven = true
	tr.result(call, v)
}

// shortFun returns the function that call calls as written, for people, or less of it where that is long.
func shortFun(call *ast.CallExpr) string {
	const longest = 40 // bytes
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		if s := types.ExprString(fun); len(s) <= longest {
			return s
		}
		if sel, ok := fun.(*ast.SelectorExpr); ok {
			return sel.Sel.Name
		}
	}
	return "a function"
}
