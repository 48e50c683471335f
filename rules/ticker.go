package rules

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// A ticking is a call that yields a channel of ticks, or of one, and nothing to stop them with, on its way to become something that can be
// stopped: time.Tick(d), time.NewTicker(d).C, time.NewTimer(d).C.
type ticking struct {
	p      *Pass
	api    string // as "time.Tick"
	s      site
	u      use
	before inspector.Cursor // the statement in front of which the ticker can be made
	exits  exits            // where it has to be stopped, if a deferred call would come too late or too often
	last   ast.Stmt         // exits.end: the statement behind which it has to be stopped as well
	rename bool             // the variable that held the channel holds the ticker
	uses   []rewrite.Place  // rename: of the variable
	name   string           // of the ticker
	// channel is the name of the variable of the channel, where it may stay nil.
	channel string
}

// fix decides what can be done about a channel that the function of s does not need for as long as it runs.
//
// The program must not be able to tell the difference: a ticker that is made where the call was, with the same positive
// duration, ticks at the same moments; only the function receives from its channel, and it is stopped when nobody can receive
// from it any more. Where each call is received from at most once, a ticker is no more than a timer: time.After does the
// same, and so does a timer made before the loop.
func (t *ticking) fix() rewrite.Fix {
	if reason := t.refuse(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	switch kind := t.u.kind; {
	case kind == useRange && t.api == "time.NewTimer":
		return rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
	case kind == useRange, kind == useVariable:
		return t.asTicker()
	case t.api == "time.NewTimer":
		return t.asOwnTimer()
	}
	return t.asTimer()
}

// refuse names a precondition of all forms that does not hold, or returns "".
func (t *ticking) refuse() string {
	p, call := t.p, t.s.call
	switch {
	case len(call.Args) != 1 || call.Ellipsis.IsValid():
		return "the call does not compile: it has one argument"
	case p.notPositive(call) && t.api != "time.NewTimer":
		return "time.NewTicker panics for a duration that is not positive"
	case t.u.kind == useEscape:
		return "the channel is handed on: who receives from it is not visible here"
	case t.u.kind == usePackage:
		return "the channel is kept in a package-level variable"
	case t.u.kind == useVariable && p.escapes(t.s, t.u.v.obj, false):
		return "the channel is used for more than to receive from it here"
	case hasFuncLit(call.Args[0]):
		return "the duration contains a function literal"
	case qualifier(call) == "" && p.declares(t.s.cur, "NewTicker", "NewTimer", "After", "Time", "Timer"):
		return "package time is imported with a dot, and the function has names of its own for what is needed"
	case p.hasCommentBeside(t.s.cur, call):
		return "a comment stands inside the call"
	}
	return p.untouchable(t.s.cur)
}

// asTimer is the fix of a call that is received from once. In a loop, one ticker for all passes was probably meant, but that is something else: its
// period would not start anew with each wait.
func (t *ticking) asTimer() rewrite.Fix {
	p, s := t.p, t.s
	switch {
	case p.positive(s.cur, s.call.Args[0]):
	case t.api == "time.Tick":
		return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.Tick never ticks and time.After fires at once"}
	default:
		return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.NewTicker panics and time.After fires at once"}
	}
	fix := rewrite.Fix{Level: rewrite.Safe, Change: t.callAfter()}
	if s.inLoop != Yes {
		return fix
	}
	if h := (&hoist{p: p, s: s, u: t.u}); t.u.kind == useSelect {
		if hoisted := h.decide(); hoisted.Level != rewrite.None {
			fix = h.made(hoisted)
		}
	}
	if period, ok := t.period(); ok {
		fix.Instead = &period
	}
	return fix
}

// asOwnTimer is the fix of a timer that a select waits for: as that of time.After in a loop, and stopped outside loops.
func (t *ticking) asOwnTimer() rewrite.Fix {
	h := &hoist{p: t.p, s: t.s, u: t.u}
	if t.s.inLoop == Yes {
		return h.made(h.decide())
	}
	for c := range t.s.cur.Enclosing((*ast.SelectStmt)(nil)) {
		t.before = c
		break
	}
	switch reason := h.refuseOrder(); {
	case reason != "":
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	case len(h.needs) > 0:
		return rewrite.Fix{Level: rewrite.None, Reason: "another timeout of the select is evaluated first"}
	case gotoOver(t.before):
		return rewrite.Fix{Level: rewrite.None, Reason: "a goto keeps the timer from being declared here"}
	case gotoTo(t.before):
		return rewrite.Fix{Level: rewrite.None, Reason: "a goto leads to the label of the select"}
	}
	t.name = t.p.freshName(t.s, t.base())
	return rewrite.Fix{Level: rewrite.Safe, Change: t.change(t.made()+deferStop, "$.C")}
}

// period is one ticker for all passes of the loop.
func (t *ticking) period() (rewrite.Fix, bool) {
	loop, ok := outermostLoop(t.s.cur)
	inner, _ := innermostLoop(t.s.cur)
	if !ok || loop != inner || gotoOver(loop) || gotoBehind(loop) || t.p.declaredIn(loop.Node(), t.s.call.Args[0]) {
		return rewrite.Fix{}, false
	}
	if t.u.kind == useHeader && loop.Node().(*ast.ForStmt).Init != nil && t.s.call.Pos() < loop.Node().(*ast.ForStmt).Init.End() {
		return rewrite.Fix{}, false
	}
	t.before, t.name = loop, t.p.freshName(t.s, "ticker")
	return rewrite.Fix{
		Level:  rewrite.Review,
		Reason: "one ticker for all passes: its period does not start anew with each wait",
		Change: t.change(t.made()+deferStop, "$.C"),
	}, true
}

// asTicker is the fix of a call whose channel is ranged over, or kept in a variable.
func (t *ticking) asTicker() rewrite.Fix {
	if reason := t.place(); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	sure := t.api != "time.Tick" || t.p.positive(t.s.cur, t.s.call.Args[0])
	if t.s.inLoop == Yes {
		if !sure {
			return rewrite.Fix{Level: rewrite.None, Reason: "the duration may not be positive, for which time.Tick never ticks and time.NewTicker panics"}
		}
		return t.stoppedOnExit()
	}
	switch {
	case sure && t.rename:
		t.name = t.u.v.obj.Name()
		return rewrite.Fix{Level: rewrite.Safe, Change: t.changeInPlace(deferStop)}
	case sure:
		t.name = t.p.freshName(t.s, t.base())
		return rewrite.Fix{Level: rewrite.Safe, Change: t.change(t.made()+deferStop, "$.C")}
	}
	return t.guarded()
}

// place finds where the ticker can be made, or says why it cannot.
func (t *ticking) place() string {
	t.before = statementAt(t.s.cur)
	if t.u.kind == useVariable {
		if reason := t.placeVariable(); reason != "" {
			return reason
		}
	}
	switch {
	case !inList(outermostLabel(t.before)):
		return "there is no place for a statement in front of it"
	case t.rename:
	case t.p.declaredIn(t.before.Node(), t.s.call.Args[0]):
		return "the duration is declared together with the channel"
	case gotoOver(t.before):
		return "a goto keeps the ticker from being declared here"
	case gotoTo(t.before):
		return "a goto leads to the label of the statement"
	}
	return ""
}

// placeVariable looks at the statement that keeps the channel: the ticker must be made at the moment it is evaluated.
func (t *ticking) placeVariable() string {
	const together = "the channel is declared together with other things"
	switch n := t.u.assign.(type) {
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
				if !t.p.simple(v) {
					return together
				}
			}
		}
		t.rename = n.Type == nil && !decl.Decl.(*ast.GenDecl).Lparen.IsValid() && t.onlyReceived()
	}
	return ""
}

