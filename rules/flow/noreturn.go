package flow

import (
	"go/ast"
	"go/types"
	"strings"

	"unleak/rules/code"
)

// MayReturn reports whether control can come back from call. It is wrong on the safe side: a call that is not known
// to end the goroutine or the program, as those of package testing, log, os and runtime do, may come back.
func MayReturn(p *code.Package, call *ast.CallExpr) bool {
	if b, ok := p.ObjectOf(call.Fun).(*types.Builtin); ok {
		return b.Name() != "panic"
	}
	switch name := p.CalleeName(call); name {
	case "os.Exit", "runtime.Goexit", "syscall.Exit":
		return false
	case "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "log.Panicln":
		return false
	}
	fn := p.StaticCallee(call)
	if fn == nil {
		return true
	}
	if fn.Pkg() != nil && fn.Signature().Recv() != nil {
		switch fn.Pkg().Path() {
		case "testing":
			return !strings.HasPrefix(fn.Name(), "Fatal") && !strings.HasPrefix(fn.Name(), "Skip") &&
				fn.Name() != "FailNow" || fn.Name() == "Skipped"
		case "log":
			return !strings.HasPrefix(fn.Name(), "Fatal") && !strings.HasPrefix(fn.Name(), "Panic")
		}
	}
	decl := p.FuncDecl(fn)
	return decl == nil || decl.Body == nil || !endsForGood(decl.Body) || !neverReturns(p, decl.Body)
}

// SurelyEnds reports whether control never comes back from call, whoever implements what it calls: the methods of an
// interface such as testing.TB may be anybody's, and come back although those of package testing do not.
func SurelyEnds(p *code.Package, call *ast.CallExpr) bool {
	fn := p.StaticCallee(call)
	if fn != nil && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type()) {
		return false
	}
	return !MayReturn(p, call)
}

// neverReturns reports whether no return is reachable in body. A function that is asked about while its own graph is
// being built (recursion) may return.
func neverReturns(p *code.Package, body *ast.BlockStmt) bool {
	f := Of(p, body)
	return f.CFG != nil && f.CFG.NoReturn()
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
