package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// called follows the results of a call of v, a function that holds the value.
func (e *Escape) called(call inspector.Cursor, v Carrier) {
	switch call.ParentEdgeKind() {
	case edge.GoStmt_Call:
		e.goroutine(call, v)
	case edge.DeferStmt_Call:
		e.deferred(call.Parent(), v)
	default:
		e.result(call, v)
	}
}

// deferred looks at a deferred call that uses v.
func (e *Escape) deferred(d inspector.Cursor, v Carrier) {
	switch {
	case code.EnclosingFunc(d) != e.fn:
		// It runs when a function literal ends, which is followed.
	case e.InPass:
		e.out(v, d.Node().Pos(), "is used by a deferred call, which runs only at the end of the function,")
	case e.Started != nil && e.Started(d):
		e.out(v, d.Node().Pos(), "is used by a call that is deferred before, and runs after it was cancelled,")
	}
}

// goroutine looks at a go statement that uses v.
func (e *Escape) goroutine(call inspector.Cursor, v Carrier) {
	if !e.joined(call.Parent()) {
		e.out(v, call.Node().Pos(), "is used by a goroutine, not known to be waited for, that is started")
	}
}

// result follows what call returns, which may be v, or hold it.
func (e *Escape) result(call inspector.Cursor, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	up := code.ClimbParens(call)
	if up.ParentEdgeKind() != edge.AssignStmt_Rhs && up.ParentEdgeKind() != edge.ValueSpec_Values {
		e.follow(call, v)
		return
	}
	var lhs []ast.Expr
	switch p := up.Parent().Node().(type) {
	case *ast.AssignStmt:
		lhs = p.Lhs
		if len(p.Rhs) > 1 {
			e.follow(call, v)
			return
		}
	case *ast.ValueSpec:
		if len(p.Values) > 1 {
			e.follow(call, v)
			return
		}
		for _, name := range p.Names {
			lhs = append(lhs, name)
		}
	}
	if len(lhs) == 1 {
		e.follow(call, v)
		return
	}
	for j, l := range lhs {
		if resultMayContainContext(e.p, n, j) {
			e.storeResult(l, v)
		}
	}
}

// passedAll follows v, which cur yields and is argument i of call. The results of a call may be all arguments of another.
func (e *Escape) passedAll(call, cur inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	inner, ok := cur.Node().(*ast.CallExpr)
	if !ok || len(n.Args) > 1 {
		e.passed(call, i, v)
		return
	}
	count := 1
	switch t := e.p.Info.Types[inner].Type.(type) {
	case *types.Tuple:
		count = t.Len()
	case nil:
		if fn := e.p.StaticCallee(n); fn != nil {
			count = fn.Signature().Params().Len()
		}
	}
	for j := range count {
		if resultMayContainContext(e.p, inner, j) {
			e.passed(call, j, v)
		}
	}
}

// passed follows v, argument i or the receiver of a call, into the function that is called.
func (e *Escape) passed(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch call.ParentEdgeKind() {
	case edge.GoStmt_Call:
		e.goroutine(call, v)
		if _, lit := ast.Unparen(n.Fun).(*ast.FuncLit); !lit {
			return // waited for, or refused
		}
	case edge.DeferStmt_Call:
		e.deferred(call.Parent(), v)
	}
	if e.p.Info.Types[n.Fun].IsType() {
		e.follow(call, v)
		return
	}
	if b, ok := e.p.ObjectOf(n.Fun).(*types.Builtin); ok {
		e.builtin(call, b.Name(), i, v)
		return
	}
	if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
		e.argument(lit, i, v)
		e.result(call, v)
		return
	}
	switch what, known := callee.EffectOf(e.p, n, i); {
	case known:
		e.library(call, what, v)
	case e.p.IsOurs(n):
		e.ours(call, i, v)
	case e.localFunc(n, i, v):
		e.result(call, v)
	default:
		e.strange(call, i, v)
	}
}

// builtin follows v into a call of a function of the language.
func (e *Escape) builtin(call inspector.Cursor, name string, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	switch name {
	case "append":
		if i > 0 {
			e.into(n.Args[0], v) // whoever has the array behind it may see the element
		}
		e.follow(call, v)
	case "copy":
		if i > 0 {
			e.into(n.Args[0], v)
		}
	case "panic":
		e.out(v, n.Pos(), "is what the function panics with")
	case "min", "max", "new":
		e.follow(call, v)
	}
}

// argument makes parameter i of a function literal hold v.
func (e *Escape) argument(lit *ast.FuncLit, i int, v Carrier) {
	for _, f := range lit.Type.Params.List {
		_, variadic := f.Type.(*ast.Ellipsis)
		for _, name := range f.Names {
			if i == 0 || variadic {
				if obj := e.p.Info.Defs[name]; obj != nil && name.Name != "_" {
					e.keep(obj, v, name.Pos())
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

// localFunc follows v into the function literals that the variable holds which is called. It reports whether nothing else can be in the variable:
// it is declared in the function, is no parameter, has literals for all its values, and its address is not taken.
func (e *Escape) localFunc(call *ast.CallExpr, i int, v Carrier) bool {
	obj := e.p.ObjectOf(call.Fun)
	if !code.IsLocal(obj) || !declaredIn(e.fn.Node(), obj) || code.IsParameter(e.fn, obj) {
		return false
	}
	for id := range e.p.Mentions(e.fn, obj) {
		if RoleOf(id) == AddressTaken {
			return false
		}
	}
	var lits []*ast.FuncLit
	for o := range e.p.Origins(e.fn, obj) {
		lit, ok := ast.Unparen(o.Value).(*ast.FuncLit)
		if !ok {
			return false
		}
		lits = append(lits, lit)
	}
	for _, lit := range lits {
		e.argument(lit, i, v)
	}
	return len(lits) > 0
}

// strange notes that a function of unknown source gets v.
func (e *Escape) strange(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	how := "is passed to"
	if i == callee.Receiver {
		how = "is used by"
	}
	e.doubt(v.what + " " + how + " " + shortFun(n) + ", which may keep it, at " + e.p.ShortPos(n.Pos()))
	e.p.Incomplete = e.p.Incomplete || e.p.CalleeName(n) == "" // what it is called on may have a type that is known
	e.Unknown = append(e.Unknown, call)
	v.Unproven = true
	e.result(call, v)
}

// shortFun names the function that call calls, if that is short.
func shortFun(call *ast.CallExpr) string {
	const longest = 40
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
