package reuse

import (
	"go/ast"
	"slices"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/edit"
	"unleak/rules/timer"
	"unleak/rules/value"
)

// Hangs is why the fix of a drain that can hang is for review.
const Hangs = "the drain can hang, and no longer does"

// NoChannel is why a drain of such a timer is left alone.
const NoChannel = "the timer may be one of time.AfterFunc, which has no channel: what the drain is for is not known"

// PlainDrain decides what becomes of the drain d since Go 1.23: see [PlainFix].
func PlainDrain(p *code.Package, d timer.Drain) rewrite.Fix {
	if reason := d.Refuse(p); reason != "" {
		return refused(reason)
	}
	return PlainFix(p, timer.RunOf(p, d.Cur.Parent(), d.Timer))
}

// PlainFix decides what becomes of a run of statements that stop and drain a timer, where the timers are those of Go
// 1.23 and later:
//
//	if !t.Stop() { <-t.C }; t.Reset(d)  →  t.Reset(d)
//	if !t.Stop() { <-t.C }              →  t.Stop()
//
// Since Go 1.23 neither Stop nor Reset leaves a value behind (documentation of time.Timer.Stop and Reset). So a drain
// that follows a Stop finds an empty channel: one that does not block does nothing, and one that blocks is skipped
// where Stop ended a timer or discarded a value, and otherwise waits for a value that nobody sends. A Stop in front
// of a Reset, whose result nobody uses, is part of what the Reset does; only where the duration is a call could
// somebody tell how long the timer ran on. Comments stay.
func PlainFix(p *code.Package, r timer.Run) rewrite.Fix {
	keepsStop := r.Call == nil || !value.EffectFree(p, r.Call.Args[0])
	reason := p.FirstRefusal(
		code.Require("is the file free of cgo?", !p.UsesCgo(r.First()), "the file uses cgo"),
		code.Require("does the timer surely have a channel, if it is drained?",
			len(r.Drains) == 0 || !timer.MayBeFunc(p, r.Timer), NoChannel),
		code.Require("is there more than a Stop that has to stay?", !keepsStop || len(r.Stmts) > 1 || !isStop(r),
			"the duration is a call, which may take its time or look at the timer"),
	)
	if reason != "" {
		return refused(reason)
	}
	fix := rewrite.Fix{Level: rewrite.Safe}
	switch {
	case timer.CanHang(p, r) || drainsTwice(r):
		fix.Level, fix.Reason = rewrite.Review, Hangs
	case p.Ask("does a comment stand at the drain?", hasComments(p, r)):
		fix.Level, fix.Reason = rewrite.Review, "a comment at the drain stays, and may no longer be true"
	}
	e := edit.NewRunEdit(p, r)
	fix.At, fix.Shares = e.Stmts[0], append(e.Stmts, e.Reset)
	fix.Change = e.StopOnly
	if !keepsStop {
		fix.Change = e.ResetOnly
	}
	return fix
}

// isStop reports whether the run begins with a plain Stop.
func isStop(r timer.Run) bool {
	_, ok := r.First().Node().(*ast.ExprStmt)
	return ok
}

// drainsTwice reports whether a drain that blocks stands behind another Stop of the run. Its own Stop then returns
// false whatever happened, and there may be nothing to drain.
func drainsTwice(r timer.Run) bool {
	return slices.ContainsFunc(r.Drains, func(d timer.Drain) bool { return d.Blocking && d.Stop != r.Stop })
}

// hasComments reports whether a comment stands in the run, behind it, or right above it.
func hasComments(p *code.Package, r timer.Run) bool {
	from, to := r.Span()
	start, end := p.Fset.PositionFor(from, false), p.Fset.PositionFor(to, false)
	for f := range r.First().Enclosing((*ast.File)(nil)) {
		for _, group := range f.Node().(*ast.File).Comments {
			first, last := p.Fset.PositionFor(group.Pos(), false), p.Fset.PositionFor(group.End(), false)
			above := last.Line == start.Line-1 && first.Column == start.Column || last.Line == start.Line && group.End() <= from
			if above || start.Line <= first.Line && first.Line <= end.Line && group.Pos() > from {
				return true
			}
		}
	}
	return false
}
