package rules

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// receiver is the index of the receiver of a method among its arguments.
const receiver = -1

// called follows the results of a call of v, a function that holds the value.
func (e *escape) called(call inspector.Cursor, v value) {
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
func (e *escape) deferred(d inspector.Cursor, v value) {
	switch {
	case enclosingFunc(d) != e.fn:
		// It runs when a function literal ends, which is followed.
	case e.pass:
		e.out(v, d.Node().Pos(), "is used by a deferred call, which runs only at the end of the function,")
	case e.started != nil && e.started(d):
		e.out(v, d.Node().Pos(), "is used by a call that is deferred before, and runs after it was cancelled,")
	}
}

// goroutine looks at a go statement that uses v.
func (e *escape) goroutine(call inspector.Cursor, v value) {
	if !e.joined(call.Parent()) {
		e.out(v, call.Node().Pos(), "is used by a goroutine, not known to be waited for, that is started")
	}
}

// result follows what call returns, which may be v, or hold it.
func (e *escape) result(call inspector.Cursor, v value) {
	n := call.Node().(*ast.CallExpr)
	up := climbParens(call)
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
		if e.p.resultMayHold(n, j) {
			e.storeResult(l, v)
		}
	}
}

// passed follows v, argument i or the receiver of a call, into the function that is called.
func (e *escape) passed(call inspector.Cursor, i int, v value) {
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
	if b, ok := e.p.objectOf(n.Fun).(*types.Builtin); ok {
		e.builtin(call, b.Name(), i, v)
		return
	}
	if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
		e.argument(lit, i, v)
		e.result(call, v)
		return
	}
	switch what, known := e.p.effectOf(n, i); {
	case known:
		e.library(call, what, v)
	case e.p.isOurs(n):
		e.ours(call, i, v)
	case e.localFunc(n, i, v):
		e.result(call, v)
	default:
		e.strange(call, i, v)
	}
}

// builtin follows v into a call of a function of the language.
func (e *escape) builtin(call inspector.Cursor, name string, i int, v value) {
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

// into stores v in an element of x.
func (e *escape) into(x ast.Expr, v value) {
	if obj := e.p.objectOf(x); isLocal(obj) {
		e.store(&ast.IndexExpr{X: x, Lbrack: x.End(), Index: x}, v)
		return
	}
	if lit, ok := ast.Unparen(x).(*ast.CompositeLit); ok && len(lit.Elts) == 0 || e.p.isNil(x) {
		return
	}
	if call, ok := ast.Unparen(x).(*ast.CallExpr); ok && e.p.Info.Types[call.Fun].IsType() && len(call.Args) == 1 && e.p.isNil(call.Args[0]) {
		return
	}
	e.out(v, x.Pos(), "is stored in %s", types.ExprString(x))
}

// argument makes parameter i of a function literal hold v.
func (e *escape) argument(lit *ast.FuncLit, i int, v value) {
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

// localFunc follows v into the function literals that are all that the variable holds which is called; it reports whether that is so.
func (e *escape) localFunc(call *ast.CallExpr, i int, v value) bool {
	obj := e.p.objectOf(call.Fun)
	if !isLocal(obj) || obj.Pos() < e.fn.Node().Pos() || e.fn.Node().End() < obj.Pos() || obj.Pos() < bodyOf(e.fn.Node()).Pos() {
		return false
	}
	var lits []*ast.FuncLit
	for id := range e.fn.Preorder((*ast.Ident)(nil)) {
		if e.p.Info.ObjectOf(id.Node().(*ast.Ident)) != obj {
			continue
		}
		if u, ok := climbParens(id).Parent().Node().(*ast.UnaryExpr); ok && u.X != nil {
			return false // its address is taken
		}
		val, sets := assignedAt(id)
		if !sets {
			if id.ParentEdgeKind() == edge.Field_Names {
				return false // a parameter of a literal
			}
			continue
		}
		if val == nil && isDeclared(id) {
			continue
		}
		lit, ok := ast.Unparen(val).(*ast.FuncLit)
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
func (e *escape) strange(call inspector.Cursor, i int, v value) {
	n := call.Node().(*ast.CallExpr)
	how := "is passed to"
	if i == receiver {
		how = "is used by"
	}
	e.doubt(v.what + " " + how + " " + shortFun(n) + ", which may keep it, at " + e.p.place(n.Pos()))
	e.unknown = append(e.unknown, call)
	v.soft = true
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

// library follows v into a function of a library that is known.
func (e *escape) library(call inspector.Cursor, what effect, v value) {
	n := call.Node().(*ast.CallExpr)
	switch what {
	case effectBorrow:
	case effectDerive:
		e.result(call, v)
	case effectRespond:
		e.responses = append(e.responses, call)
		e.result(call, v)
	case effectBegin:
		e.unknown = append(e.unknown, call)
		e.doubt("the transaction that " + shortFun(n) + " begins is rolled back when " + v.what + " ends, if it is still open, at " + e.p.place(n.Pos()))
		e.result(call, v)
	case effectKeep:
		e.out(v, n.Pos(), "is kept by %s", shortFun(n))
	case effectStart:
		if !e.waited(call) {
			e.out(v, n.Pos(), "is used by what %s starts, not known to be waited for,", shortFun(n))
		}
	case effectJoin:
		if !e.joined(call) {
			e.out(v, n.Pos(), "is used by a goroutine, not known to be waited for, that %s starts", shortFun(n))
		}
	case effectSubtest:
		t, ok := e.p.refOf(ast.Unparen(n.Fun).(*ast.SelectorExpr).X)
		if !ok || t.path != "" || e.pass || enclosingFunc(call) != e.fn {
			e.out(v, n.Pos(), "is used by a subtest, which may run on when the function has returned,")
		} else {
			e.subtests = t.obj.Name()
		}
	}
}

// unclosed notes a doubt where a response came and nothing in the function closes the body of what may be one: the connection stays open then, and would not
// if the context of its request were cancelled.
func (e *escape) unclosed() {
	if len(e.responses) == 0 || len(e.results) > 0 {
		return
	}
	for c := range e.fn.Preorder((*ast.CallExpr)(nil)) {
		r, ok := e.p.methodOn(c.Node().(*ast.CallExpr), "Close")
		if ok && e.held[r.obj] != nil && r.field() == "Body" {
			return
		}
	}
	call := e.responses[0]
	e.unknown = append(e.unknown, call)
	e.doubt("the body of the response that " + shortFun(call.Node().(*ast.CallExpr)) + " returns is not closed, at " + e.p.place(call.Node().Pos()))
}
