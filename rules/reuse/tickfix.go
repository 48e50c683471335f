package reuse

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A TickFix is a call that yields a channel of ticks, or of one, and nothing to stop them with, on its way to become something that can be
// stopped: time.Tick(d), time.NewTicker(d).C, time.NewTimer(d).C.
type TickFix struct {
	P      *rule.Pass
	Api    string // as "time.Tick"
	S      flow.Site
	U      value.Use
	before inspector.Cursor // the statement in front of which the ticker can be made
	exits  flow.Exits       // where it has to be stopped, if a deferred call would come too late or too often
	last   ast.Stmt         // exits.end: the statement behind which it has to be stopped as well
	rename bool             // the variable that held the channel holds the ticker
	uses   []rewrite.Place  // rename: of the variable
	name   string           // of the ticker
	// channel is the name of the variable of the channel, where it may stay nil.
	channel string
}

// Fix decides what can be done about a channel that the function of s does not need for as long as it runs.
//
// The program must not be able to tell the difference: a ticker that is made where the call was, with the same positive
// duration, ticks at the same moments; only the function receives from its channel, and it is stopped when nobody can receive
// from it any more. Where each call is received from at most once, a ticker is no more than a timer: time.After does the
// same, and so does a timer made before the loop.
func (t *TickFix) Fix() rewrite.Fix {
	if reason := t.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	switch kind := t.U.Kind; {
	case kind == value.UseRange && t.Api == "time.NewTimer":
		return rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
	case kind == value.UseRange, kind == value.UseVariable:
		return t.asTicker()
	case t.Api == "time.NewTimer":
		return t.asOwnTimer()
	}
	return t.asTimer()
}

// refuse names a precondition of all forms that does not hold, or returns "".
func (t *TickFix) refuse() string {
	p, call := t.P, t.S.Call
	switch {
	case len(call.Args) != 1 || call.Ellipsis.IsValid():
		return "the call does not compile: it has one argument"
	case p.NotPositive(call) && t.Api != "time.NewTimer":
		return "time.NewTicker panics for a duration that is not positive"
	case t.U.Kind == value.UseEscape:
		return "the channel is handed on: who receives from it is not visible here"
	case t.U.Kind == value.UsePackage:
		return "the channel is kept in a package-level variable"
	case t.U.Kind == value.UseVariable && value.ChannelEscapes(p.Package, t.S, t.U.V.Obj, false):
		return "the channel is used for more than to receive from it here"
	case code.HasFuncLit(call.Args[0]):
		return "the duration contains a function literal"
	case edit.Qualifier(call) == "" && p.Declares(t.S.Cur, "NewTicker", "NewTimer", "After", "Time", "Timer"):
		return "package time is imported with a dot, and the function has names of its own for what is needed"
	case p.HasCommentBeside(t.S.Cur, call):
		return "a comment stands inside the call"
	}
	return p.Untouchable(t.S.Cur)
}

// asTimer is the fix of a call that is received from once. In a loop, one ticker for all passes was probably meant, but that is something else: its
// period would not start anew with each wait.
func (t *TickFix) asTimer() rewrite.Fix {
	p, s := t.P, t.S
	switch {
	case value.Positive(p.Package, s.Cur, s.Call.Args[0]):
	case t.Api == "time.Tick":
		return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.Tick never ticks and time.After fires at once"}
	default:
		return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.NewTicker panics and time.After fires at once"}
	}
	fix := rewrite.Fix{Level: rewrite.Safe, Change: t.callAfter()}
	if s.InLoop != rule.Yes {
		return fix
	}
	if t.U.Kind == value.UseSelect {
		if hoisted := newHoist(p, s, t.U).fix(); hoisted.Level != rewrite.None {
			fix = hoisted
		}
	}
	if period, ok := t.period(); ok {
		fix.Instead = &period
	}
	return fix
}

// asOwnTimer is the fix of a timer that a select waits for: as that of time.After in a loop, and stopped outside loops.
func (t *TickFix) asOwnTimer() rewrite.Fix {
	h := newHoist(t.P, t.S, t.U)
	if t.S.InLoop == rule.Yes {
		return h.fix()
	}
	for c := range t.S.Cur.Enclosing((*ast.SelectStmt)(nil)) {
		t.before = c
		break
	}
	switch needs, reason := h.refuseOrder(); {
	case reason != "":
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	case len(needs) > 0:
		return rewrite.Fix{Level: rewrite.None, Reason: "another timeout of the select is evaluated first"}
	}
	switch (edit.Deferral{Site: t.S, Stmt: t.before, InFront: true, Declares: true}).Obstacle() {
	case edit.JumpedOver:
		return rewrite.Fix{Level: rewrite.None, Reason: "a goto keeps the timer from being declared here"}
	case edit.PassedBy:
		return rewrite.Fix{Level: rewrite.None, Reason: "a goto leads to the label of the select"}
	}
	t.name = edit.FreshName(t.P.Package, t.S, t.base())
	return rewrite.Fix{Level: rewrite.Safe, Change: t.change(t.made()+deferStop, "$.C")}
}

