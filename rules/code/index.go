package code

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// index walks the package once and notes what the rules look up later.
func (p *Package) index() {
	kinds := []ast.Node{(*ast.Ident)(nil), (*ast.FuncDecl)(nil), (*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil),
		(*ast.RangeStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.SelectorExpr)(nil), (*ast.CallExpr)(nil), (*ast.IfStmt)(nil)}
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
				p.noteSet(cur, l)
			}
		case *ast.IncDecStmt:
			p.noteSet(cur, n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				p.noteSet(cur, n.Key)
				p.noteSet(cur, n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				p.noteAddress(n.X)
			}
		case *ast.SelectorExpr:
			if p.takesAddress(n) {
				p.noteAddress(n.X)
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

// noteSet notes that a statement at cur sets lhs, which may be nil: a variable, or a part of one. Where that is in a
// function literal, and the variable is declared around it, the variable changes behind the back of the function that
// declares it.
func (p *Package) noteSet(cur inspector.Cursor, lhs ast.Expr) {
	obj := p.variableWith(lhs)
	if obj == nil {
		return
	}
	if id, ok := ast.Unparen(lhs).(*ast.Ident); !ok || p.Info.Defs[id] == nil {
		p.setAgain[obj] = true
	}
	body := EnclosingBody(cur)
	if body != nil && (obj.Pos() < body.Pos() || obj.Pos() > body.End()) && enclosedByLit(cur) {
		p.mutable[obj] = true
	}
}

// noteAddress notes that the address of e is taken: of a variable, or a part of one.
func (p *Package) noteAddress(e ast.Expr) {
	if obj := p.variableWith(e); obj != nil {
		p.mutable[obj] = true
	}
}

// takesAddress reports whether sel calls a method by a pointer to what it stands on, or makes such a method value,
// without a sign of that: x.m is (&x).m where m has a pointer receiver and x is a variable (Go specification, "Calls"
// and "Method values").
func (p *Package) takesAddress(sel *ast.SelectorExpr) bool {
	fn, ok := p.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() == nil || !isPointer(fn.Signature().Recv().Type()) {
		return false
	}
	t := p.Info.Types[sel.X]
	return t.Type != nil && !t.IsType() && !isPointer(t.Type)
}

// variableWith returns the variable that e is, or that e is a part of: x for x, x.f and x[i] where x is a struct or
// an array. What a pointer, a slice or a map leads to is no part of the variable. It returns nil for anything else.
func (p *Package) variableWith(e ast.Expr) types.Object {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
			continue
		case *ast.Ident:
			return p.Info.ObjectOf(x)
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			return nil
		}
		t := p.Info.Types[e].Type
		if t == nil {
			return nil
		}
		switch t.Underlying().(type) {
		case *types.Struct, *types.Array:
		default:
			return nil
		}
	}
}

// isPointer reports whether t is a pointer type.
func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// enclosedByLit reports whether cur lies in a function literal.
func enclosedByLit(cur inspector.Cursor) bool {
	for range cur.Enclosing((*ast.FuncLit)(nil)) {
		return true
	}
	return false
}

// MutableElsewhere reports whether the variable obj can change behind the back of the function that declares it: its
// address is taken, also by a method that has a pointer receiver, or a function literal sets it or a part of it.
func (p *Package) MutableElsewhere(obj types.Object) bool { return p.mutable[obj] }

// SetAgain reports whether something sets the variable obj, or a part of it, other than its declaration. A function
// literal that obj is not declared in cannot know when that happens.
func (p *Package) SetAgain(obj types.Object) bool { return p.setAgain[obj] }

// References returns the mentions of a function or method of one of the [interesting] packages, as "time.After" or
// "time.Timer.Stop", in source order.
func (p *Package) References(name string) []inspector.Cursor { return p.refs[name] }
