package load

import (
	"fmt"
	"go/ast"
	"go/types"
)

// check type-checks the package leniently. What cannot be resolved has no type.
func (p *Package) check() (err error) {
	// The checker is made for packages that the go command has let pass, not for
	// files of all build constraints in one; a panic must cost one package only.
	var hidden []hiddenCall
	defer func() {
		for _, h := range hidden {
			h.restore()
		}
		if r := recover(); r != nil {
			err = fmt.Errorf("type checker failed: %v", r)
		}
	}()
	p.checkOnce()
	// In what is passed over there may be more of the same.
	for range 3 {
		over := p.passedOver(hidden)
		if len(over) == 0 {
			break
		}
		for _, call := range over {
			hidden = append(hidden, hide(call))
		}
		p.checkOnce()
	}
	p.resolveRest()
	return nil
}

func (p *Package) checkOnce() {
	// Sized as is usual for Go code, the maps need not grow, which is a tenth of the work.
	size := 0
	for _, f := range p.Files {
		size += f.left
	}
	p.Info = &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue, size/18),
		Defs:  make(map[*ast.Ident]types.Object, size/120),
		Uses:  make(map[*ast.Ident]types.Object, size/22),
	}
	conf := types.Config{
		Importer:                 stubImporter{},
		FakeImportC:              true,
		DisableUnusedImportCheck: true,
		Error:                    func(error) {},
	}
	files := make([]*ast.File, len(p.Files))
	for i, f := range p.Files {
		files[i] = f.AST
	}
	p.Types, _ = conf.Check("./"+p.Dir, p.Fset, files, p.Info)
}

// A hiddenCall is a call whose function the checker does not see as one.
type hiddenCall struct {
	call *ast.CallExpr
	fun  ast.Expr
	args []ast.Expr
}

// passedOver returns the calls whose arguments the checker did not look at, other than those that are hidden: of
// variables that are no functions, as far as it knows, since the type of theirs is in another package. go/types says
// "cannot call non-function" and goes on behind the call (callExpr in go/types/call.go of Go 1.26). But a name in there is a use of what it
// names, and a function literal as good as any.
func (p *Package) passedOver(hidden []hiddenCall) (out []*ast.CallExpr) {
	known := map[*ast.CallExpr]bool{}
	for _, h := range hidden {
		known[h.call] = true
	}
	for _, f := range p.Files {
		ast.Inspect(f.AST, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 || known[call] {
				return true
			}
			if tv := p.Info.Types[call.Fun]; tv.IsValue() && !isFunction(tv.Type) && worthwhile(call.Args) {
				out = append(out, call)
			}
			return true
		})
	}
	return out
}

// worthwhile reports whether there is more in args than names, which resolveRest sees to.
func worthwhile(args []ast.Expr) (yes bool) {
	for _, arg := range args {
		ast.Inspect(arg, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.CallExpr, *ast.FuncLit:
				yes = true
			}
			return !yes
		})
	}
	return yes
}

// isFunction reports whether values of type t can be called. A type parameter may be one that can.
func isFunction(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// hide makes the function of call one of its arguments, and what is called something that the checker takes for a mistake that was
// reported before: then it looks at all arguments.
func hide(call *ast.CallExpr) hiddenCall {
	h := hiddenCall{call, call.Fun, call.Args}
	call.Args = append([]ast.Expr{call.Fun}, call.Args...)
	call.Fun = &ast.BadExpr{From: call.Pos(), To: call.Pos()}
	return h
}

func (h hiddenCall) restore() { h.call.Fun, h.call.Args = h.fun, h.args }

// resolveRest notes the uses of local variables that the checker passed over all the same, as in the value behind a key of a map that it
// does not know. Rules that ask what becomes of a variable have to know of every mention. What such code declares is not known, so
// that a name in it may be taken for a variable that it hides: one mention too many.
func (p *Package) resolveRest() {
	for _, f := range p.Files {
		ast.PreorderStack(f.AST, nil, func(n ast.Node, stack []ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || id.Name == "_" || p.Info.Uses[id] != nil {
				return true
			}
			if _, defines := p.Info.Defs[id]; defines || !isOperand(id, stack[len(stack)-1]) {
				return true
			}
			if scope := p.Types.Scope().Innermost(id.Pos()); scope != nil {
				holder, obj := scope.LookupParent(id.Name, id.Pos())
				if v, ok := obj.(*types.Var); ok && holder != p.Types.Scope() {
					p.Info.Uses[id] = v
				}
			}
			return true
		})
	}
}

// isOperand reports whether the identifier id may be a variable where it stands in parent.
func isOperand(id *ast.Ident, parent ast.Node) bool {
	switch n := parent.(type) {
	case *ast.SelectorExpr:
		return n.X == ast.Expr(id)
	case *ast.KeyValueExpr:
		return n.Value == ast.Expr(id)
	case *ast.LabeledStmt, *ast.BranchStmt, *ast.Field, *ast.ImportSpec, *ast.TypeSpec, *ast.FuncDecl, *ast.File:
		return false
	}
	return true
}