// period is one ticker for all passes of the loop.
func (t *TickFix) period() (rewrite.Fix, bool) {
	loop, ok := flow.OutermostLoop(t.S.Cur)
	inner, _ := flow.InnermostLoop(t.S.Cur)
	if !ok || loop != inner || t.P.DeclaredIn(loop.Node(), t.S.Call.Args[0]) {
		return rewrite.Fix{}, false
	}
	if (edit.Deferral{Site: t.S, Stmt: loop, InFront: true, Declares: true, Once: true}).Obstacle() != edit.NoObstacle {
		return rewrite.Fix{}, false
	}
	if t.U.Kind == value.UseHeader && loop.Node().(*ast.ForStmt).Init != nil && t.S.Call.Pos() < loop.Node().(*ast.ForStmt).Init.End() {
		return rewrite.Fix{}, false
	}
	t.before, t.name = loop, edit.FreshName(t.P.Package, t.S, "ticker")
	return rewrite.Fix{
		Level:  rewrite.Review,
		Reason: "one ticker for all passes: its period does not start anew with each wait",
		Change: t.change(t.made()+deferStop, "$.C"),
	}, true
}

// asTicker is the fix of a call whose channel is ranged over, or kept in a variable.
func (t *TickFix) asTicker() rewrite.Fix {
	if reason := t.place(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	sure := t.Api != "time.Tick" || value.Positive(t.P.Package, t.S.Cur, t.S.Call.Args[0])
	if t.S.InLoop == rule.Yes {
		if !sure {
			return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.Tick never ticks and time.NewTicker panics"}
		}
		return t.stoppedOnExit()
	}
	switch {
	case sure && t.rename:
		t.name = t.U.V.Obj.Name()
		return rewrite.Fix{Level: rewrite.Safe, Change: t.changeInPlace(deferStop)}
	case sure:
		t.name = edit.FreshName(t.P.Package, t.S, t.base())
		return rewrite.Fix{Level: rewrite.Safe, Change: t.change(t.made()+deferStop, "$.C")}
	}
	return t.guarded()
}

// place finds where the ticker can be made, or says why it cannot.
func (t *TickFix) place() string {
	t.before = code.StatementAt(t.S.Cur)
	if t.U.Kind == value.UseVariable {
		if reason := t.placeVariable(); reason != "" {
			return reason
		}
	}
	deferral := edit.Deferral{Site: t.S, Stmt: t.before, InFront: !t.rename, Declares: !t.rename}
	switch obstacle := deferral.Obstacle(); {
	case obstacle == edit.NotInList:
		return "there is no place for a statement in front of it"
	case t.rename:
	case t.P.DeclaredIn(t.before.Node(), t.S.Call.Args[0]):
		return "the duration is declared together with the channel"
	case obstacle == edit.JumpedOver:
		return "a goto keeps the ticker from being declared here"
	case obstacle == edit.PassedBy:
		return "a goto leads to the label of the statement"
	}
	return ""
}

// placeVariable looks at the statement that keeps the channel: the ticker must be made at the moment it is evaluated.
func (t *TickFix) placeVariable() string {
	const together = "the channel is declared together with other things"
	switch n := t.U.Assign.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) != 1 {
			return together
		}
		switch t.before.ParentEdgeKind() {
		case edge.ForStmt_Init, edge.IfStmt_Init, edge.SwitchStmt_Init, edge.TypeSwitchStmt_Init:
			t.before = t.before.Parent()
			return ""
		}
		t.rename = n.Tok == token.DEFINE && t.onlyReceived()
	case *ast.ValueSpec:
		decl, ok := t.before.Node().(*ast.DeclStmt)
		if !ok || len(n.Names) != 1 {
			return together
		}
		for _, s := range decl.Decl.(*ast.GenDecl).Specs {
			if s == ast.Spec(n) {
				break
			}
			for _, v := range s.(*ast.ValueSpec).Values {
				if !value.EffectFree(t.P.Package, v) {
					return together
				}
			}
		}
		t.rename = n.Type == nil && !decl.Decl.(*ast.GenDecl).Lparen.IsValid() && t.onlyReceived()
	}
	return ""
}

