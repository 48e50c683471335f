package reuse

import (
	"cmp"
	"go/ast"
	"strings"

	"github.com/dave/dst"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/timer"
)

// A rearm is a Reset on its way to become one that leaves no old value behind.
type rearm struct {
	p      *rule.Pass
	s      flow.Site // of the Reset
	timer  code.Ref
	run    timer.Run          // the drain directly in front of it, and the Reset
	made   []code.Origin      // what the variable is set to
	time   string             // the qualifier of package time
	defers []inspector.Cursor // calls of Stop that are deferred
}

// RearmOf prepares the change of the Reset at s, or says why it must not be made.
func RearmOf(p *rule.Pass, s flow.Site, timer code.Ref) (r *rearm, reason string) {
	r = &rearm{p: p, s: s, timer: timer}
	reason = p.FirstRefusal(
		code.Precondition{Question: "is the Reset a statement that another can replace, with what stands in front of it?", Refuse: r.refusePlace},
		code.Precondition{Question: "is the timer this function's alone, and always made by time.NewTimer?", Refuse: r.refuseTimer},
		code.Precondition{Question: "may the duration be evaluated behind a Stop, and is the call free of comments?", Refuse: r.refuseDuration},
		code.Precondition{Question: "can time.NewTimer be called here, and may the file and the function be rewritten?", Refuse: r.refuseFile},
		code.Precondition{Question: "can each deferred Stop stop the last timer instead?", Refuse: r.refuseDefers},
	)
	if reason != "" {
		return nil, reason
	}
	return r, ""
}

// refusePlace asks for a Reset that is a statement among others.
func (r *rearm) refusePlace() string {
	expr := code.ClimbParens(r.s.Cur)
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
	case !code.InList(stmt):
		return "the Reset stands in the header of a statement"
	case len(r.s.Call.Args) != 1 || r.s.Call.Ellipsis.IsValid():
		return "the call does not compile: Reset has one argument"
	default:
		r.run = timer.RunOf(r.p.Package, stmt, r.timer)
	}
	if prev, ok := r.run.First().PrevSibling(); ok && code.InList(prev) && r.usesStop(prev.Node()) {
		return "the statement in front of the Reset does more with a Stop than to drain the timer"
	}
	return ""
}

// usesStop reports whether the statement n uses the result of a Stop of the timer.
func (r *rearm) usesStop(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		return n.Init != nil && r.usesStop(n.Init) || r.p.CallsMethod(n.Cond, r.timer, "Stop")
	case *ast.AssignStmt, *ast.ExprStmt, *ast.DeclStmt:
		return r.p.CallsMethod(n, r.timer, "Stop")
	}
	return false
}

// refuseTimer asks for a timer that is this function's alone, and always made by time.NewTimer.
func (r *rearm) refuseTimer() string {
	if reason := timer.NotOurs(r.p.Package, r.s, r.timer); reason != "" {
		return reason
	}
	for o := range r.p.Origins(r.s.Cur, r.timer.Obj) {
		call, ok := ast.Unparen(o.Value).(*ast.CallExpr)
		switch {
		case ok && r.p.CalleeName(call) == "time.NewTimer":
			r.time = edit.Qualifier(call)
		case !r.p.IsNil(o.Value):
			return "the timer does not always come from time.NewTimer"
		}
		r.made = append(r.made, o)
	}
	if len(r.made) == 0 {
		return "the timer does not always come from time.NewTimer"
	}
	return ""
}

// refuseDuration asks for a duration that can be written twice: in the Reset, and in the call that makes another timer.
// Only one of the two runs.
func (r *rearm) refuseDuration() string {
	d := r.s.Call.Args[0]
	switch {
	case code.HasFuncLit(d):
		return "the duration contains a function literal"
	case r.p.Uses(d, r.timer.Obj):
		return "the duration depends on the timer"
	case r.p.HasCommentBeside(r.s.Cur, r.s.Call):
		return "a comment stands inside the call of Reset"
	}
	return ""
}

// refuseFile asks for a place where the name of package time (or NewTimer, if it is imported with a dot) means what it
// does where the timer is made, in a file and function that may be rewritten.
func (r *rearm) refuseFile() string {
	name := strings.TrimSuffix(r.time, ".")
	if name == "" {
		name = "NewTimer"
	}
	if r.p.Declares(r.s.Cur, name) {
		return "the function has something else called " + name
	}
	return r.p.Untouchable(r.s.Cur)
}

