package rules

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// The code of the shapes. $ stands for the timer's name, @ for the qualifier of package time, and D for the duration.
var shapes = map[shape]struct {
	before string // in front of the outermost loop
	arm    string // in front of the wait
	fired  string // first in the timer's clause
}{
	// Since Go 1.23 Reset discards a value that was not received (documentation of time.Timer.Reset), so that a
	// Reset in front of each wait makes it wait for the whole duration, as a new timer would.
	shapeReset: {
		before: "$ := @NewTimer(D)\ndefer $.Stop()",
		arm:    "$.Reset(D)",
	},
	// Before Go 1.23 a timer that fired has sent, or will send, exactly one value. Stop tells whether it fired, and $Read
	// whether the value was received, so that the drain waits for a value that surely comes.
	shapeDrain: {
		before: "$ := @NewTimer(D)\ndefer $.Stop()\n$Read := false",
		arm:    "if !$.Stop() && !$Read {\n<-$.C\n}\n$Read = false\n$.Reset(D)",
		fired:  "$Read = true",
	},
	// Stop returns true only if no value was sent or will be, on every version: then the timer can be set again. Otherwise its
	// channel may hold an old value, and is given up. The deferred call is a closure since the timer may be another one by then.
	shapeReplace: {
		before: "$ := @NewTimer(D)\ndefer func() { $.Stop() }()",
		arm:    "if $.Stop() {\n$.Reset(D)\n} else {\n$ = @NewTimer(D) // it fired: its channel may hold an old tick\n}",
	},
	// Nothing is armed, and no duration evaluated, before the program would have done so. Reset is right where the timer
	// was received from, which every way back to the wait has done if at most one is outstanding; and always since Go 1.23.
	shapeLazy: {
		before: "var $ *@Timer // armed by the first wait\ndefer func() {\nif $ != nil {\n$.Stop()\n}\n}()",
		arm:    "if $ == nil {\n$ = @NewTimer(D)\n} else {\n$.Reset(D)\n}",
	},
	shapeLazyAny: {
		before: "var $ *@Timer // armed by the first wait\ndefer func() {\nif $ != nil {\n$.Stop()\n}\n}()",
		arm:    "if $ != nil && $.Stop() {\n$.Reset(D)\n} else {\n$ = @NewTimer(D)\n}",
	},
	// As before, but for a Stop where another clause wins: nothing outlives the pass.
	shapeFresh: {
		arm: "$ := @NewTimer(D)",
	},
}

// change returns the change that gives h its shape.
func (h *hoist) change() func(*rewrite.Tree) error {
	p := h.p
	call := rewrite.PlaceOf(p.Fset, h.s.cur.Node())
	loop := rewrite.PlaceOf(p.Fset, h.loop.Node())
	wait := rewrite.PlaceOf(p.Fset, h.wait)
	code := shapes[h.shape]
	expand := strings.NewReplacer("$", h.name, "@", qualifier(h.s.call)).Replace
	return func(t *rewrite.Tree) error {
		e := &hoistEdit{t: t, expand: expand}
		var ok [3]bool
		e.call, ok[0] = nodeAs[*dst.CallExpr](t, call)
		e.loop, ok[1] = nodeAs[dst.Stmt](t, loop)
		e.wait, ok[2] = nodeAs[dst.Stmt](t, wait)
		if !ok[0] || !ok[1] || !ok[2] {
			return fmt.Errorf("find time.After: the file is not the one that was audited")
		}
		e.duration = e.call.Args[0]
		if sel, ok := e.wait.(*dst.SelectStmt); ok {
			e.inClauses(sel, code.fired, h.shape == shapeFresh)
		}
		if err := e.useChannel(); err != nil {
			return err
		}
		if err := e.insert(e.wait, code.arm); err != nil {
			return err
		}
		return e.insert(e.loop, code.before)
	}
}

// hoistEdit is a hoist at work on a tree.
type hoistEdit struct {
	t        *rewrite.Tree
	expand   func(string) string
	call     *dst.CallExpr
	loop     dst.Stmt
	wait     dst.Stmt
	duration dst.Expr // nil once it was moved
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

// useChannel puts timer.C where time.After stood, and takes parentheses around the call away.
func (e *hoistEdit) useChannel() error {
	channel, err := e.t.Expr(e.expand("$.C"))
	if err != nil {
		return err
	}
	var old dst.Expr = e.call
	for {
		paren, ok := e.t.Parent(old).(*dst.ParenExpr)
		if !ok {
			break
		}
		old = paren
	}
	switch parent := e.t.Parent(old).(type) {
	case *dst.UnaryExpr:
		parent.X = channel
	case *dst.AssignStmt:
		parent.Rhs[0] = channel
	default:
		return fmt.Errorf("replace time.After: it stands in a %T", parent)
	}
	return nil
}

// inClauses adds what the clauses of the select have to do.
func (e *hoistEdit) inClauses(sel *dst.SelectStmt, fired string, stopOthers bool) {
	around := map[dst.Node]bool{}
	for n := dst.Node(e.call); n != nil; n = e.t.Parent(n) {
		around[n] = true
	}
	for _, c := range sel.Body.List {
		clause := c.(*dst.CommClause)
		mine := clause.Comm != nil && around[clause.Comm]
		code := fired
		if !mine {
			code = ""
			if stopOthers {
				code = "$.Stop()"
			}
		}
		if code != "" {
			stmts, _ := e.t.Stmts(e.expand(code))
			clause.Body = append(stmts, clause.Body...)
		}
	}
}

// insert puts code in front of stmt. The first D of all code is the duration itself, with its comments; the others are copies.
func (e *hoistEdit) insert(stmt dst.Stmt, code string) error {
	if code == "" {
		return nil
	}
	stmts, err := e.t.Stmts(e.expand(code))
	if err != nil {
		return err
	}
	for _, s := range stmts {
		dst.Inspect(s, func(n dst.Node) bool {
			call, ok := n.(*dst.CallExpr)
			if ok && len(call.Args) == 1 {
				if id, ok := call.Args[0].(*dst.Ident); ok && id.Name == "D" {
					call.Args[0] = e.takeDuration()
					return false
				}
			}
			return true
		})
	}
	return e.t.InsertBefore(stmt, stmts...)
}

func (e *hoistEdit) takeDuration() dst.Expr {
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

// freshName returns base, or base with a number, such that neither it nor it with "Read" behind it is a name in the function
// declaration around s: then it can shadow nothing, and nothing can shadow it.
func (p *Package) freshName(s site, base string) string {
	var decl inspector.Cursor
	for c := range s.cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		decl = c
	}
	taken := p.names[decl.Node()]
	if taken == nil {
		taken = map[string]bool{}
		for id := range decl.Preorder((*ast.Ident)(nil)) {
			if id.ParentEdgeKind() != edge.SelectorExpr_Sel { // x.timer is no variable
				taken[id.Node().(*ast.Ident).Name] = true
			}
		}
		p.names[decl.Node()] = taken
	}
	name := base
	for i := 2; taken[name] || taken[name+"Read"]; i++ {
		name = fmt.Sprint(base, i)
	}
	taken[name] = true
	return name
}
