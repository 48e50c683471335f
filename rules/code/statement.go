package code

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// InList reports whether cur is a statement among others: not the header of a statement, nor behind a label or an
// else.
func InList(cur inspector.Cursor) bool {
	switch cur.ParentEdgeKind() {
	case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		_, ok := cur.Node().(ast.Stmt)
		return ok
	}
	return false
}

// IsSet reports whether id is where a variable is declared or set, as opposed to read.
func IsSet(id inspector.Cursor) bool {
	switch id.ParentEdgeKind() {
	case edge.Field_Names, edge.ValueSpec_Names, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return true
	}
	up := ClimbParens(id)
	return up.ParentEdgeKind() == edge.AssignStmt_Lhs
}

// Negation strips parentheses and negations from e.
func Negation(e ast.Expr) (inner ast.Expr, negated bool) {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.UnaryExpr:
			if x.Op != token.NOT {
				return e, negated
			}
			e, negated = x.X, !negated
		default:
			return e, negated
		}
	}
}

// CallIn returns the call that the statement stmt consists of, if it is nothing but a call.
func CallIn(stmt ast.Node) (call *ast.CallExpr, ok bool) {
	s, ok := stmt.(*ast.ExprStmt)
	if !ok {
		return nil, false
	}
	call, ok = ast.Unparen(s.X).(*ast.CallExpr)
	return call, ok
}

// IsBlank reports whether e is the blank identifier.
func IsBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// AssignsBlank reports whether cur is the right side of _ = cur.
func AssignsBlank(cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	n, ok := cur.Parent().Node().(*ast.AssignStmt)
	return ok && kind == edge.AssignStmt_Rhs && i < len(n.Lhs) && IsBlank(n.Lhs[i])
}

// ErrorCheck returns the if statement that compares what the assignment at cur set with nil, as err != nil: the next
// statement, or the one that has the assignment for its header.
func (p *Package) ErrorCheck(cur inspector.Cursor) (check *ast.IfStmt, ok bool) {
	a, ok := cur.Node().(*ast.AssignStmt)
	if !ok {
		return nil, false
	}
	if next, found := cur.NextSibling(); found {
		check, _ = next.Node().(*ast.IfStmt)
		if check != nil && check.Init != nil {
			check = nil
		}
	}
	if n, isIf := cur.Parent().Node().(*ast.IfStmt); isIf && n.Init == ast.Stmt(a) {
		check = n
	}
	if check == nil {
		return nil, false
	}
	cond, ok := ast.Unparen(check.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !p.IsNil(cond.Y) {
		return nil, false
	}
	r, ok := p.RefOf(cond.X)
	return check, ok && p.Assigns(a, r)
}

// ReceiveOperand returns the channel that stmt receives from, parentheses stripped, if it is
// nothing but a receive: <-c, v := <-c, v, ok = <-c.
func ReceiveOperand(stmt ast.Stmt) ast.Expr {
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

// Measured reports whether cur stands in len(cur) or cap(cur).
func Measured(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	id, ok := cur.Parent().Node().(*ast.CallExpr).Fun.(*ast.Ident)
	return ok && (id.Name == "len" || id.Name == "cap")
}

// HasCall reports whether evaluating e calls anything but conversions and functions of the language that only
// compute, or receives.
func (p *Package) HasCall(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			builtin, _ := p.ObjectOf(call.Fun).(*types.Builtin)
			if !p.Info.Types[call.Fun].IsType() && (builtin == nil || !computesOnly[builtin.Name()]) {
				yes = true
			}
		}
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.ARROW {
			yes = true
		}
		return !yes
	})
	return yes
}

// computesOnly are the functions of the language, but for those of package unsafe, that change nothing that was there
// before. append is none of them: it writes into the array of its argument, where that has room.
var computesOnly = map[string]bool{
	"len": true, "cap": true, "min": true, "max": true, "real": true, "imag": true, "complex": true, "new": true, "make": true,
}

// HasFuncLit reports whether e contains a function literal.
func HasFuncLit(e ast.Expr) bool {
	yes := false
	ast.Inspect(e, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			yes = true
		}
		return !yes
	})
	return yes
}

// StatementAt returns the innermost statement around cur.
func StatementAt(cur inspector.Cursor) inspector.Cursor {
	for c := range cur.Enclosing() {
		if _, ok := c.Node().(ast.Stmt); ok {
			return c
		}
	}
	return cur
}

// ReceivesFrom reports whether n, outside function literals, receives from r.
func (p *Package) ReceivesFrom(n ast.Node, r Ref) bool {
	return p.Receives(n, func(e ast.Expr) bool {
		got, ok := p.RefOf(e)
		return ok && got == r
	})
}

// Receives reports whether n, outside function literals, receives from a channel for which ok holds.
func (p *Package) Receives(n ast.Node, ok func(ast.Expr) bool) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if u, isUnary := n.(*ast.UnaryExpr); isUnary && u.Op == token.ARROW && ok(ast.Unparen(u.X)) {
			yes = true
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	return yes
}

// Assigns reports whether the statement n assigns r.
func (p *Package) Assigns(n ast.Node, r Ref) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			if got, ok := p.RefOf(l); ok && got == r {
				return true
			}
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			if p.ObjectOf(name) == r.Obj {
				return true
			}
		}
	}
	return false
}

// CallsMethod reports whether n calls the method called name on r, in a deferred literal or outside literals.
func (p *Package) CallsMethod(n ast.Node, r Ref, name string) bool {
	yes := false
	_, isDefer := n.(*ast.DeferStmt)
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if got, ok := p.MethodOn(n, name); ok && got == r {
				yes = true
			}
		case *ast.FuncLit:
			return isDefer
		}
		return true
	})
	return yes
}

// Uses reports whether n mentions obj, function literals included.
func (p *Package) Uses(n ast.Node, obj types.Object) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && p.Info.Uses[id] == obj {
			yes = true
		}
		return !yes
	})
	return yes
}
