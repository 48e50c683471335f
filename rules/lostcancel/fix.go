package lostcancel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A cancelFix is a context on its way to be cancelled when the function that made it ends, or the pass of a loop.
type cancelFix struct {
	madeContext
	deferral edit.Deferral      // of the cancel function, behind the statement that makes it
	drops    []inspector.Cursor // statements _ = cancel

	// own is the deferred call further down in the list that the new one makes superfluous, or nil.
	own *inspector.Cursor
}

// fixCancel decides what can be done about the context that c makes, and whose cancel function is lost.
//
// The program must not be able to tell the difference. That is so where nothing that may hold the context outlives
// the function: nobody is left who could see that it is done.
func fixCancel(p *rule.Pass, c lostCancel) rewrite.Fix {
	k := &cancelFix{madeContext: madeContext{p: p.Package, site: c.cancelSite, cancel: c.binding.Obj}}
	if reason := k.refuse(); reason != "" {
		return refused(reason)
	}
	how, fix := k.decide(c.how)
	if fix.Level != rewrite.None {
		fix.Change = k.change(how)
	}
	return fix
}

// refused is the fix that is not made because of reason.
func refused(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }

// precondition pairs a question with what finds the reason against.
func precondition(question string, refuse func() string) code.Precondition {
	return code.Precondition{Question: question, Refuse: refuse}
}

// refuse names the first precondition of all fixes that does not hold, or returns "".
func (k *cancelFix) refuse() string {
	return k.p.FirstRefusal(
		precondition("is a context made in a function that ends?", k.refuseSource),
		precondition("can a statement stand behind the call?", k.refusePosition),
		precondition("may the code be changed?", func() string { return k.p.Untouchable(k.site.Cur) }),
		precondition("is the context in a variable of the function?", k.refuseBinding),
		precondition("has the cancel function a variable, or can it get one?", k.refuseDeclaration),
		precondition("is the cancel function known to be there?", k.refuseUnchecked),
		precondition("does the call hand the context to its caller alone?", k.refuseWrapper),
		precondition("does this function alone call the cancel function?", k.refuseUses),
	)
}

// refuseSource asks for a context that is made in a function. What context.AfterFunc registers is none.
func (k *cancelFix) refuseSource() string {
	switch {
	case k.site.ctx < 0:
		return "the function may be meant to run"
	case k.site.Body == nil:
		return "there is no function that ends"
	}
	if _, ok := k.site.Flow.PlaceOf(k.site.Cur); !ok {
		return "it is never reached"
	}
	return ""
}

// refusePosition asks for a place for a statement behind the one that makes the context.
func (k *cancelFix) refusePosition() string {
	k.stmt = code.StatementAt(k.site.Cur)
	if d, ok := k.stmt.Node().(*ast.DeclStmt); ok && len(d.Decl.(*ast.GenDecl).Specs) > 1 {
		return "it is declared in a group"
	}
	k.deferral = edit.Deferral{Site: k.site.Site, Stmt: k.stmt, Declares: k.assigns() && k.cancel == nil}
	if k.deferral.Obstacle() == edit.NotInList {
		return "there is no place for a statement behind it"
	}
	return ""
}

// assigns reports whether the statement is an assignment with =, to existing variables, and no declaration.
func (k *cancelFix) assigns() bool {
	a, ok := k.stmt.Node().(*ast.AssignStmt)
	return ok && a.Tok == token.ASSIGN
}

// refuseBinding asks for a context in a local variable: nobody else can look there.
func (k *cancelFix) refuseBinding() string {
	binding := value.BindingOf(k.p, k.site.Cur, k.site.ctx)
	switch binding.Kind {
	case value.BoundLocal:
		k.ctx = binding.Obj
		return ""
	case value.Dropped:
		return "nothing uses the context: what was meant is not known"
	}
	where := "something"
	if a, ok := k.stmt.Node().(*ast.AssignStmt); ok && k.site.ctx < len(a.Lhs) {
		where = types.ExprString(a.Lhs[k.site.ctx])
	}
	return "the context is stored in " + where + ", which outlives the function"
}

// refuseDeclaration looks whether the cancel function can get a variable of its own in front of an assignment that
// drops it.
func (k *cancelFix) refuseDeclaration() string {
	if !k.deferral.Declares {
		return ""
	}
	if k.deferral.Obstacle() == edit.JumpedOver {
		return "a goto jumps over it, which it may not do over a declaration"
	}
	if _, known := code.ContextImportName(k.site.Cur); !known {
		return "the file does not import package context"
	}
	return ""
}

// refuseUnchecked asks for a check of the error, where the source may return one: the cancel function is nil then.
func (k *cancelFix) refuseUnchecked() string {
	var ok bool
	if k.after, ok = k.site.checked(k.p, flow.OutermostLabel(k.stmt)); !ok {
		return "there is no check behind it that returns when there is an error"
	}
	return ""
}

// refuseWrapper looks into a function of the package that makes the context.
func (k *cancelFix) refuseWrapper() string {
	if k.site.wrapper == nil {
		return ""
	}
	return k.site.keptByWrapper(k.p)
}

// refuseUses looks at the uses of the cancel function: whoever else has it decides when to call it. It notes those
// that a fix takes away.
func (k *cancelFix) refuseUses() string {
	if k.cancel == nil {
		return ""
	}
	fn := code.EnclosingFunc(k.site.Cur).Node()
	isOutside := k.cancel.Pos() < fn.Pos() || fn.End() < k.cancel.Pos()
	if isOutside || code.IsResult(fn, k.cancel) || k.p.MutableElsewhere(k.cancel) {
		return "the cancel function is kept in a variable of others"
	}
	for id := range k.p.Mentions(k.site.Cur, k.cancel) {
		if code.IsSet(id) {
			continue
		}
		if reason := k.refuseUse(id); reason != "" {
			return reason + " at " + k.p.ShortPos(id.Node().Pos())
		}
	}
	if k.own != nil && !k.movesUp() {
		k.own = nil
	}
	return ""
}

// refuseUse judges the mention id of the cancel function.
func (k *cancelFix) refuseUse(id inspector.Cursor) string {
	parent := code.ClimbParens(id).Parent()
	switch value.RoleOf(id) {
	case value.Discarded:
		if len(parent.Node().(*ast.AssignStmt).Lhs) == 1 {
			k.drops = append(k.drops, parent)
		}
		return ""
	case value.Compared:
		return "" // with nil: to compare functions with anything else does not compile
	case value.Called:
	default:
		return "the cancel function is handed on"
	}
	switch call := parent; {
	case call.ParentEdgeKind() == edge.GoStmt_Call:
		return "a goroutine calls the cancel function"
	case value.StandingOf(id, k.site.Body) == value.Apart:
		return "a function literal calls the cancel function"
	case call.ParentEdgeKind() == edge.DeferStmt_Call:
		d := call.Parent()
		if d.Parent() == k.stmt.Parent() && id.Node().Pos() > k.stmt.Node().Pos() {
			k.own = &d
		}
	}
	return ""
}

// movesUp reports whether the deferred call further down may stand where the cancel function is made: it calls this
// cancel function, since the variable never holds another, and has no argument, as a cause, that may be known only
// there.
func (k *cancelFix) movesUp() bool {
	args := k.own.Node().(*ast.DeferStmt).Call.Args
	if len(args) > 0 && !k.p.IsNil(args[0]) || k.cancelSets() != 1 {
		return false
	}
	return k.deferral.MovesUp(*k.own)
}
