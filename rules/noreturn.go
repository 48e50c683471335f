package rules

import (
	"go/ast"
	"go/types"
	"strings"
)

// mayReturn reports whether control can come back from call.
func (p *Package) mayReturn(call *ast.CallExpr) bool {
	if b, ok := p.objectOf(call.Fun).(*types.Builtin); ok {
		return b.Name() != "panic"
	}
	switch name := p.callee(call); name {
	case "os.Exit", "runtime.Goexit", "syscall.Exit":
		return false
	case "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "log.Panicln":
		return false
	}
	fn := p.method(call)
	if fn == nil {
		return true
	}
	if fn.Pkg() != nil && fn.Signature().Recv() != nil {
		switch fn.Pkg().Path() {
		case "testing":
			return !strings.HasPrefix(fn.Name(), "Fatal") && !strings.HasPrefix(fn.Name(), "Skip") && fn.Name() != "FailNow" || fn.Name() == "Skipped"
		case "log":
			return !strings.HasPrefix(fn.Name(), "Fatal") && !strings.HasPrefix(fn.Name(), "Panic")
		}
	}
	decl := p.funcDecl(fn)
	return decl == nil || decl.Body == nil || !endsForGood(decl.Body) || !p.flowNeverReturns(decl.Body)
}

// method returns the function or method that call calls statically, or nil.
func (p *Package) method(call *ast.CallExpr) *types.Func {
	var id *ast.Ident
	switch fun := uninstantiated(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return nil
	}
	fn, _ := p.Info.Uses[id].(*types.Func)
	return fn
}

// flowNeverReturns reports whether no return is reachable in body. A function that is asked
// about while its own graph is being built (recursion) may return.
func (p *Package) flowNeverReturns(body *ast.BlockStmt) bool {
	f := p.flowOf(body)
	return f.graph != nil && f.graph.NoReturn()
}

// endsForGood is a cheap test that spares building graphs: a function that never returns ends
// in a call, a loop without condition, or an empty select.
func endsForGood(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	last := body.List[len(body.List)-1]
	if l, ok := last.(*ast.LabeledStmt); ok {
		last = l.Stmt
	}
	switch s := last.(type) {
	case *ast.ExprStmt:
		_, ok := s.X.(*ast.CallExpr)
		return ok
	case *ast.ForStmt:
		return s.Cond == nil
	case *ast.SelectStmt:
		return len(s.Body.List) == 0
	}
	return false
}
