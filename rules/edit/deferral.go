package edit

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
)

// A Deferral is a deferred call that a fix wants to add, such as defer t.Stop() or defer cancel(), beside a
// statement of the function whose end is to end the timer or the context.
type Deferral struct {
	Site     flow.Site        // of the call that makes the timer or the context
	Stmt     inspector.Cursor // the statement beside which the deferred call is to stand
	InFront  bool             // it is to stand in front of Stmt; otherwise behind it
	Declares bool             // a variable is declared in the same place
	Once     bool             // Stmt is the outermost loop around Site, and one timer in front of it serves all passes
	AnyOrder bool             // the call may run twice, and before or after other deferred calls, as Stop may
}

// An Obstacle is why a deferred call may not be added in some place.
type Obstacle int

const (
	NoObstacle Obstacle = iota
	NotInList           // the statement has no neighbours: it is, say, the header of an if or a loop
	JumpedOver          // a goto jumps forward over the place, which it may not do over a declaration
	PassedBy            // a goto leads to the label of the statement, and so passes by what is put in front of it
	Repeated            // control may come here many times in one call of the function
)

// Obstacle says what stands against d, or NoObstacle: it is the one answer to "may a defer be put here?". Where
// several things stand against it, the first of this list is the answer.
//
//   - Position. A statement can be put beside another only in a list of statements: a block, or the body of a
//     case. A label belongs to its statement, so that what counts is where the outermost label stands; what is put
//     in front goes in front of the labels.
//
//   - Jumps over the place. A goto may not jump forward over a declaration of a variable in its block (Go
//     specification, "Goto statements"). Without a declaration such a goto does no harm behind the statement: it
//     passes by both, or by none of them, and where nothing is made, nothing has to be ended.
//
//   - Jumps to the label. In front of the statement, a goto to its label would lead into the middle: the statement
//     would run once more without the timer that was to be made for it. This does not matter for a place that is
//     to be passed once, in front of a loop.
//
//   - Loops. Each time that control comes here, one more call is deferred, and all of them run only when the
//     function ends: in the meantime they pile up, and what they end stays. Whether control can come back to the
//     site is a question for the graph. In front of the outermost loop around the site no other loop is left, and
//     only a goto can lead back. Where the answer is Repeated, the fixes put a plain call on each way out of the
//     pass instead (flow.ExitsOf).
//
// Two more questions are about the other deferred calls of the function, which run in the opposite order ("Defer
// statements"): MovesUp says whether a deferred call that does the same further down may go, and RunsAfter whether
// an earlier one sees the effect of the new one.
func (d Deferral) Obstacle() Obstacle {
	switch {
	case !code.InList(flow.OutermostLabel(d.Stmt)):
		return NotInList
	case d.Declares && flow.GotoOver(d.Stmt):
		return JumpedOver
	case d.Once && flow.GotoBehind(d.Stmt):
		return Repeated
	case d.Once:
		return NoObstacle
	case d.InFront && flow.GotoTo(d.Stmt):
		return PassedBy
	case d.Site.InLoop == rule.Yes:
		return Repeated
	}
	return NoObstacle
}

// MovesUp reports whether the deferred call own, further down in the same list of statements, may move up to the
// place of d. That it calls the same function there, with arguments that are known there, is for the caller to
// know.
//
// Between the two places no other call may be deferred: own ran ahead of that one, and would run behind it. Where a
// goto jumps over own, or leads back over it, it is not clear that it runs once for each time that control comes to
// d; then both calls stay, and the second of them does nothing. With AnyOrder none of this is asked: the caller
// answers for what the calls in between may see.
func (d Deferral) MovesUp(own inspector.Cursor) bool {
	if d.AnyOrder {
		return true
	}
	for c := range code.EnclosingFunc(d.Site.Cur).Preorder((*ast.DeferStmt)(nil)) {
		pos := c.Node().Pos()
		if code.EnclosingBody(c) == d.Site.Body && d.Stmt.Node().Pos() < pos && pos < own.Node().Pos() {
			return false
		}
	}
	return !flow.GotoOver(own) && !flow.GotoBehind(own)
}

// RunsAfter reports whether the call that the statement other defers may run after one that is deferred behind the
// node made of the graph of s: deferred calls run last in, first out, so it may if it was deferred before. One
// that control does not reach counts as deferred before.
func RunsAfter(s flow.Site, other inspector.Cursor, made ast.Node) bool {
	at, ok := s.Flow.Places[other.Node()]
	return !ok || s.Flow.Reaches(at, made)
}
