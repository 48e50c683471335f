package edit

import (
	"github.com/dave/dst"

	"unleak/rewrite"
)

// A CallEdit changes a call whose result is used for its channel alone, as time.After(d) or time.NewTicker(d).C,
// and the code around it. It takes code as templates: D stands for the duration, the argument of the call, and
// Expand fills in the rest.
//
// The duration is in the file once, with its comments, and may be wanted many times: the first D of all templates
// is the duration itself, moved there, and the others are copies without comments, as is what the call keeps.
type CallEdit struct {
	T        *rewrite.Tree
	Expand   func(string) string // fills in what a template holds beside D, as the names of variables
	Call     *dst.CallExpr
	duration dst.Expr // the argument as it stands in the file; nil once it was moved
}

// NewCallEdit returns the CallEdit of the call at a place of t.
func NewCallEdit(t *rewrite.Tree, call rewrite.Place, expand func(string) string) (*CallEdit, error) {
	n, ok := NodeAs[*dst.CallExpr](t, call)
	if !ok {
		return nil, ErrOutdated("call")
	}
	return &CallEdit{T: t, Expand: expand, Call: n, duration: n.Args[0]}, nil
}

// ReplaceChannel puts code, an expression, where the call yielded a channel, and takes parentheses around it away.
func (e *CallEdit) ReplaceChannel(code string) error {
	x, err := e.T.Expr(e.Expand(code))
	if err != nil {
		return err
	}
	return ReplaceExpr(e.T, e.channel(), x)
}

// channel returns the expression that yields the channel, with the parentheses around it: the call, or the field C
// of its result.
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

// CallInstead puts a call of the function name of package time, with the same argument, in place of the channel.
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

// InsertBefore puts the statements of code in front of stmt.
func (e *CallEdit) InsertBefore(stmt dst.Stmt, code string) error {
	stmts, err := e.Stmts(code)
	if err != nil {
		return err
	}
	return e.T.InsertBefore(stmt, stmts...)
}

// InsertAfter puts the statements of code behind stmt.
func (e *CallEdit) InsertAfter(stmt dst.Stmt, code string) error {
	stmts, err := e.Stmts(code)
	if err != nil {
		return err
	}
	return e.T.InsertAfter(stmt, stmts...)
}

// Stmts returns the statements of code, with the duration where D stood: as the only argument of a call, the first
// value of an assignment, or the left operand of an operator.
func (e *CallEdit) Stmts(code string) ([]dst.Stmt, error) {
	stmts, err := e.T.Stmts(e.Expand(code))
	if err != nil {
		return nil, err
	}
	for _, s := range stmts {
		dst.Inspect(s, func(n dst.Node) bool {
			var at *dst.Expr
			switch n := n.(type) {
			case *dst.CallExpr:
				if len(n.Args) == 1 {
					at = &n.Args[0]
				}
			case *dst.AssignStmt:
				at = &n.Rhs[0]
			case *dst.BinaryExpr:
				at = &n.X
			}
			if at == nil || !isD(*at) {
				return true
			}
			*at = e.takeDuration()
			return false
		})
	}
	return stmts, nil
}

// isD reports whether e is the D of a template.
func isD(e dst.Expr) bool {
	id, ok := e.(*dst.Ident)
	return ok && id.Name == "D"
}

// takeDuration returns the duration itself the first time, and leaves a copy of it in the call; after that it
// returns copies.
func (e *CallEdit) takeDuration() dst.Expr {
	if d := e.duration; d != nil {
		e.duration = nil
		e.Call.Args[0] = rewrite.CloneWithoutComments(d)
		OneLine(e.Call.Args[0])
		return d
	}
	return rewrite.CloneWithoutComments(e.Call.Args[0])
}
