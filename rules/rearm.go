package rules

import (
	"cmp"
	"go/ast"
	"slices"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
)

// A rearm is a Reset on its way to become one that leaves no old value behind.
type rearm struct {
	p      *Pass
	s      site // of the Reset
	timer  ref
	run    drainRun           // the drain directly in front of it, and the Reset
	made   []origin           // what the variable is set to
	time   string             // the qualifier of package time
	defers []inspector.Cursor // calls of Stop that are deferred
}

// rearmOf prepares the change of the Reset at s, or says why it must not be made.
func (p *Pass) rearmOf(s site, timer ref) (r *rearm, reason string) {
	r = &rearm{p: p, s: s, timer: timer}
	for _, refuse := range []func() string{r.refusePlace, r.refuseTimer, r.refuseDuration, r.refuseFile, r.refuseDefers} {
		if reason := refuse(); reason != "" {
			return nil, reason
		}
	}
	return r, ""
}

// refusePlace asks for a Reset that is a statement among others.
func (r *rearm) refusePlace() string {
	expr := climbParens(r.s.cur)
	switch expr.ParentEdgeKind() {
	case edge.ExprStmt_X:
	case edge.DeferStmt_Call, edge.GoStmt_Call:
		return "the Reset does not run where it stands"
	default:
		return "the result of Reset is used, which a Stop before it changes"
	}
	switch stmt := expr.Parent(); {
	case stmt.ParentEdgeKind() == edge.LabeledStmt_Stmt:
		return "the Reset has a label"
	case !inList(stmt):
		return "the Reset stands in the header of a statement"
	case len(r.s.call.Args) != 1 || r.s.call.Ellipsis.IsValid():
		return "the call does not compile: Reset has one argument"
	default:
		r.run = r.p.runOf(stmt, r.timer)
	}
	if prev, ok := r.run.first().PrevSibling(); ok && inList(prev) && r.usesStop(prev.Node()) {
		return "the statement in front of the Reset does more with a Stop than to drain the timer"
	}
	return ""
}

// usesStop reports whether the statement n uses the result of a Stop of the timer.
func (r *rearm) usesStop(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		return n.Init != nil && r.usesStop(n.Init) || r.p.callsMethod(n.Cond, r.timer, "Stop")
	case *ast.AssignStmt, *ast.ExprStmt, *ast.DeclStmt:
		return r.p.callsMethod(n, r.timer, "Stop")
	}
	return false
}

// refuseTimer asks for a timer that is this function's alone, and always made by time.NewTimer.
func (r *rearm) refuseTimer() string {
	if reason := r.p.notOurs(r.s, r.timer); reason != "" {
		return reason
	}
	for o := range r.p.origins(r.s, r.timer.obj) {
		call, ok := ast.Unparen(o.value).(*ast.CallExpr)
		switch {
		case ok && r.p.callee(call) == "time.NewTimer":
			r.time = qualifier(call)
		case !r.p.isNil(o.value):
			return "the timer does not always come from time.NewTimer"
		}
		r.made = append(r.made, o)
	}
	if len(r.made) == 0 {
		return "the timer does not always come from time.NewTimer"
	}
	return ""
}

func (r *rearm) refuseDuration() string {
	d := r.s.call.Args[0]
	switch {
	case hasFuncLit(d):
		return "the duration contains a function literal"
	case r.p.uses(d, r.timer.obj):
		return "the duration depends on the timer"
	case r.p.hasCommentBeside(r.s.cur, r.s.call):
		return "a comment stands inside the call of Reset"
	}
	return ""
}

func (r *rearm) refuseFile() string {
	name := strings.TrimSuffix(r.time, ".")
	if name == "" {
		name = "NewTimer"
	}
	if r.p.declares(r.s.cur, name) {
		return "the function has something else called " + name
	}
	return r.p.untouchable(r.s.cur)
}

// refuseDefers looks at deferred calls of Stop: each is bound to the timer that the variable had, and is to stop the last one instead.
// That is as good if the variable has had no other timer by then but through Resets.
func (r *rearm) refuseDefers() string {
	for id := range r.p.mentions(r.s, r.timer.obj) {
		if enclosingBody(id) != r.s.body {
			continue // in a deferred literal, which looks when it runs
		}
		sel := climbParens(id).Parent()
		call := climbParens(sel).Parent()
		if call.ParentEdgeKind() != edge.DeferStmt_Call {
			continue
		}
		if n, ok := sel.Node().(*ast.SelectorExpr); !ok || n.Sel.Name != "Stop" || len(call.Node().(*ast.CallExpr).Args) > 0 {
			return "a deferred call other than Stop is bound to the timer"
		}
		if stmt := call.Parent().Node(); len(commentsIn(call, stmt.Pos(), stmt.End())) > 0 {
			return "a comment stands inside a deferred call of Stop"
		}
		r.defers = append(r.defers, call)
	}
	if len(r.defers) == 0 {
		return ""
	}
	if len(r.made) > 1 {
		return "the variable gets several timers, and a deferred Stop is bound to one of them"
	}
	only := r.made[0]
	if kind := only.stmt.ParentEdgeKind(); kind != edge.ForStmt_Init && (only.declares || !r.s.flow.loops(only.stmt)) {
		return ""
	}
	return "the timer is made or kept in a loop, and each deferred Stop is bound to one of them"
}

