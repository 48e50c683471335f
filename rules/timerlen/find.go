package timerlen

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
)

// run lists len and cap of the channel of a timer or ticker. Since Go 1.23 both are always 0, so that code which asks
// whether a value is waiting never sees one:
//
//	if len(timer.C) > 0 { <-timer.C } // never drains
//
// The rule only reports.
func run(p *rule.Pass) {
	for _, cur := range p.Calls {
		call := cur.Node().(*ast.CallExpr)
		b, ok := p.ObjectOf(call.Fun).(*types.Builtin)
		if !ok || b.Name() != "len" && b.Name() != "cap" || len(call.Args) != 1 || !isTimerChannel(p.Package, cur, call.Args[0], nil) {
			continue
		}
		f := flow.NewFinding(p.Package, flow.SiteAt(p.Package, cur))
		f.Variant = b.Name()
		switch d, ok := drainBy(p.Package, cur); {
		case b.Name() == "cap":
			f.Message = "cap of a timer's channel tells which timers the program has: 0 since Go 1.23, 1 before" + always(p, cur)
		case ok:
			judgeDrainBy(p, &f, d)
		default:
			judgeLen(p, &f, cur)
		}
		p.Found(f)
	}
}

// judgeLen judges a len that is no drain: since Go 1.23 the question has lost its answer.
func judgeLen(p *rule.Pass, f *rule.Finding, cur inspector.Cursor) {
	if !mayBeNew(p) {
		f.Message = "len of a timer's channel tells whether a value is waiting before Go 1.23 only; built by Go 1.27 or later it is always 0"
		return
	}
	// The worse of both semantics, for a library, is the new one: there the question has lost its answer.
	f.Class = rule.Bug
	f.Message = "len of a timer's channel is always 0 since Go 1.23, which made such channels unbuffered" + always(p, cur) + newer(p)
}

// judgeDrainBy judges a drain that goes by len.
func judgeDrainBy(p *rule.Pass, f *rule.Finding, d lengthDrain) {
	f.Variant = "drain"
	switch {
	case !mayBeNew(p):
		f.Message = "a drain by len of a timer's channel works before Go 1.23 only, and misses a value that is just being sent; built by Go 1.27 or later it never runs"
	case d.discarded:
		f.Message = "a drain by len of a timer's channel never runs since Go 1.23, where Stop and Reset discard a waiting value: it can go"
		if p.Timers == rule.Importer {
			f.Message = "a drain by len of a timer's channel never runs, and need not, for users whose main module is at Go 1.23 or later"
		}
	default:
		f.Class = rule.Bug
		f.Message = "a drain by len of a timer's channel never runs since Go 1.23, where len is always 0: the waiting value stays" + newer(p)
	}
}

// mayBeNew reports whether the code surely runs with the new timers, or with those that its users choose. Where a
// library may well be a program below Go 1.23, whose timers are the old ones, it is not to be alarmed.
func mayBeNew(p *rule.Pass) bool {
	return p.Timers == rule.Sync || p.Timers == rule.Importer && !p.Guessed
}

// newer says for whom a bug of the new semantics is one, as a suffix for messages. See whose, its counterpart.
func newer(p *rule.Pass) string {
	if p.Timers == rule.Importer {
		return ", for users whose main module is at Go 1.23 or later"
	}
	return ""
}

// always says what the comparison around the length cur comes to, as a suffix for messages: empty where there is no
// comparison with a constant, or where users decide.
func always(p *rule.Pass, cur inspector.Cursor) string {
	cur = code.ClimbParens(cur)
	n, ok := cur.Parent().Node().(*ast.BinaryExpr)
	if !ok || p.Timers != rule.Sync {
		return ""
	}
	zero := constant.MakeInt64(0)
	x, y := zero, zero
	if cur.Node() == n.X {
		y = p.Info.Types[n.Y].Value
	} else {
		x = p.Info.Types[n.X].Value
	}
	switch n.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return ""
	}
	if x == nil || y == nil || x.Kind() != constant.Int || y.Kind() != constant.Int {
		return ""
	}
	if constant.Compare(x, n.Op, y) {
		return ": this condition is always true"
	}
	return ": this condition is always false"
}