// onlyReceived reports whether all that is done with the channel is to receive from it: then its variable can hold the ticker.
func (t *TickFix) onlyReceived() bool {
	t.uses = nil
	for id := range t.P.Mentions(t.S.Cur, t.U.V.Obj) {
		if t.P.Info.Defs[id.Node().(*ast.Ident)] == t.U.V.Obj {
			continue
		}
		switch code.ClimbParens(id).ParentEdgeKind() {
		case edge.UnaryExpr_X, edge.RangeStmt_X:
			t.uses = append(t.uses, rewrite.PlaceOf(t.P.Fset, id.Node()))
		default:
			return false
		}
	}
	return true
}

// stoppedOnExit is the fix in a loop: a deferred Stop would come once for each pass, and only at the end of the function. So there is a plain
// one wherever control leaves the loop over the ticks, or the block of the variable.
func (t *TickFix) stoppedOnExit() rewrite.Fix {
	none := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	r, ok := flow.Region{Cur: t.before, From: t.stmt(), To: t.stmt()}, true
	if t.U.Kind == value.UseVariable {
		if !t.rename {
			return none("the channel is not kept in a variable that only this pass receives from")
		}
		r, ok = flow.RestOfBlock(t.before)
	}
	if ok {
		t.last = r.To
		t.exits, ok = flow.ExitsOf(t.P.Package, r)
	}
	if !ok {
		return none(edit.ReasonNoWayOut)
	}
	if t.rename && hidden(t.P.Package, r, t.U.V.Obj) {
		return none(edit.ReasonHidden)
	}
	for _, c := range t.exits.Before {
		if t.U.Kind == value.UseVariable && t.P.Uses(c.Node(), t.U.V.Obj) {
			return none("a statement that leaves the pass receives from the channel")
		}
	}
	fix := rewrite.Fix{Level: rewrite.Safe}
	if t.P.Timers == rule.Sync {
		fix.Level, fix.Reason = rewrite.Review, edit.ReasonExplicit
	}
	if t.rename {
		t.name = t.U.V.Obj.Name()
		fix.Change = t.changeInPlace("")
	} else {
		t.name = edit.FreshName(t.P.Package, t.S, t.base())
		fix.Change = t.change(t.made(), "$.C")
	}
	return fix
}

func (t *TickFix) stmt() ast.Stmt { return t.before.Node().(ast.Stmt) }

// guarded is the fix where the duration may not be positive: time.NewTicker would panic, so that it is not called then.
func (t *TickFix) guarded() rewrite.Fix {
	const reason = "the duration may not be positive, for which time.Tick never ticks and time.NewTicker panics"
	switch {
	case t.P.Timers == rule.Sync:
		return rewrite.Fix{Level: rewrite.None, Reason: "nothing is held, and the duration may not be positive"}
	case t.U.Kind == value.UseVariable && !t.rename:
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	base := "ticker"
	if t.rename && strings.HasPrefix(t.U.V.Obj.Name(), base) {
		base = "t" // a ticker2 beside the channel ticker would confuse
	}
	t.name = edit.FreshName(t.P.Package, t.S, base)
	code := makeGuarded
	if !value.Immutable(t.P.Package, t.S.Call.Args[0]) {
		code = strings.NewReplacer("if D", "if $D := D; $D", "(D)", "($D)").Replace(code)
		code = strings.ReplaceAll(code, "$D", edit.FreshName(t.P.Package, t.S, "every"))
	}
	fix := rewrite.Fix{Level: rewrite.Review, Reason: reason}
	if t.rename {
		t.channel = t.U.V.Obj.Name()
		fix.Change = t.changeDeclaration(code)
	} else {
		t.channel = edit.FreshName(t.P.Package, t.S, "ticks")
		fix.Change = t.change(code, "$s")
	}
	return fix
}

// hidden reports whether in r something else goes by the name of obj: a new name for that might not be seen there, or be taken.
func hidden(p *code.Package, r flow.Region, obj types.Object) bool {
	for c := range r.Cur.Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		if id.Name == obj.Name() && id.Pos() >= r.From.Pos() && id.Pos() < r.To.End() &&
			c.ParentEdgeKind() != edge.SelectorExpr_Sel && p.Info.ObjectOf(id) != obj {
			return true
		}
	}
	return false
}
