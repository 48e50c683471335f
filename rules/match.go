package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// interesting are the packages whose functions and methods the rules ask for by name.
// golang.org/x/net/context is an alias of context since Go 1.9, and a context all the same.
var interesting = map[string]string{
	"time":                     "time",
	"context":                  "context",
	"golang.org/x/net/context": "context",
	"os/signal":                "signal",
}

// index walks the package once and notes what the rules look up later.
func (p *Package) index() {
	types := []ast.Node{(*ast.Ident)(nil), (*ast.FuncDecl)(nil), (*ast.AssignStmt)(nil),
		(*ast.IncDecStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.IfStmt)(nil)}
	for cur := range p.root.Preorder(types...) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			p.calls = append(p.calls, cur)
		case *ast.IfStmt:
			p.ifs = append(p.ifs, cur)
		case *ast.FuncDecl:
			p.indexFunc(n)
		case *ast.Ident:
			p.indexIdent(cur, n)
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				p.noteShared(cur, l, false)
			}
		case *ast.IncDecStmt:
			p.noteShared(cur, n.X, false)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				p.noteShared(cur, n.X, true)
			}
		}
	}
}

func (p *Package) indexFunc(decl *ast.FuncDecl) {
	if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
		p.funcs[fn] = decl
	}
}

// indexIdent notes a mention of a function or method of an interesting package.
func (p *Package) indexIdent(cur inspector.Cursor, id *ast.Ident) {
	fn, ok := p.Info.Uses[id].(*types.Func)
	if !ok {
		return
	}
	name := qualified(fn)
	if name == "" {
		return
	}
	if parent, ok := cur.Parent().Node().(*ast.SelectorExpr); ok && parent.Sel == id {
		cur = cur.Parent()
	}
	p.refs[name] = append(p.refs[name], cur)
}

// noteShared notes that the variable lhs can change behind the back of the function that
// declares it: its address is taken, or a function literal assigns it.
func (p *Package) noteShared(cur inspector.Cursor, lhs ast.Expr, address bool) {
	obj := p.objectOf(lhs)
	if obj == nil || p.mutable[obj] {
		return
	}
	body := enclosingBody(cur)
	if address || body != nil && (obj.Pos() < body.Pos() || obj.Pos() > body.End()) && enclosedByLit(cur) {
		p.mutable[obj] = true
	}
}

func enclosedByLit(cur inspector.Cursor) bool {
	for range cur.Enclosing((*ast.FuncLit)(nil)) {
		return true
	}
	return false
}

// qualified names a function or method of an interesting package, as "time.After" or
// "time.Timer.Reset"; it is empty for all others.
func qualified(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	pkg := interesting[fn.Pkg().Path()]
	if pkg == "" {
		return ""
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return pkg + "." + fn.Name()
	}
	if named := namedType(recv.Type()); named != nil {
		return pkg + "." + named.Obj().Name() + "." + fn.Name()
	}
	return ""
}

// namedType returns the named type t is or points to, or nil.
func namedType(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// callee names the package-level function that call calls, as "errors.New", by the import
// path's last element; empty for methods and unresolved calls.
func (p *Package) callee(call *ast.CallExpr) string {
	switch fun := uninstantiated(call.Fun).(type) {
	case *ast.Ident:
		if fn, ok := p.Info.Uses[fun].(*types.Func); ok && fn.Pkg() != nil && fn.Signature().Recv() == nil {
			return fn.Pkg().Path() + "." + fn.Name()
		}
	case *ast.SelectorExpr:
		// The package may be one the lenient check knows nothing about, so ask for the import only.
		if id, ok := fun.X.(*ast.Ident); ok {
			if pkg, ok := p.Info.Uses[id].(*types.PkgName); ok {
				return pkg.Imported().Path() + "." + fun.Sel.Name
			}
		}
	}
	return ""
}

// uninstantiated strips parentheses and type arguments from fun.
func uninstantiated(fun ast.Expr) ast.Expr {
	switch x := ast.Unparen(fun).(type) {
	case *ast.IndexExpr:
		return ast.Unparen(x.X)
	case *ast.IndexListExpr:
		return ast.Unparen(x.X)
	default:
		return x
	}
}

// A ref is a variable, or a field reached from one by selectors: t, s.timer, s.cfg.idle.
type ref struct {
	obj  types.Object
	path string // as ".timer"; empty for the variable itself
}

// name returns the last of the names by which r goes: "timer" for s.timer.
func (r ref) name() string {
	if dot := strings.LastIndexByte(r.path, '.'); dot >= 0 {
		return r.path[dot+1:]
	}
	return r.obj.Name()
}

// refOf returns what e refers to, if it is a variable or a chain of selectors on one.
func (p *Package) refOf(e ast.Expr) (ref, bool) {
	path := ""
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			path = "." + x.Sel.Name + path
			e = x.X
		case *ast.Ident:
			obj, ok := p.objectOf(x).(*types.Var)
			return ref{obj, path}, ok
		default:
			return ref{}, false
		}
	}
}

// field returns the last field of r, or "" for a plain variable.
func (r ref) field() string { return r.path[strings.LastIndexByte(r.path, '.')+1:] }

// parent is what r is a field of.
func (r ref) parent() ref {
	if i := strings.LastIndexByte(r.path, '.'); i >= 0 {
		return ref{r.obj, r.path[:i]}
	}
	return ref{}
}

// objectOf returns what the identifier e denotes, or nil.
func (p *Package) objectOf(e ast.Expr) types.Object {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		return p.Info.ObjectOf(id)
	}
	return nil
}

// isLocal reports whether obj is a variable of a function.
func isLocal(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && !v.IsField() && v.Pkg() != nil && v.Parent() != v.Pkg().Scope()
}

// isNil reports whether e is the predeclared nil.
func (p *Package) isNil(e ast.Expr) bool {
	_, ok := p.objectOf(e).(*types.Nil)
	return ok
}

// methodOn returns the receiver of call if it calls a method called name on a variable or field.
func (p *Package) methodOn(call *ast.CallExpr, name string) (ref, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return ref{}, false
	}
	return p.refOf(sel.X)
}

// receiveOperand returns the channel that stmt receives from, parentheses stripped, if it is
// nothing but a receive: <-c, v := <-c, v, ok = <-c.
func receiveOperand(stmt ast.Stmt) ast.Expr {
	var e ast.Expr
	switch s := stmt.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		if len(s.Rhs) == 1 {
			e = s.Rhs[0]
		}
	}
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return ast.Unparen(u.X)
	}
	return nil
}

// mutableElsewhere reports whether the variable obj can change behind the back of the function that declares it: its address is taken,
// or a function literal assigns it.
func (p *Package) mutableElsewhere(obj types.Object) bool { return p.mutable[obj] }

// references returns the mentions of a function or method of package time or context, as "time.After" or "time.Timer.Stop", in source order.
func (p *Package) references(name string) []inspector.Cursor { return p.refs[name] }

// funcDecl returns the declaration of fn in this package, or nil.
func (p *Package) funcDecl(fn *types.Func) *ast.FuncDecl { return p.funcs[fn] }
