// Package edit changes decorated syntax trees as several rules need it: calls that make a timer, runs of statements that drain
// one, code on the ways out of a stretch, and names that are free.
package edit

import (
	"fmt"
	"go/ast"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// ErrOutdated says that something is not where the audit saw it.
func ErrOutdated(what string) error {
	return fmt.Errorf("find %s: the file is not the one that was audited; run unleak again", what)
}

// CallEdit is a fix of a call that makes a timer or ticker for its channel alone, as time.After does, at work on a tree: what is put around the call, and in its place, are
// templates, in which D stands for its duration.
type CallEdit struct {
	T        *rewrite.Tree
	Expand   func(string) string // of what else a template holds
	Call     *dst.CallExpr
	duration dst.Expr // nil once it was moved
}

func NewCallEdit(t *rewrite.Tree, call rewrite.Place, expand func(string) string) (*CallEdit, error) {
	n, ok := NodeAs[*dst.CallExpr](t, call)
	if !ok {
		return nil, ErrOutdated("call")
	}
	return &CallEdit{T: t, Expand: expand, Call: n, duration: n.Args[0]}, nil
}

func NodeAs[N dst.Node](t *rewrite.Tree, p rewrite.Place) (N, bool) {
	n, ok := t.Node(p)
	if !ok {
		var zero N
		return zero, false
	}
	as, ok := n.(N)
	return as, ok
}

// ReplaceChannel puts code where the call yielded a channel, and takes parentheses around it away.
func (e *CallEdit) ReplaceChannel(code string) error {
	x, err := e.T.Expr(e.Expand(code))
	if err != nil {
		return err
	}
	return ReplaceExpr(e.T, e.channel(), x)
}

// channel returns what yields the channel: the call, or the field C of what it returns, with parentheses.
func (e *CallEdit) channel() dst.Expr {
	var x dst.Expr = e.Call
	for {
		switch up := e.T.Parent(x).(type) {
		case *dst.ParenExpr:
			x = up
		case *dst.SelectorExpr:
			x = up
		default:
			return x
		}
	}
}

// CallInstead replaces the channel by a call of another function of package time, with the same argument.
func (e *CallEdit) CallInstead(name string) error {
	fun := e.Call.Fun
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
	if old == dst.Expr(e.Call) {
		return nil
	}
	return ReplaceExpr(e.T, old, e.Call)
}

// ReplaceExpr puts x where old stands.
func ReplaceExpr(t *rewrite.Tree, old, x dst.Expr) error {
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

// InsertBefore puts code in front of stmt, and insertAfter behind it. The first D of all code is the duration itself, with its
// comments; the others are copies.
func (e *CallEdit) InsertBefore(stmt dst.Stmt, code string) error {
	stmts, err := e.Stmts(code)
	if err != nil {
		return err
	}
	return e.T.InsertBefore(stmt, stmts...)
}

func (e *CallEdit) InsertAfter(stmt dst.Stmt, code string) error {
	stmts, err := e.Stmts(code)
	if err != nil {
		return err
	}
	return e.T.InsertAfter(stmt, stmts...)
}

func (e *CallEdit) Stmts(code string) ([]dst.Stmt, error) {
	stmts, err := e.T.Stmts(e.Expand(code))
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

func (e *CallEdit) takeDuration() dst.Expr {
	if d := e.duration; d != nil {
		e.duration = nil
		e.Call.Args[0] = rewrite.CloneWithoutComments(d)
		OneLine(e.Call.Args[0])
		return d
	}
	return rewrite.CloneWithoutComments(e.Call.Args[0])
}

// OneLine takes away the line breaks around e.
func OneLine(e dst.Expr) {
	decs := e.Decorations()
	decs.Before, decs.After = dst.None, dst.None
}

// Qualifier is what stands in front of names of package time where call calls one: "time.", "t.", or nothing behind a dot import.
func Qualifier(call *ast.CallExpr) string {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if id, ok := sel.X.(*ast.Ident); ok {
			return id.Name + "."
		}
	}
	return ""
}

// namesTaken holds the names in each function declaration, and those given to new variables.
var namesTaken = code.NewMemo(func() map[ast.Node]map[string]bool { return map[ast.Node]map[string]bool{} })

// FreshName returns base, or base with a number, such that neither it nor it with "Read" behind it is a name in the function
// declaration around s: then it can shadow nothing, and nothing can shadow it.
func FreshName(p *code.Package, s flow.Site, base string) string {
	var decl inspector.Cursor
	for c := range s.Cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
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

// RemoveBare takes a statement away, unless comments belong to it.
func RemoveBare(t *rewrite.Tree, s dst.Stmt) error {
	if d := s.Decorations(); len(d.Start)+len(d.End) > 0 {
		return nil
	}
	return t.ReplaceStmt(s)
}