// fix is the change of the Reset, for review since it repairs a bug.
//
// When Stop returns true, the timer was armed and no value was sent or will be, on every version: Reset is right. Otherwise it fired, and its
// value was received, lies in the channel or is on its way there; or it was stopped before. Whatever it is, nobody will
// receive it: only this function has the timer, it has not kept the channel, and the variable gets another timer.
// Where the timer was stopped before, there is no question. The duration is evaluated once, as before. A deferred Stop becomes a closure that stops the last timer; those before it
// have fired or were stopped.
func (r *rearm) fix(reason string) rewrite.Fix {
	fix := rewrite.Fix{Level: rewrite.Review, Reason: reason, At: rewrite.PlaceOf(r.p.Fset, r.s.call), Change: r.change()}
	for _, call := range r.defers {
		fix.Shares = append(fix.Shares, rewrite.PlaceOf(r.p.Fset, call.Parent().Node()))
	}
	for _, stmt := range append(r.run.stmts, r.run.reset) {
		fix.Shares = append(fix.Shares, rewrite.PlaceOf(r.p.Fset, stmt.Node()))
	}
	return fix
}

// stopped reports whether the timer does not run before its Reset, whatever the way there: a Stop would return false.
func (r *rearm) stopped() bool {
	state := r.p.followTimer(r.s, r.timer).at[r.s.call]
	return len(r.run.stmts) == 0 && state != 0 && state&(stUnknown|stFresh|stArmed) == 0
}

func (r *rearm) change() func(*rewrite.Tree) error {
	edit := r.p.editOf(r.run)
	call := rewrite.PlaceOf(r.p.Fset, r.s.call)
	var defers []rewrite.Place
	for _, d := range r.defers {
		defers = append(defers, rewrite.PlaceOf(r.p.Fset, d.Parent().Node()))
	}
	expand := strings.NewReplacer("$", r.timer.obj.Name(), "@", r.time).Replace
	code := shapes[shapeReplace].arm
	if r.stopped() {
		code = "$ = @NewTimer(D)"
	}
	return func(t *rewrite.Tree) error {
		reset, ok := nodeAs[*dst.CallExpr](t, call)
		if !ok {
			return errOutdated("Reset")
		}
		old, _ := nodeAs[dst.Stmt](t, edit.reset)
		stmts, err := t.Stmts(expand(code))
		if err != nil || old == nil {
			return cmp.Or(err, errOutdated("Reset"))
		}
		stmt := stmts[0]
		putDuration(stmt, reset.Args[0])
		if behind := edit.takeBehind(t, old); behind != nil {
			sets := stmt
			if choice, ok := stmt.(*dst.IfStmt); ok {
				sets = choice.Body.List[0]
			}
			sets.Decorations().End = behind
		}
		if err := edit.into(t, stmt); err != nil {
			return err
		}
		for _, place := range defers {
			if err := stopLast(t, place, expand("defer func() { $.Stop() }()")); err != nil {
				return err
			}
		}
		return nil
	}
}

// putDuration puts the duration d where stmt asks for one, and a copy where it asks once more.
func putDuration(stmt dst.Stmt, d dst.Expr) {
	copied := rewrite.CloneWithoutComments(d)
	oneLine(copied)
	dst.Inspect(stmt, func(n dst.Node) bool {
		call, ok := n.(*dst.CallExpr)
		if ok && len(call.Args) == 1 {
			call.Args[0], d = d, copied
			return false
		}
		return true
	})
}

// stopLast makes the deferred Stop at place look which timer to stop when it runs.
func stopLast(t *rewrite.Tree, place rewrite.Place, code string) error {
	stmt, ok := nodeAs[*dst.DeferStmt](t, place)
	if !ok {
		return errOutdated("deferred Stop")
	}
	stmts, err := t.Stmts(code)
	if err != nil {
		return err
	}
	stmt.Call = stmts[0].(*dst.DeferStmt).Call
	return nil
}

// A replacement is the question whether a timer gets replaced, under some semantics.
type replacement struct {
	timer  followed
	timers Timers
}

var replacements = NewMemo(func() map[replacement]bool { return map[replacement]bool{} })

// replaces reports whether a fix of stalereset or blockingdrain offers to put another timer into the variable, for a person who asks
// for reviews: then a deferred Stop has to look which timer to stop when it runs.
func (p *Pass) replaces(s site, timer ref) bool {
	known := replacements.Of(p.Package)
	key := replacement{followed{s.body, timer}, p.Timers}
	if yes, ok := known[key]; ok {
		return yes
	}
	yes := false
	for _, name := range p.references("time.Timer.Reset") {
		call, ok := climbParens(name).Parent().Node().(*ast.CallExpr)
		if !ok || yes || enclosingBody(name) != s.body || p.sinceSync(name) {
			continue
		}
		if got, ok := p.methodOn(call, "Reset"); !ok || got != timer {
			continue
		}
		if reset := p.siteOf(name); p.offersTimer(reset, timer) {
			yes = true
		}
	}
	known[key] = yes
	return yes
}

// offersTimer reports whether there is a fix of the Reset at s, or of a drain in front of it.
func (p *Pass) offersTimer(s site, timer ref) bool {
	r, _ := p.rearmOf(s, timer)
	return r != nil && (p.Timers != Sync && p.stateBefore(s).stale() || p.canHang(r.run))
}

// canHang reports whether some drain of run can.
func (p *Pass) canHang(run drainRun) bool {
	return slices.ContainsFunc(run.drains, func(d drain) bool { return d.blocking && p.drainsEmpty(p.siteAt(d.cur), d) })
}
