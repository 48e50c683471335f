package lostcancel

import (
	"go/ast"
	"strings"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// An effect is what the program has to live with once the cancel function is lost.
type effect struct {
	class rule.Class
	note  string // of the finding
	words string // as they follow the words of the loss
}

// The effects, harmless ones in the middle. The last four are leaks, one for each kind of source.
var (
	goroutineStays = effect{rule.Bug, "", ", so the goroutine that waits for the context can never be stopped"}
	// A child of a root context registers with nobody: context.Background and context.TODO are never cancelled
	// (context.propagateCancel).
	nothingHeld    = effect{rule.Fine, "", "; nothing else refers to a child of the root context, so nothing leaks"}
	programEnds    = effect{rule.Fine, "function lifetime", "; the program ends with this function"}
	madeOnce       = effect{rule.Fine, "function lifetime", "; it is made once, when the program starts"}
	endsWithParent = effect{rule.Fine, "", "; its parent is cancelled when the function ends, and the context with it"}

	registeredFunc    = effect{rule.Leak, "", ": the function stays registered with the context until that ends"}
	redirectedSignals = effect{rule.Leak, "",
		": the signals stay redirected, and the context registered with its parent, until that ends"}
	registeredContext = effect{rule.Leak, "", ": the context stays registered with its parent until that ends"}
	registeredTimer   = effect{rule.Leak, "", ": the context and its timer stay until the deadline"}
)

// effectOf says what the loss of the cancel function leads to.
func effectOf(p *rule.Pass, c lostCancel) effect {
	isCancel := strings.HasPrefix(c.api, "context.WithCancel")
	loops := c.InLoop == rule.Yes
	isNeverCalled := c.how == blank || c.how == discarded
	switch {
	case isCancel && p.Ask("is the parent a root context, which never ends?", isRootContext(p.Package, c.apiCall())):
		if isNeverCalled && p.Ask("does a goroutine go on with the context?", leavesGoroutine(p, c)) {
			return goroutineStays
		}
		return nothingHeld
	case !loops && p.Ask("does the function run once in the life of the program?", runsOnce(p, c)):
		if code.FuncName(c.Cur) == "init" {
			return madeOnce
		}
		return programEnds
	case !loops && p.Ask("does the function cancel the parent in any case?", cancelsParent(p.Package, c.Site)):
		return endsWithParent
	case c.api == "context.AfterFunc":
		return registeredFunc
	case c.api == "signal.NotifyContext":
		return redirectedSignals
	case isCancel:
		return registeredContext
	}
	return registeredTimer
}

// runsOnce reports whether the context is made in main, TestMain or init.
func runsOnce(p *rule.Pass, c lostCancel) bool {
	return p.IsMain(c.Cur) || code.FuncName(c.Cur) == "TestMain"
}

// leavesGoroutine reports whether a go statement of the function gets the context that is made at c, or uses it,
// and the goroutine is not known to be over when the function is: a fix that cancels the context then is out of the
// question.
func leavesGoroutine(p *rule.Pass, c lostCancel) bool {
	ctx := value.BindingOf(p.Package, c.Cur, c.ctx)
	if ctx.Kind != value.BoundLocal || c.Flow == nil {
		return false
	}
	at, ok := c.Flow.Places[ctx.Assign]
	if !ok {
		return false
	}
	for id := range p.Mentions(c.Cur, ctx.Obj) {
		for g := range id.Enclosing((*ast.GoStmt)(nil)) {
			if code.EnclosingBody(g) == c.Body && c.Flow.Reaches(at, g.Node()) {
				return fixCancel(p, c).Level == rewrite.None
			}
		}
	}
	return false
}
