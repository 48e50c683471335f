package rules

import (
	"fmt"
	"go/ast"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// errOutdated says that something is not where the audit saw it.
func errOutdated(what string) error {
	return fmt.Errorf("find %s: the file is not the one that was audited; run unleak again", what)
}

// callEdit is a fix of a call that makes a timer or ticker for its channel alone, as time.After does, at work on a tree: what is put around the call, and in its place, are
// templates, in which D stands for its duration.
type callEdit struct {
	t        *rewrite.Tree
	expand   func(string) string // of what else a template holds
	call     *dst.CallExpr
	duration dst.Expr // nil once it was moved
}

func newCallEdit(t *rewrite.Tree, call rewrite.Place, expand func(string) string) (*callEdit, error) {
	n, ok := nodeAs[*dst.CallExpr](t, call)
	if !ok {
		return nil, errOutdated("call")
	}
	return &callEdit{t: t, expand: expand, call: n, duration: n.Args[0]}, nil
}

func nodeAs[N dst.Node](t *rewrite.Tree, p rewrite.Place) (N, bool) {
	n, ok := t.Node(p)
	if !ok {
		var zero N
		return zero, false
	}
	as, ok := n.(N)
	return as, ok
}

// replaceChannel puts code where the call yielded a channel, and takes parentheses around it away.
func (e *callEdit) replaceChannel(code string) error {
	x, err := e.t.Expr(e.expand(code))
	if err != nil {
		return err
	}
	return replaceExpr(e.t, e.channel(), x)
}

// channel returns what yields the channel: the call, or the field C of what it returns, with parentheses.
func (e *callEdit) channel() dst.Expr {
	var x dst.Expr = e.call
	for {
		switch up := e.t.Parent(x).(type) {
		case *dst.ParenExpr:
			x = up
		case *dst.SelectorExpr:
			x = up
		default:
			return x
		}
	}
}

// callInstead replaces the channel by a call of another function of package time, with the same argument.
func (e *callEdit) callInstead(name string) error {
	fun := e.call.Fun
	for {
		paren, ok := fun.(*dst.ParenExpr)
		if !ok {
			break
		}
		fun = paren.X
	}
	switch fun := fun.(type) {
	case *dst.SelectorExpr:
		fun.Sel.Name = name
	case *dst.Ident:
		fun.Name = name
	}
	old := e.channel()
	if old == dst.Expr(e.call) {
		return nil
	}
	return replaceExpr(e.t, old, e.call)
}

// replaceExpr puts x where old stands.
func replaceExpr(t *rewrite.Tree, old, x dst.Expr) error {
	switch parent := t.Parent(old).(type) {
	case *dst.UnaryExpr:
		parent.X = x
	case *dst.ParenExpr:
		parent.X = x
	case *dst.RangeStmt:
		parent.X = x
	case *dst.AssignStmt:
		for i := range parent.Rhs {
			if parent.Rhs[i] == old {
				parent.Rhs[i] = x
			}
		}
	case *dst.ValueSpec:
		for i := range parent.Values {
			if parent.Values[i] == old {
				parent.Values[i] = x
			}
		}
	default:
		return fmt.Errorf("replace expression: it stands in a %T", parent)
	}
	return nil
}

// insertBefore puts code in front of stmt, and insertAfter behind it. The first D of all code is the duration itself, with its
// comments; the others are copies.
func (e *callEdit) insertBefore(stmt dst.Stmt, code string) error {
	stmts, err := e.stmts(code)
	if err != nil {
		return err
	}
	return e.t.InsertBefore(stmt, stmts...)
}

func (e *callEdit) insertAfter(stmt dst.Stmt, code string) error {
	stmts, err := e.stmts(code)
	if err != nil {
		return err
	}
	return e.t.InsertAfter(stmt, stmts...)
}

func (e *callEdit) stmts(code string) ([]dst.Stmt, error) {
	stmts, err := e.t.Stmts(e.expand(code))
	if err != nil {
		return nil, err
	}
	for _, s := range stmts {
		dst.Inspect(s, func(n dst.Node) bool {
			switch n := n.(type) {
			case *dst.CallExpr:
				if len(n.Args) == 1 && isD(n.Args[0]) {
					n.Args[0] = e.takeDuration()
					return false
				}
			case *dst.AssignStmt:
				if isD(n.Rhs[0]) {
					n.Rhs[0] = e.takeDuration()
					return false
				}
			case *dst.BinaryExpr:
				if isD(n.X) {
					n.X = e.takeDuration()
					return false
				}
			}
			return true
		})
	}
	return stmts, nil
}

func isD(e dst.Expr) bool {
	id, ok := e.(*dst.Ident)
	return ok && id.Name == "D"
}

func (e *callEdit) takeDuration() dst.Expr {
	if d := e.duration; d != nil {
		e.duration = nil
		e.call.Args[0] = rewrite.CloneWithoutComments(d)
		oneLine(e.call.Args[0])
		return d
	}
	return rewrite.CloneWithoutComments(e.call.Args[0])
}

// oneLine takes away the line breaks around e.
func oneLine(e dst.Expr) {
	decs := e.Decorations()
	decs.Before, decs.After = dst.None, dst.None
}

// qualifier is what stands in front of names of package time where call calls one: "time.", "t.", or nothing behind a dot import.
func qualifier(call *ast.CallExpr) string {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if id, ok := sel.X.(*ast.Ident); ok {
			return id.Name + "."
		}
	}
	return ""
}

// namesTaken holds the names in each function declaration, and those given to new variables.
var namesTaken = NewMemo(func() map[ast.Node]map[string]bool { return map[ast.Node]map[string]bool{} })

// freshName returns base, or base with a number, such that neither it nor it with "Read" behind it is a name in the function
// declaration around s: then it can shadow nothing, and nothing can shadow it.
func (p *Package) freshName(s site, base string) string {
	var decl inspector.Cursor
	for c := range s.cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		decl = c
	}
	names := namesTaken.Of(p)
	taken := names[decl.Node()]
	if taken == nil {
		taken = map[string]bool{}
		for id := range decl.Preorder((*ast.Ident)(nil)) {
			if id.ParentEdgeKind() != edge.SelectorExpr_Sel { // x.timer is no variable
				taken[id.Node().(*ast.Ident).Name] = true
			}
		}
		names[decl.Node()] = taken
	}
	name := base
	for i := 2; taken[name] || taken[name+"Read"]; i++ {
		name = fmt.Sprint(base, i)
	}
	taken[name] = true
	return name
}
