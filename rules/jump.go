package rules

import (
	"go/ast"
	"go/build/constraint"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A jump is a goto of a function.
type jump struct {
	from token.Pos // of the goto
	to   token.Pos // of the labelled statement
}

// jumps returns the gotos of the function around cur, literals inside it not included.
func jumps(cur inspector.Cursor) []jump {
	fn, body := enclosingFunc(cur), enclosingBody(cur)
	labels := map[string]token.Pos{}
	for l := range fn.Preorder((*ast.LabeledStmt)(nil)) {
		if enclosingBody(l) == body {
			labels[l.Node().(*ast.LabeledStmt).Label.Name] = l.Node().Pos()
		}
	}
	var out []jump
	for b := range fn.Preorder((*ast.BranchStmt)(nil)) {
		n := b.Node().(*ast.BranchStmt)
		if n.Tok == token.GOTO && n.Label != nil && enclosingBody(b) == body {
			out = append(out, jump{n.Pos(), labels[n.Label.Name]})
		}
	}
	return out
}

// labelTwice reports whether the function around cur declares a label more than once.
func labelTwice(cur inspector.Cursor) bool {
	body := enclosingBody(cur)
	seen := map[string]bool{}
	for l := range enclosingFunc(cur).Preorder((*ast.LabeledStmt)(nil)) {
		name := l.Node().(*ast.LabeledStmt).Label.Name
		if enclosingBody(l) == body && seen[name] {
			return true
		}
		seen[name] = seen[name] || enclosingBody(l) == body
	}
	return false
}

// outermostLabel returns the outermost label of the statement at cur, or cur.
func outermostLabel(cur inspector.Cursor) inspector.Cursor {
	for cur.ParentEdgeKind() == edge.LabeledStmt_Stmt {
		cur = cur.Parent()
	}
	return cur
}

// labelIsTarget reports whether a goto leads to the label of the select: it would pass by a statement in front of it.
func (h *hoist) labelIsTarget() bool {
	for c := range h.s.cur.Enclosing((*ast.SelectStmt)(nil)) {
		return gotoTo(c)
	}
	return false
}

// gotoTo reports whether a goto leads to a label of the statement at cur.
func gotoTo(cur inspector.Cursor) bool {
	first := outermostLabel(cur).Node().Pos()
	return slices.ContainsFunc(jumps(cur), func(j jump) bool { return first <= j.to && j.to < cur.Node().Pos() })
}

// gotoOver reports whether a goto jumps forward over the place in front of cur: it would jump over a declaration there
// (Go specification, "Goto statements").
func gotoOver(cur inspector.Cursor) bool {
	at := outermostLabel(cur).Node().Pos()
	for _, j := range jumps(cur) {
		if j.from < at && j.to >= at {
			return true
		}
	}
	return false
}

// gotoOverWait reports the same for the place in front of the wait.
func (h *hoist) gotoOverWait() bool {
	for c := range h.s.cur.Enclosing((*ast.SelectStmt)(nil)) {
		return gotoOver(c)
	}
	return true
}

// gotoBehind reports whether a goto leads from behind the place in front of cur back to before it: what stands there would be
// passed again and again, each time with another deferred call.
func gotoBehind(cur inspector.Cursor) bool {
	at := outermostLabel(cur).Node().Pos()
	for _, j := range jumps(cur) {
		if j.from > at && j.to < at {
			return true
		}
	}
	return false
}

// untouchable says why no function at cur is rewritten, or returns "".
func (p *Package) untouchable(cur inspector.Cursor) string {
	switch {
	case p.usesCgo(cur):
		return "the file uses cgo"
	case hasPragma(cur):
		return "the function has a //go: directive, which more calls could break"
	}
	return ""
}

// usesCgo reports whether the file around cur imports "C": its positions are those of generated code when it is built.
func (p *Package) usesCgo(cur inspector.Cursor) bool {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, i := range f.Node().(*ast.File).Imports {
			if i.Path.Value == `"C"` {
				return true
			}
		}
	}
	return false
}

// declares reports whether the function declaration around cur declares one of names.
func (p *Package) declares(cur inspector.Cursor, names ...string) bool {
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

// hasCommentBeside reports whether a comment stands in call but not inside its argument, with which it could move.
func (p *Package) hasCommentBeside(cur inspector.Cursor, call *ast.CallExpr) bool {
	arg := call.Args[0]
	for f := range cur.Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			if call.Pos() < group.Pos() && group.End() < call.End() && (group.Pos() < arg.Pos() || group.End() > arg.End()) {
				return true
			}
		}
	}
	return false
}

// hasPragma reports whether the function declaration around cur has a //go: directive, as //go:nosplit.
func hasPragma(cur inspector.Cursor) bool {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		doc := c.Node().(*ast.FuncDecl).Doc
		if doc == nil {
			return false
		}
		for _, line := range doc.List {
			if strings.HasPrefix(line.Text, "//go:") {
				return true
			}
		}
	}
	return false
}

// oldFile reports whether the build constraint of the file around cur can only hold before Go 1.23: whatever the module
// says, its timers are the old ones.
func (p *Package) oldFile(cur inspector.Cursor) bool {
	for f := range cur.Enclosing((*ast.File)(nil)) {
		file := f.Node().(*ast.File)
		for _, group := range file.Comments {
			for _, c := range group.List {
				if c.Pos() > file.Package || !constraint.IsGoBuild(c.Text) {
					continue
				}
				if x, err := constraint.Parse(c.Text); err == nil && neverSince(x, 23) {
					return true
				}
			}
		}
	}
	return false
}

// neverSince reports whether x cannot hold on Go 1.minor and later, whatever its other tags are.
func neverSince(x constraint.Expr, minor int) bool {
	value, known := evalSince(x, minor)
	return known && !value
}

// evalSince evaluates x on Go 1.minor and later, as far as that decides it: tags go1.1 to go1.minor hold.
func evalSince(x constraint.Expr, minor int) (value, known bool) {
	switch x := x.(type) {
	case *constraint.TagExpr:
		if n, ok := strings.CutPrefix(x.Tag, "go1."); ok {
			v, err := strconv.Atoi(n)
			return true, err == nil && v <= minor
		}
	case *constraint.NotExpr:
		value, known = evalSince(x.X, minor)
		return !value, known
	case *constraint.AndExpr:
		return evalBoth(x.X, x.Y, minor, false)
	case *constraint.OrExpr:
		return evalBoth(x.X, x.Y, minor, true)
	}
	return false, false
}

// evalBoth evaluates x && y, or x || y, of which one side equal to decides is enough.
func evalBoth(x, y constraint.Expr, minor int, decides bool) (value, known bool) {
	vx, kx := evalSince(x, minor)
	vy, ky := evalSince(y, minor)
	if kx && vx == decides || ky && vy == decides {
		return decides, true
	}
	return !decides, kx && ky
}
