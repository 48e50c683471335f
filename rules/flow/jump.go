package flow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
)

// A jump is a goto of a function.
type jump struct {
	from token.Pos // of the goto
	to   token.Pos // of the labelled statement
}

// Jumps returns the gotos of the function around cur, literals inside it not included.
func Jumps(cur inspector.Cursor) []jump {
	fn, body := code.EnclosingFunc(cur), code.EnclosingBody(cur)
	labels := map[string]token.Pos{}
	for l := range fn.Preorder((*ast.LabeledStmt)(nil)) {
		if code.EnclosingBody(l) == body {
			labels[l.Node().(*ast.LabeledStmt).Label.Name] = l.Node().Pos()
		}
	}
	var out []jump
	for b := range fn.Preorder((*ast.BranchStmt)(nil)) {
		n := b.Node().(*ast.BranchStmt)
		if n.Tok == token.GOTO && n.Label != nil && code.EnclosingBody(b) == body {
			out = append(out, jump{n.Pos(), labels[n.Label.Name]})
		}
	}
	return out
}

// labelTwice reports whether the function around cur declares a label more than once.
func labelTwice(cur inspector.Cursor) bool {
	body := code.EnclosingBody(cur)
	seen := map[string]bool{}
	for l := range code.EnclosingFunc(cur).Preorder((*ast.LabeledStmt)(nil)) {
		name := l.Node().(*ast.LabeledStmt).Label.Name
		if code.EnclosingBody(l) == body && seen[name] {
			return true
		}
		seen[name] = seen[name] || code.EnclosingBody(l) == body
	}
	return false
}

// OutermostLabel returns the outermost label of the statement at cur, or cur.
func OutermostLabel(cur inspector.Cursor) inspector.Cursor {
	for cur.ParentEdgeKind() == edge.LabeledStmt_Stmt {
		cur = cur.Parent()
	}
	return cur
}

// GotoTo reports whether a goto leads to a label of the statement at cur.
func GotoTo(cur inspector.Cursor) bool {
	first := OutermostLabel(cur).Node().Pos()
	return slices.ContainsFunc(Jumps(cur), func(j jump) bool { return first <= j.to && j.to < cur.Node().Pos() })
}

// GotoOver reports whether a goto jumps forward over the place in front of cur: it would jump over a declaration there
// (Go specification, "Goto statements").
func GotoOver(cur inspector.Cursor) bool {
	at := OutermostLabel(cur).Node().Pos()
	for _, j := range Jumps(cur) {
		if j.from < at && j.to >= at {
			return true
		}
	}
	return false
}

// GotoBehind reports whether a goto behind the place in front of cur leads back to before that place. A defer
// statement put there would be run again and again, each time for another deferred call.
func GotoBehind(cur inspector.Cursor) bool {
	at := OutermostLabel(cur).Node().Pos()
	for _, j := range Jumps(cur) {
		if j.from > at && j.to < at {
			return true
		}
	}
	return false
}
