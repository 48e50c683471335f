package rules

import (
	"go/ast"
	"slices"

	"unleak/rewrite"
)

// noChannel is why a drain of such a timer is left alone.
const noChannel = "the timer may be one of time.AfterFunc, which has no channel: what the drain is for is not known"

// plainFix is what becomes of a run where the timers are those of Go 1.23 and later: the Reset alone, or one Stop.
//
// Since Go 1.23 neither Stop nor Reset leaves a value behind (documentation of time.Timer.Stop and Reset). So a drain that follows a Stop
// finds an empty channel: one that does not block does nothing, and one that blocks is skipped where Stop ended a timer or
// discarded a value, and otherwise waits for a value that nobody sends. A Stop in front of a Reset, whose result nobody asks for, is
// part of what the Reset does; only where the duration is a call could somebody tell how long the timer ran on. Comments stay.
func (p *Pass) plainFix(r drainRun) rewrite.Fix {
	fix := rewrite.Fix{Level: rewrite.None}
	keepsStop := r.call == nil || !p.simple(r.call.Args[0])
	switch {
	case p.usesCgo(r.first()):
		fix.Reason = "the file uses cgo"
	case len(r.drains) > 0 && p.mayBeFunc(r.timer):
		fix.Reason = noChannel
	case keepsStop && len(r.stmts) == 1 && p.isStop(r):
		fix.Reason = "the duration is a call, which may take its time or look at the timer"
	case p.canHang(r) || r.drainsTwice():
		fix.Level, fix.Reason = rewrite.Review, hangs
	case p.hasComments(r):
		fix.Level, fix.Reason = rewrite.Review, "a comment at the drain stays, and may no longer be true"
	default:
		fix.Level = rewrite.Safe
	}
	if fix.Level == rewrite.None {
		return fix
	}
	edit := p.editOf(r)
	fix.At, fix.Shares = edit.stmts[0], append(edit.stmts, edit.reset)
	fix.Change = edit.stopOnly
	if !keepsStop {
		fix.Change = edit.resetOnly
	}
	return fix
}

// isStop reports whether the run begins with a plain Stop.
func (p *Pass) isStop(r drainRun) bool {
	_, ok := r.first().Node().(*ast.ExprStmt)
	return ok
}

// drainsTwice reports whether a drain that blocks stands behind another Stop of the run: it can but hang.
func (r drainRun) drainsTwice() bool {
	return slices.ContainsFunc(r.drains, func(d drain) bool { return d.blocking && d.stop != r.stop })
}

// hasComments reports whether a comment stands in the run, behind it, or right above it.
func (p *Pass) hasComments(r drainRun) bool {
	from, to := r.span()
	start, end := p.Fset.PositionFor(from, false), p.Fset.PositionFor(to, false)
	for f := range r.first().Enclosing((*ast.File)(nil)) {
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
