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

// PlainDrain is what becomes of d since Go 1.23.
func PlainDrain(p *code.Package, d timer.Drain) rewrite.Fix {
	if reason := d.Refuse(p); reason != "" {
		return rewrite.Fix{Level: rewrite.None, Reason: reason}
	}
	return PlainFix(p, timer.RunOf(p, d.Cur.Parent(), d.Timer))
}

// NoChannel is why a drain of such a timer is left alone.
const NoChannel = "the timer may be one of time.AfterFunc, which has no channel: what the drain is for is not known"

// PlainFix is what becomes of a run where the timers are those of Go 1.23 and later: the Reset alone, or one Stop.
//
// Since Go 1.23 neither Stop nor Reset leaves a value behind (documentation of time.Timer.Stop and Reset). So a drain that follows a Stop
// finds an empty channel: one that does not block does nothing, and one that blocks is skipped where Stop ended a timer or
// discarded a value, and otherwise waits for a value that nobody sends. A Stop in front of a Reset, whose result nobody asks for, is
// part of what the Reset does; only where the duration is a call could somebody tell how long the timer ran on. Comments stay.
func PlainFix(p *code.Package, r timer.Run) rewrite.Fix {
	fix := rewrite.Fix{Level: rewrite.None}
	keepsStop := r.Call == nil || !value.EffectFree(p, r.Call.Args[0])
	switch {
	case p.UsesCgo(r.First()):
		fix.Reason = "the file uses cgo"
	case len(r.Drains) > 0 && timer.MayBeFunc(p, r.Timer):
		fix.Reason = NoChannel
	case keepsStop && len(r.Stmts) == 1 && isStop(p, r):
		fix.Reason = "the duration is a call, which may take its time or look at the timer"
	case timer.CanHang(p, r) || drainsTwice(r):
		fix.Level, fix.Reason = rewrite.Review, Hangs
	case hasComments(p, r):
		fix.Level, fix.Reason = rewrite.Review, "a comment at the drain stays, and may no longer be true"
	default:
		fix.Level = rewrite.Safe
	}
	if fix.Level == rewrite.None {
		return fix
	}
	edit := edit.NewRunEdit(p, r)
	fix.At, fix.Shares = edit.Stmts[0], append(edit.Stmts, edit.Reset)
	fix.Change = edit.StopOnly
	if !keepsStop {
		fix.Change = edit.ResetOnly
	}
	return fix
}

// isStop reports whether the run begins with a plain Stop.
func isStop(p *code.Package, r timer.Run) bool {
	_, ok := r.First().Node().(*ast.ExprStmt)
	return ok
}

// drainsTwice reports whether a drain that blocks stands behind another Stop of the run: it can but hang.
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
