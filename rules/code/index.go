package code

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// index walks the package once and notes what the rules look up later.
func (p *Package) index() {
	kinds := []ast.Node{(*ast.Ident)(nil), (*ast.FuncDecl)(nil), (*ast.AssignStmt)(nil),
		(*ast.IncDecStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.IfStmt)(nil)}
	for cur := range p.Root.Preorder(kinds...) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			p.Calls = append(p.Calls, cur)
		case *ast.IfStmt:
			p.Ifs = append(p.Ifs, cur)
		case *ast.FuncDecl:
			p.indexFunc(n)
		case *ast.Ident:
			p.indexIdent(cur, n)
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				p.noteMutable(cur, l, false)
			}
		case *ast.IncDecStmt:
			p.noteMutable(cur, n.X, false)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				p.noteMutable(cur, n.X, true)
			}
		}
	}
}

// indexFunc notes the declaration of a function.
func (p *Package) indexFunc(decl *ast.FuncDecl) {
	if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
		p.Funcs[fn] = decl
	}
}

// indexIdent notes a mention of a function or method of an interesting package.
func (p *Package) indexIdent(cur inspector.Cursor, id *ast.Ident) {
	fn, ok := p.Info.Uses[id].(*types.Func)
	if !ok {
		return
	}
	name := Qualified(fn)
	if name == "" {
		return
	}
	if parent, ok := cur.Parent().Node().(*ast.SelectorExpr); ok && parent.Sel == id {
		cur = cur.Parent()
	}
	p.refs[name] = append(p.refs[name], cur)
}

// noteMutable notes that the variable lhs can change behind the back of the function that
// declares it: its address is taken, or a function literal assigns it.
func (p *Package) noteMutable(cur inspector.Cursor, lhs ast.Expr, address bool) {
	obj := p.ObjectOf(lhs)
	if obj == nil || p.mutable[obj] {
		return
	}
	body := EnclosingBody(cur)
	if address || body != nil && (obj.Pos() < body.Pos() || obj.Pos() > body.End()) && enclosedByLit(cur) {
		p.mutable[obj] = true
	}
}

// enclosedByLit reports whether cur lies in a function literal.
func enclosedByLit(cur inspector.Cursor) bool {
	for range cur.Enclosing((*ast.FuncLit)(nil)) {
		return true
	}
	return false
}

// MutableElsewhere reports whether the variable obj can change behind the back of the function that declares it: its
// address is taken, or a function literal assigns it.
func (p *Package) MutableElsewhere(obj types.Object) bool { return p.mutable[obj] }

// References returns the mentions of a function or method of one of the [interesting] packages, as "time.After" or
// "time.Timer.Stop", in source order.
func (p *Package) References(name string) []inspector.Cursor { return p.refs[name] }
