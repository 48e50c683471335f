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

func run(p *rule.Pass) {
	for _, s := range flow.Sites(p.Package, "time.Tick") {
		f := flow.NewFinding(p.Package, s)
		if s.Call == nil {
			f.Variant, f.InLoop = "value", rule.No
			f.Message = "time.Tick is used as a function value; where it is called is not followed"
			p.Found(f)
			continue
		}
		u := value.UseOf(p.Package, s.Cur)
		f.Variant = u.Kind.Variant()
		if s.Body == nil {
			f.Variant = value.UsePackage.Variant()
		}
		judgeTick(p, &f, s, u)
		if s.Body != nil && f.Note == "" {
			f.Fix = (&reuse.TickFix{P: p, Api: "time.Tick", S: s, U: u}).Fix()
		}
		if f.Fix.Instead != nil {
			f.Message += " (rewrite --review makes it one)"
		}
		if u.Kind == value.UseRange && f.InLoop == rule.No {
			f.InLoop = rule.Yes // the ticks drive a loop, though the ticker is made once
		}
		p.Found(f)
	}
}

func judgeTick(p *rule.Pass, f *rule.Finding, s flow.Site, u value.Use) {
	switch {
	case p.NotPositive(s.Call):
		f.Class = rule.Bug
		f.Message = "time.Tick returns nil for a duration that is not positive: receiving from it blocks for ever"
	case s.Body == nil || u.Kind == value.UsePackage && s.InLoop != rule.Yes:
		f.Note = "program lifetime"
		f.Message = "time.Tick at package level ticks as long as the program runs"
	case s.InLoop == rule.Yes:
		f.Class, f.Outstanding = p.BySemantics(rule.Leak, rule.Churn), rule.Many
		f.Message = "time.Tick in a loop makes a ticker per pass, "
		if p.Timers == rule.Sync {
			f.Message += "each an allocation"
		} else {
			f.Message += "and none of them is ever freed" + p.ForWhom()
		}
		if u.Kind == value.UseSelect || u.Kind == value.UseReceive || u.Kind == value.UseHeader {
			f.Message += "; the wait starts anew each time: was one ticker for all passes meant?"
		}
	case endless(p.Package, s, u):
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

// endless reports whether the function that receives the ticks runs as long as the program: main and init do, and any
// function in which no return can be reached from the call, given that a range over the ticks never ends by itself.
func endless(p *code.Package, s flow.Site, u value.Use) bool {
	if u.Kind == value.UseEscape {
		return false
	}
	from := s.Cur
	if u.Kind == value.UseVariable {
		if value.ChannelEscapes(p, s, u.V.Obj, true) {
			return false
		}
		if inner, ok := receiver(p, s, u); ok {
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
			if loop, ok := b.Stmt.(*ast.RangeStmt); ok && b.Kind == cfg.KindRangeLoop && i == 1 && isTicks(p, loop, u) {
				return flow.DeadEnd
			}
			return flow.WalkOn
		},
	})
}

// isTicks reports whether loop ranges over the variable of u.
func isTicks(p *code.Package, loop *ast.RangeStmt, u value.Use) bool {
	return u.Kind == value.UseVariable && p.ObjectOf(loop.X) == u.V.Obj
}

// receiver returns a mention of the variable of u in a function literal inside the function of s.
func receiver(p *code.Package, s flow.Site, u value.Use) (inspector.Cursor, bool) {
	for id := range p.Mentions(s.Cur, u.V.Obj) {
		if code.EnclosingBody(id) != s.Body {
			return id, true
		}
	}
	return inspector.Cursor{}, false
}
