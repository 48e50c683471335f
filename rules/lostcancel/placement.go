package lostcancel

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// A placement is how the cancel function gets called in the fixed code: decide and decideInLoop choose one, and
// change carries it out.
type placement struct {
	kind placementKind

	// goes is a deferred call of the cancel function that the new one replaces, or nil: with deferred and inCleanup
	// it stands further down, and in effect moves up; with onExits it is deferred in the loop, and comes too late.
	goes *inspector.Cursor

	test    string             // inCleanup: the variable of the test
	exits   flow.Exits         // onExits: the ways out of the pass
	last    ast.Stmt           // onExits: the statement behind which exits.End is
	results []inspector.Cursor // onExits: returns whose results use the context, and have to be computed before it ends
	defers  bool               // inLiteral: the rest of the block has the deferred call already
}

// A placementKind is one of the ways in which the cancel function gets called.
type placementKind int

const (
	deferred  placementKind = iota // deferred right behind the statement that makes the context
	inCleanup                      // called when the test ends whose subtests use the context
	onExits                        // called on each way out of the pass of the loop
	inLiteral                      // deferred in a function literal that the rest of the block becomes, called on the spot
)

// decide chooses the placement, and says how far the fix can be trusted. The change of the fix is not made yet.
func (k *cancelFix) decide(l loss) (placement, rewrite.Fix) {
	if k.deferral.Obstacle() == edit.Repeated {
		return k.decideInLoop(l)
	}
	fn := code.EnclosingFunc(k.site.Cur).Node()
	e := k.escape(k.lifetime(), fn.Pos(), fn.End())
	reason := k.p.FirstRefusal(
		precondition("is the context out of reach for others when the function ends?", func() string { return e.Refused }),
		precondition("is the context this function's to cancel?", func() string {
			if e.Doubts() == "" || !k.onlyOnError() {
				return ""
			}
			return "it is called where the function returns an error, and only there: " +
				"else somebody may have taken the context over"
		}))
	if reason != "" {
		return placement{}, refused(reason)
	}
	how := placement{kind: deferred, goes: k.own}
	if e.Subtests != "" {
		how.kind, how.test = inCleanup, e.Subtests
	}
	return how, k.level(e)
}

// level says whether what e found leaves a doubt.
func (k *cancelFix) level(e *value.Escape) rewrite.Fix {
	if k.p.Ask("does cancelling it have another effect?", k.site.api == "signal.NotifyContext") {
		return review("from the end of the function on, the signals end the program again")
	}
	const question = "may others hold the context in a way that is not followed?"
	doubts := e.Doubts()
	if doubts == "" {
		k.p.Note(question, "no")
		return rewrite.Fix{Level: rewrite.Safe}
	}
	k.p.Note(question, "yes: "+doubts)
	if k.p.Ask("does the function cancel it anyway when all goes well?", k.endsAnyway(e)) {
		return rewrite.Fix{Level: rewrite.Safe}
	}
	return review(doubts)
}

// review is a fix for a person to look at, because of reason.
func review(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.Review, Reason: reason} }
