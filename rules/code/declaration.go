package code

import (
	"go/ast"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Mentions yields the identifiers that denote obj in the function around in, literals inside it included.
func (p *Package) Mentions(in inspector.Cursor, obj types.Object) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		for id := range EnclosingFunc(in).Preorder((*ast.Ident)(nil)) {
			if p.Info.ObjectOf(id.Node().(*ast.Ident)) == obj && !yield(id) {
				return
			}
		}
	}
}

// AnyNamed reports whether ok holds for some mention of a field or variable called name.
func (p *Package) AnyNamed(name string, ok func(inspector.Cursor) bool) bool {
	roots := []inspector.Cursor{p.Root}
	if p.Mentioning != nil {
		roots = p.Mentioning(name)
	}
	for _, root := range roots {
		for cur := range root.Preorder((*ast.Ident)(nil)) {
			if cur.Node().(*ast.Ident).Name != name {
				continue
			}
			if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
				cur = cur.Parent()
			}
			if ok(ClimbParens(cur)) {
				return true
			}
		}
	}
	return false
}

// Declares reports whether the function declaration around cur declares one of names.
func (p *Package) Declares(cur inspector.Cursor, names ...string) bool {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		for id := range decl.Preorder((*ast.Ident)(nil)) {
			n := id.Node().(*ast.Ident)
			if p.Info.Defs[n] != nil && slices.Contains(names, n.Name) {
				return true
			}
		}
	}
	return false
}

// FuncDecl returns the declaration of fn in this package, or nil.
func (p *Package) FuncDecl(fn *types.Func) *ast.FuncDecl { return p.Funcs[fn] }

// DeclaredIn reports whether e mentions something that n declares: in front of n, e would not compile.
func (p *Package) DeclaredIn(n ast.Node, e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(x ast.Node) bool {
		if id, ok := x.(*ast.Ident); ok {
			// What other packages declare has positions of its own.
			obj := p.Info.Uses[id]
			yes = yes || obj != nil && obj.Pkg() == p.Types && n.Pos() <= obj.Pos() && obj.Pos() < n.End()
		}
		return !yes
	})
	return yes
}

// IsOurs reports whether call calls a function of this package whose source is at hand.
func (p *Package) IsOurs(call *ast.CallExpr) bool { return len(p.DeclsOf(call)) > 0 }

// DeclsOf returns the declarations, in this package, of the function that call calls: there may be several, for
// different systems. It returns none if one of them has no body, or is not here.
func (p *Package) DeclsOf(call *ast.CallExpr) []inspector.Cursor {
	fn := p.StaticCallee(call)
	if fn == nil || fn.Pkg() != p.Types {
		return nil
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && p.Info.Types[sel.X].IsType() {
		return nil // a method expression: the receiver is an argument
	}
	decl := p.FuncDecl(fn.Origin())
	if decl == nil {
		return nil // a method of an interface
	}
	list := p.DeclsNamed(DeclName(decl))
	for _, c := range list {
		if c.Node().(*ast.FuncDecl).Body == nil {
			return nil
		}
	}
	return list
}

// DeclsNamed returns the declarations of the function that goes by name, as [DeclName] makes it, or none if one of
// them is not here.
func (p *Package) DeclsNamed(name string) []inspector.Cursor {
	if p.byName == nil {
		p.byName = map[string][]inspector.Cursor{}
		for c := range p.Root.Preorder((*ast.FuncDecl)(nil)) {
			n := DeclName(c.Node().(*ast.FuncDecl))
			p.byName[n] = append(p.byName[n], c)
		}
	}
	if p.Elsewhere != nil && p.Elsewhere()[name] {
		return nil
	}
	return p.byName[name]
}

// DeclName names a function, as "run", or a method with the type of its receiver, as "server.run".
func DeclName(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return decl.Name.Name
	}
	t := ast.Unparen(decl.Recv.List[0].Type)
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return types.ExprString(uninstantiated(t)) + "." + decl.Name.Name
}

// DeclOfCall returns the declaration, in this package, of the function that the call cur calls; or nil.
func (p *Package) DeclOfCall(cur inspector.Cursor) *ast.FuncDecl {
	if fn := p.StaticCallee(cur.Node().(*ast.CallExpr)); fn != nil {
		return p.FuncDecl(fn)
	}
	return nil
}
