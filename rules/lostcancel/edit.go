package lostcancel

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
)

// change returns the change that gets the cancel function called as how says.
func (k *cancelFix) change(how placement) func(*rewrite.Tree) error {
	var steps []func(*rewrite.Tree) error
	var name string
	if k.cancel != nil {
		name = k.cancel.Name()
	} else {
		name = edit.FreshName(k.p, k.site.Site, k.site.verb())
		steps = append(steps, k.named(name))
	}
	call := k.site.callOf(name)
	behind := rewrite.PlaceOf(k.p.Fset, k.after.Node())
	switch how.kind {
	case deferred:
		steps = append(steps, edit.InsertBehind(behind, "defer "+call))
	case inCleanup:
		steps = append(steps, edit.InsertBehind(behind, how.test+".Cleanup("+k.asFunc(name)+")"))
	case inLiteral:
		if !how.defers {
			steps = append(steps, edit.InsertBehind(behind, "defer "+call))
		}
		steps = append(steps, k.wrapped())
	case onExits:
		puts := edit.InsertAtExits(k.p, how.exits, how.last)
		steps = append(steps, func(t *rewrite.Tree) error { return puts(t, call) })
		for _, ret := range how.results {
			steps = append(steps, k.computedFirst(ret, call))
		}
	}
	for _, d := range k.drops {
		if code.InList(d) {
			steps = append(steps, edit.Remove(rewrite.PlaceOf(k.p.Fset, d.Node())))
		}
	}
	if how.goes != nil {
		steps = append(steps, edit.Remove(rewrite.PlaceOf(k.p.Fset, how.goes.Node())))
	}
	return edit.InOrder(steps...)
}

// asFunc is code for the cancel function that the variable name holds, as a value of type func().
func (k *cancelFix) asFunc(name string) string {
	if k.site.api == "context.WithCancelCause" {
		return "func() { " + k.site.callOf(name) + " }"
	}
	return name
}

// computedFirst gives names to the results of the call that the statement ret returns, so that call, the code that
// calls the cancel function, can stand between the two.
func (k *cancelFix) computedFirst(ret inspector.Cursor, call string) func(*rewrite.Tree) error {
	at := rewrite.PlaceOf(k.p.Fset, ret.Node())
	list := strings.Join(k.resultNames(), ", ")
	return func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[*dst.ReturnStmt](t, at)
		if !ok || len(n.Results) != 1 {
			return edit.ErrOutdated("return")
		}
		stmts, err := t.Stmts(list + " := 0\n" + call + "\nreturn " + list)
		if err != nil {
			return err
		}
		stmts[0].(*dst.AssignStmt).Rhs[0] = n.Results[0] // in place of the 0
		return t.ReplaceStmt(n, stmts...)
	}
}

// resultNames returns a free name for each result of the function.
func (k *cancelFix) resultNames() (names []string) {
	for _, f := range code.FuncType(code.EnclosingFunc(k.site.Cur).Node()).Results.List {
		name := "result"
		if id, ok := f.Type.(*ast.Ident); ok && id.Name == "error" {
			name = "err"
		}
		for range max(1, len(f.Names)) {
			names = append(names, edit.FreshName(k.p, k.site.Site, name))
		}
	}
	return names
}

// named gives the cancel function a name instead of the blank identifier. An assignment becomes a declaration where
// that would not declare another context, and gets a declaration of the cancel function in front of it otherwise.
func (k *cancelFix) named(name string) func(*rewrite.Tree) error {
	made := rewrite.PlaceOf(k.p.Fset, k.stmt.Node())
	declare := ""
	define := k.assigns() && k.sameScope()
	if k.assigns() && !define {
		declare = "var " + name + " " + k.cancelType()
	}
	i := k.site.cancel
	return func(t *rewrite.Tree) error {
		n, ok := edit.NodeAs[dst.Stmt](t, made)
		if !ok {
			return edit.ErrOutdated("statement")
		}
		id := nameAt(n, i)
		if id == nil {
			return edit.ErrOutdated("variable")
		}
		id.Name = name
		if define {
			n.(*dst.AssignStmt).Tok = token.DEFINE
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

// nameAt returns variable number i of those that the statement n sets, or nil.
func nameAt(n dst.Stmt, i int) *dst.Ident {
	switch n := n.(type) {
	case *dst.AssignStmt:
		id, _ := n.Lhs[i].(*dst.Ident)
		return id
	case *dst.DeclStmt:
		if spec, ok := n.Decl.(*dst.GenDecl).Specs[0].(*dst.ValueSpec); ok {
			return spec.Names[i]
		}
	}
	return nil
}

// sameScope reports whether the variables that the statement assigns are all declared in its own block, so that :=
// declares none of them anew (Go specification, "Short variable declarations").
func (k *cancelFix) sameScope() bool {
	fn := code.EnclosingFunc(k.site.Cur).Node()
	body := code.BodyOf(fn)
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
		if isParam := fn.Pos() <= obj.Pos() && obj.Pos() < body.Pos(); isParam {
			if k.stmt.Parent().Node() != ast.Node(body) {
				return false
			}
			continue
		}
		if decl, ok := k.declOf(obj); !ok || decl.Parent() != k.stmt.Parent() {
			return false
		}
	}
	return true
}

// cancelType names the type of the cancel function. Package context goes by the name under which the statement
// calls it, or, where the statement calls another function that does so, by that of its import.
func (k *cancelFix) cancelType() string {
	name, _ := code.ContextImportName(k.site.Cur)
	if k.site.wrapper == nil && k.site.api != "signal.NotifyContext" {
		name = edit.Qualifier(k.site.Call)
	}
	if k.site.api == "context.WithCancelCause" {
		return name + "CancelCauseFunc"
	}
	return name + "CancelFunc"
}

// wrapped makes the rest of the block, from the statement that makes the context on, a function literal that is
// called on the spot.
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
