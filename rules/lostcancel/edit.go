package lostcancel

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/rule"
)

// change returns the change of the fix.
func (k *cancelFix) change() func(*rewrite.Tree) error {
	var steps []func(*rewrite.Tree) error
	name := ""
	if k.cancel != nil {
		name = k.cancel.Name()
	} else {
		name = edit.FreshName(k.p.Package, k.s, k.m.verb())
		steps = append(steps, k.named(name))
	}
	switch {
	case k.wraps:
		if !k.instead {
			steps = append(steps, k.deferring(name))
		}
		steps = append(steps, k.wrapped())
	case k.s.InLoop == rule.Yes:
		puts, code := edit.InsertAtExits(k.p.Package, k.exits, k.last), k.m.code(name)
		steps = append(steps, func(t *rewrite.Tree) error { return puts(t, code) })
		for _, ret := range k.results {
			steps = append(steps, k.computedFirst(ret, code))
		}
	default:
		steps = append(steps, k.deferring(name))
	}
	for _, d := range k.drops {
		if code.InList(d) {
			steps = append(steps, removal(rewrite.PlaceOf(k.p.Fset, d.Node())))
		}
	}
	if k.moves && !k.wraps {
		steps = append(steps, removal(rewrite.PlaceOf(k.p.Fset, k.own.Node())))
	}
	return func(t *rewrite.Tree) error {
		for _, step := range steps {
			if err := step(t); err != nil {
				return err
			}
		}
		return nil
	}
}

// computedFirst gives what the statement ret returns a name, so that code can come between.
func (k *cancelFix) computedFirst(ret inspector.Cursor, src string) func(*rewrite.Tree) error {
	at := rewrite.PlaceOf(k.p.Fset, ret.Node())
	var names []string
	results := code.FuncType(code.EnclosingFunc(k.s.Cur).Node()).Results
	for _, f := range results.List {
		name := "result"
		if id, ok := f.Type.(*ast.Ident); ok && id.Name == "error" {
			name = "err"
		}
		for range max(1, len(f.Names)) {
			names = append(names, edit.FreshName(k.p.Package, k.s, name))
		}
	}
	list := strings.Join(names, ", ")
	return func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[*dst.ReturnStmt](t, at)
		if !ok || len(n.Results) != 1 {
			return edit.ErrOutdated("return")
		}
		stmts, err := t.Stmts(list + " := 0\n" + src + "\nreturn " + list)
		if err != nil {
			return err
		}
		stmts[0].(*dst.AssignStmt).Rhs[0] = n.Results[0]
		return t.ReplaceStmt(n, stmts...)
	}
}

// removal takes the statement at a place away, unless comments belong to it.
func removal(at rewrite.Place) func(*rewrite.Tree) error {
	return func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[dst.Stmt](t, at)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		return edit.RemoveBare(t, n)
	}
}

// deferring puts the deferred call behind the statement.
func (k *cancelFix) deferring(name string) func(*rewrite.Tree) error {
	behind := rewrite.PlaceOf(k.p.Fset, k.after.Node())
	code := "defer " + k.m.code(name)
	if k.cleanup != "" {
		call := name
		if k.m.api == "context.WithCancelCause" {
			call = "func() { " + k.m.code(name) + " }"
		}
		code = k.cleanup + ".Cleanup(" + call + ")"
	}
	return func(t *rewrite.Tree) error {
		stmt, ok := edit.NodeAs[dst.Stmt](t, behind)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		stmts, err := t.Stmts(code)
		if err != nil {
			return err
		}
		return t.InsertAfter(stmt, stmts...)
	}
}

// named gives the cancel function a name instead of the blank identifier. An assignment becomes a declaration where that declares no other
// context, and else gets a declaration in front.
func (k *cancelFix) named(name string) func(*rewrite.Tree) error {
	made := rewrite.PlaceOf(k.p.Fset, k.stmt.Node())
	declare := ""
	define := false
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && a.Tok == token.ASSIGN {
		if define = k.sameScope(); !define {
			declare = fmt.Sprintf("var %s %s", name, k.cancelType())
		}
	}
	i := k.m.cancel
	return func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[dst.Stmt](t, made)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		switch n := n.(type) {
		case *dst.AssignStmt:
			id, ok := n.Lhs[i].(*dst.Ident)
			if !ok {
				return edit.ErrOutdated("variable")
			}
			id.Name = name
			if define {
				n.Tok = token.DEFINE
			}
		case *dst.DeclStmt:
			spec, ok := n.Decl.(*dst.GenDecl).Specs[0].(*dst.ValueSpec)
			if !ok {
				return edit.ErrOutdated("variable")
			}
			spec.Names[i].Name = name
		}
		if declare == "" {
			return nil
		}
		stmts, err := t.Stmts(declare)
		if err != nil {
			return err
		}
		return t.InsertBefore(n, stmts...)
	}
}

// sameScope reports whether the variables that the statement assigns are all declared in its own block, so that := declares none of them anew (Go
// specification, "Short variable declarations").
func (k *cancelFix) sameScope() bool {
	fn := code.EnclosingFunc(k.s.Cur)
	for _, l := range k.stmt.Node().(*ast.AssignStmt).Lhs {
		id, ok := l.(*ast.Ident)
		if !ok {
			return false
		}
		if id.Name == "_" {
			continue
		}
		obj := k.p.ObjectOf(id)
		if obj == nil || !code.IsLocal(obj) {
			return false
		}
		if body := code.BodyOf(fn.Node()); fn.Node().Pos() <= obj.Pos() && obj.Pos() < body.Pos() {
			if k.stmt.Parent().Node() != ast.Node(body) {
				return false
			}
			continue // a parameter
		}
		if decl, ok := k.declOf(obj); !ok || decl.Parent() != k.stmt.Parent() {
			return false
		}
	}
	return true
}

// cancelType names the type of the cancel function.
func (k *cancelFix) cancelType() string {
	name, _ := code.ContextImportName(k.s.Cur)
	if k.m.decl == nil && k.m.api != "signal.NotifyContext" {
		name = edit.Qualifier(k.s.Call)
	}
	if k.m.api == "context.WithCancelCause" {
		return name + "CancelCauseFunc"
	}
	return name + "CancelFunc"
}

// wrapped makes the rest of the block, from the statement on, a function literal that is called on the spot.
func (k *cancelFix) wrapped() func(*rewrite.Tree) error {
	made := rewrite.PlaceOf(k.p.Fset, k.stmt.Node())
	return func(t *rewrite.Tree) error {
		stmt, ok := edit.NodeAs[dst.Stmt](t, made)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		stmts, err := t.Stmts("func() {}()")
		if err != nil {
			return err
		}
		lit := stmts[0].(*dst.ExprStmt).X.(*dst.CallExpr).Fun.(*dst.FuncLit)
		return t.EncloseRest(stmt, stmts[0], lit.Body)
	}
}
