package tick

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// run lists every time.Tick, and reports those whose ticker outlives its use:
//
//	tick := time.Tick(d) // it ticks on when the function has returned
//	for {
//		select {
//		case <-done:
//			return
//		case <-tick:
//			poll()
//		}
//	}
//
// What becomes of it is for reuse.FixTick to say: a ticker that is stopped when nobody can receive from it any more.
func run(p *rule.Pass) {
	const api = "time.Tick"
	for _, s := range flow.Sites(p.Package, api) {
		if s.Call == nil {
			p.Found(flow.FuncValue(p.Package, s, api))
			continue
		}
		f := flow.NewFinding(p.Package, s)
		use := value.UseOf(p.Package, s.Cur)
		if s.Body == nil {
			use.Kind = value.UsePackage
		}
		p.Note("what becomes of its channel?", use.Kind.Words())
		f.Variant = use.Kind.Variant()
		judge(p, &f, s, use)
		if s.Body != nil && f.Note == "" {
			f.Fix = reuse.FixTick(p, api, s, use)
		}
		if f.Fix.Instead != nil {
			f.Message += " (rewrite --review makes it one)"
		}
		if use.Kind == value.UseRange && f.InLoop == rule.No {
			f.InLoop = rule.Yes // the ticks drive a loop, though the ticker is made once
		}
		p.Found(f)
	}
}

// judge decides class and message: a ticker that runs as long as the program is no leak, whatever the timers.
func judge(p *rule.Pass, f *rule.Finding, s flow.Site, use value.Use) {
	switch {
	case p.NotPositive(s.Call):
		f.Class = rule.Bug
		f.Message = "time.Tick returns nil for a duration that is not positive: receiving from it blocks for ever"
	case s.Body == nil || use.Kind == value.UsePackage && s.InLoop != rule.Yes:
		f.Note = "program lifetime"
		f.Message = "time.Tick at package level ticks as long as the program runs"
	case s.InLoop == rule.Yes:
		judgeInLoop(p, f, use)
	case p.Ask("does the function that receives the ticks run as long as the program?", endless(p.Package, s, use)):
		f.Note = "function lifetime"
		f.Message = "time.Tick in a function that never ends ticks as long as the program runs"
	default:
		f.Class = p.BySemantics(rule.Leak, rule.Fine)
		f.Message = "time.Tick in a function that returns: its ticker can never be stopped"
		if p.Timers == rule.Sync {
			f.Message += ", but Go 1.23 and later collect it when its channel is no longer used"
		} else {
			f.Message += " and stays for ever" + p.ForWhom()
		}
	}
}

// judgeInLoop judges a ticker that every pass of a loop makes anew.
func judgeInLoop(p *rule.Pass, f *rule.Finding, use value.Use) {
	f.Class, f.Outstanding = p.BySemantics(rule.Leak, rule.Churn), rule.Many
	f.Message = "time.Tick in a loop makes a ticker per pass, "
	if p.Timers == rule.Sync {
		f.Message += "each an allocation"
	} else {
		f.Message += "and none of them is ever freed" + p.ForWhom()
	}
	if use.Kind.Receives() {
		f.Message += "; the wait starts anew each time: was one ticker for all passes meant?"
	}
}

// endless reports whether the function that receives the ticks runs as long as the program: main and init do, and so
// does any function in which no return can be reached from the call. A range over the ticks never ends by itself,
// since nobody can close their channel.
func endless(p *code.Package, s flow.Site, use value.Use) bool {
	if use.Kind == value.UseEscape {
		return false
	}
	from := s.Cur
	if use.Kind == value.UseVariable {
		if value.ChannelEscapes(p, s, use.V.Obj, true) {
			return false
		}
		if inner, ok := receiver(p, s, use); ok {
			from = inner
		}
	}
	if p.IsMain(from) {
		return true
	}
	f := flow.Of(p, code.EnclosingBody(from))
	at, ok := f.PlaceOf(from)
	return ok && !f.Search(at, nil, flow.Visitor{
		Node: func(n ast.Node) flow.Verdict {
			if _, ok := n.(*ast.ReturnStmt); ok {
				return flow.Found
			}
			return flow.WalkOn
		},
		Edge: func(b *cfg.Block, i int) flow.Verdict {
			if loop, ok := b.Stmt.(*ast.RangeStmt); ok && b.Kind == cfg.KindRangeLoop && i == 1 && isTicks(p, loop, use) {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
	})
}

// isTicks reports whether loop ranges over the ticks, by way of the variable that keeps their channel.
func isTicks(p *code.Package, loop *ast.RangeStmt, use value.Use) bool {
	return use.Kind == value.UseVariable && p.ObjectOf(loop.X) == use.V.Obj
}

// receiver returns a mention of the variable that keeps the channel in a function literal inside the function of s:
// there the ticks are received, if anywhere.
func receiver(p *code.Package, s flow.Site, use value.Use) (inspector.Cursor, bool) {
	for id := range p.Mentions(s.Cur, use.V.Obj) {
		if code.EnclosingBody(id) != s.Body {
			return id, true
		}
	}
	return inspector.Cursor{}, false
}
