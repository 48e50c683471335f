package rules

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// TimerLen finds code that asks a timer's channel for its length.
var TimerLen = rule(Rule{
	Name:  "timerlen",
	Finds: "len or cap of a timer's channel (always 0 on Go 1.23 and later)",
	Fix:   reportOnly,
	Doc: `# What

Reports len and cap of the channel of a time.Timer or time.Ticker, or of one that time.After or time.Tick returned.

# Why

Since Go 1.23 these channels have no buffer: both are always 0, and code that asks whether a tick is
waiting never sees one (documentation of package time).

# Fix

None. A receive in a select with a default clause asks the same question on every version.

# Fix safety

The rule only reports.

# When it is fine

To find out which semantics a program got.
`,
	Before: `package worker

import "time"

func waiting(timer *time.Timer) bool {
	return len(timer.C) > 0
}
`,
	After: `package worker

import "time"

func take(timer *time.Timer) bool {
	select {
	case <-timer.C:
		return true
	default:
		return false
	}
}
`,
	Sources: []Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer", "Ticker", "NewTicker", "Tick", "After"},
		Companions: []string{".C"},
	}},
	Run: timerLen,
})

func timerLen(p *Pass) {
	for _, cur := range p.calls {
		call := cur.Node().(*ast.CallExpr)
		b, ok := p.objectOf(call.Fun).(*types.Builtin)
		if !ok || b.Name() != "len" && b.Name() != "cap" || len(call.Args) != 1 || !p.isTimerChannel(cur, call.Args[0]) {
			continue
		}
		f := p.finding(p.siteAt(cur))
		f.Variant = b.Name()
		f.Class = p.held(Fine, Bug)
		f.Message = b.Name() + " of a timer's channel is always 0 since Go 1.23, which made such channels unbuffered"
		p.report(f)
	}
}

// isTimerChannel reports whether e yields the channel of a timer or ticker: t.C, a call, or a local variable that was set to one.
func (p *Pass) isTimerChannel(cur inspector.Cursor, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return p.isChannelField(e)
	case *ast.CallExpr:
		return p.yieldsTimerChannel(e)
	case *ast.Ident:
		obj := p.objectOf(e)
		if !isLocal(obj) {
			return false
		}
		for a := range enclosingFunc(cur).Preorder((*ast.AssignStmt)(nil)) {
			n := a.Node().(*ast.AssignStmt)
			for i, l := range n.Lhs {
				if len(n.Lhs) != len(n.Rhs) || p.objectOf(l) != obj {
					continue
				}
				_, copied := ast.Unparen(n.Rhs[i]).(*ast.Ident) // not followed: a copy of a copy may be a circle
				if !copied && p.isTimerChannel(cur, n.Rhs[i]) {
					return true
				}
			}
		}
	}
	return false
}