// onlyReceived reports whether all that is done with the channel is to receive from it: then its variable can hold the ticker.
func (t *ticking) onlyReceived() bool {
	t.uses = nil
	for id := range t.p.mentions(t.s, t.u.v.obj) {
		if t.p.Info.Defs[id.Node().(*ast.Ident)] == t.u.v.obj {
			continue
		}
		switch climbParens(id).ParentEdgeKind() {
		case edge.UnaryExpr_X, edge.RangeStmt_X:
			t.uses = append(t.uses, rewrite.PlaceOf(t.p.Fset, id.Node()))
		default:
			return false
		}
	}
	return true
}

// stoppedOnExit is the fix in a loop: a deferred Stop would come once for each pass, and only at the end of the function. So there is a plain
// one wherever control leaves the loop over the ticks, or the block of the variable.
func (t *ticking) stoppedOnExit() rewrite.Fix {
	none := func(reason string) rewrite.Fix { return rewrite.Fix{Level: rewrite.None, Reason: reason} }
	r, ok := region{t.before, t.stmt(), t.stmt()}, true
	if t.u.kind == useVariable {
		if !t.rename {
			return none("the channel is not kept in a variable that only this pass receives from")
		}
		r, ok = restOfBlock(t.before)
	}
	if ok {
		t.last = r.to
		t.exits, ok = t.p.exits(r)
	}
	if !ok {
		return none(reasonNoWayOut)
	}
	if t.rename && t.p.hidden(r, t.u.v.obj) {
		return none(reasonHidden)
	}
	for _, c := range t.exits.before {
		if t.u.kind == useVariable && t.p.uses(c.Node(), t.u.v.obj) {
			return none("a statement that leaves the pass receives from the channel")
		}
	}
	fix := rewrite.Fix{Level: rewrite.Safe}
	if t.p.Timers == Sync {
		fix.Level, fix.Reason = rewrite.Review, reasonExplicit
	}
	if t.rename {
		t.name = t.u.v.obj.Name()
		fix.Change = t.changeInPlace("")
	} else {
		t.name = t.p.freshName(t.s, t.base())
		fix.Change = t.change(t.made(), "$.C")
	}
	return fix
}