// refuseDefers looks at deferred calls of Stop. Each is bound to the timer that the variable held where it was
// deferred, and is to stop the last one instead. That is as good if the variable has had no other timer by then but
// through Resets. No deferred call is added, so this is not the question of edit.Deferral.
func (r *rearm) refuseDefers() string {
	for id := range r.p.Mentions(r.s.Cur, r.timer.Obj) {
		if code.EnclosingBody(id) != r.s.Body {
			continue // in a deferred literal, which looks when it runs
		}
		sel := code.ClimbParens(id).Parent()
		call := code.ClimbParens(sel).Parent()
		if call.ParentEdgeKind() != edge.DeferStmt_Call {
			continue
		}
		if n, ok := sel.Node().(*ast.SelectorExpr); !ok || n.Sel.Name != "Stop" || len(call.Node().(*ast.CallExpr).Args) > 0 {
			return "a deferred call other than Stop is bound to the timer"
		}
		if stmt := call.Parent().Node(); len(code.CommentsIn(call, stmt.Pos(), stmt.End())) > 0 {
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
	if kind := only.Stmt.ParentEdgeKind(); kind != edge.ForStmt_Init && (only.Declares || !r.s.Flow.Loops(only.Stmt)) {
		return ""
	}
	return "the timer is made or kept in a loop, and each deferred Stop is bound to one of them"
}

// Fix returns the fix of the Reset. It repairs a bug, so it is for review; reason says which.
//
// When Stop returns true, the timer was armed and no value was sent or will be, on every version: Reset is right.
// Otherwise it fired, and its value was received, lies in the channel or is on its way there; or it was stopped
// before. Whatever it is, nobody will receive it: only this function has the timer, it has not kept the channel, and
// the variable gets another timer. Where the timer was stopped before, there is no question. The duration is
// evaluated once, as before. A deferred Stop becomes a closure that stops the last timer; those before it have fired
// or were stopped.
func (r *rearm) Fix(reason string) rewrite.Fix {
	fix := rewrite.Fix{Level: rewrite.Review, Reason: reason, At: rewrite.PlaceOf(r.p.Fset, r.s.Call), Change: r.change()}
	for _, call := range r.defers {
		fix.Shares = append(fix.Shares, rewrite.PlaceOf(r.p.Fset, call.Parent().Node()))
	}
	for _, stmt := range append(r.run.Stmts, r.run.Reset) {
		fix.Shares = append(fix.Shares, rewrite.PlaceOf(r.p.Fset, stmt.Node()))
	}
	return fix
}

// stopped reports whether the timer does not run before its Reset, whatever the way there: a Stop would return false.
func (r *rearm) stopped() bool {
	state := timer.Follow(r.p.Package, r.s, r.timer).At[r.s.Call]
	return len(r.run.Stmts) == 0 && state != 0 && state&(timer.Unknown|timer.Fresh|timer.Armed) == 0
}

// change returns the change of the Reset, of the drain in front of it, and of the deferred Stops.
func (r *rearm) change() func(*rewrite.Tree) error {
	ed := edit.NewRunEdit(r.p.Package, r.run)
	call := rewrite.PlaceOf(r.p.Fset, r.s.Call)
	var defers []rewrite.Place
	for _, d := range r.defers {
		defers = append(defers, rewrite.PlaceOf(r.p.Fset, d.Parent().Node()))
	}
	expand := strings.NewReplacer("$", r.timer.Obj.Name(), "@", r.time).Replace
	code := shapes[shapeReplace].arm
	if r.stopped() {
		code = "$ = @NewTimer(D)"
	}
	return func(t *rewrite.Tree) error {
		reset, ok := edit.NodeAs[*dst.CallExpr](t, call)
		if !ok {
			return edit.ErrOutdated("Reset")
		}
		old, _ := edit.NodeAs[dst.Stmt](t, ed.Reset)
		stmts, err := t.Stmts(expand(code))
		if err != nil || old == nil {
			return cmp.Or(err, edit.ErrOutdated("Reset"))
		}
		stmt := stmts[0]
		putDuration(stmt, reset.Args[0])
		if behind := ed.MoveTrailingComment(t, old); behind != nil {
			sets := stmt
			if choice, ok := stmt.(*dst.IfStmt); ok {
				sets = choice.Body.List[0]
			}
			sets.Decorations().End = behind
		}
		if err := ed.ReplaceRun(t, stmt); err != nil {
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
	edit.OneLine(copied)
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
	stmt, ok := edit.NodeAs[*dst.DeferStmt](t, place)
	if !ok {
		return edit.ErrOutdated("deferred Stop")
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
	timer  timer.Key
	timers rule.Timers
}

var replacements = code.NewMemo(func() map[replacement]bool { return map[replacement]bool{} })

// Replaces reports whether a fix of stalereset or blockingdrain offers to put another timer into the variable, for a
// person who asks for reviews: then a deferred Stop has to look which timer to stop when it runs.
func Replaces(p *rule.Pass, s flow.Site, timerRef code.Ref) bool {
	known := replacements.Of(p.Package)
	key := replacement{timer.Key{Body: s.Body, Timer: timerRef}, p.Timers}
	if yes, ok := known[key]; ok {
		return yes
	}
	yes := false
	for _, name := range p.References("time.Timer.Reset") {
		call, ok := code.ClimbParens(name).Parent().Node().(*ast.CallExpr)
		if !ok || yes || code.EnclosingBody(name) != s.Body || p.SinceSync(name) {
			continue
		}
		if got, ok := p.MethodOn(call, "Reset"); !ok || got != timerRef {
			continue
		}
		if reset := flow.SiteOf(p.Package, name); offersTimer(p, reset, timerRef) {
			yes = true
		}
	}
	known[key] = yes
	return yes
}

// offersTimer reports whether there is a fix of the Reset at s, or of a drain in front of it.
func offersTimer(p *rule.Pass, s flow.Site, timerRef code.Ref) bool {
	r, _ := RearmOf(p, s, timerRef)
	return r != nil && (p.Timers != rule.Sync && timer.StateBefore(p.Package, s).Stale() || timer.CanHang(p.Package, r.run))
}