func (t *ticking) stmt() ast.Stmt { return t.before.Node().(ast.Stmt) }

// guarded is the fix where the duration may not be positive: time.NewTicker would panic, so that it is not called then.
func (t *ticking) guarded() rewrite.Fix {
	const reason = "the duration may not be positive, for which time.Tick never ticks and time.NewTicker panics"
	switch {
	case t.p.Timers == Sync:
		return rewrite.Fix{Level: rewrite.None, Reason: "nothing is held, and the duration may not be positive"}
	case t.u.kind == useVariable && !t.rename:
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	base := "ticker"
	if t.rename && strings.HasPrefix(t.u.v.obj.Name(), base) {
		base = "t" // a ticker2 beside the channel ticker would confuse
	}
	t.name = t.p.freshName(t.s, base)
	code := makeGuarded
	if !t.p.fixed(t.s.call.Args[0]) {
		code = strings.NewReplacer("if D", "if $D := D; $D", "(D)", "($D)").Replace(code)
		code = strings.ReplaceAll(code, "$D", t.p.freshName(t.s, "every"))
	}
	fix := rewrite.Fix{Level: rewrite.Review, Reason: reason}
	if t.rename {
		t.channel = t.u.v.obj.Name()
		fix.Change = t.changeDeclaration(code)
	} else {
		t.channel = t.p.freshName(t.s, "ticks")
		fix.Change = t.change(code, "$s")
	}
	return fix
}

// hidden reports whether in r something else goes by the name of obj: a new name for that might not be seen there, or be taken.
func (p *Pass) hidden(r region, obj types.Object) bool {
	for c := range r.cur.Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		if id.Name == obj.Name() && id.Pos() >= r.from.Pos() && id.Pos() < r.to.End() &&
			c.ParentEdgeKind() != edge.SelectorExpr_Sel && p.Info.ObjectOf(id) != obj {
			return true
		}
	}
	return false
}
