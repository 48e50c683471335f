package unstopped

import (
	"go/ast"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/timer"
	"unleak/rules/value"
)

func run(p *rule.Pass) {
	for _, api := range []string{"time.NewTimer", "time.NewTicker"} {
		for _, s := range flow.Sites(p.Package, api) {
			f := flow.NewFinding(p.Package, s)
			f.Variant = map[string]string{"time.NewTimer": "timer", "time.NewTicker": "ticker"}[api]
			if s.Call == nil {
				f.Variant, f.InLoop = "value", rule.No
				f.Message = api + " is used as a function value; where it is called is not followed"
			} else {
				judgeUnstopped(p, &f, s, api)
			}
			p.Found(f)
		}
	}
}

func judgeUnstopped(p *rule.Pass, f *rule.Finding, s flow.Site, api string) {
	h := value.BindingOf(p.Package, s.Cur, 0)
	f.Variable = h.Variable()
	open := false // may it run on, unstopped?
	switch h.Kind {
	case value.BoundElsewhere:
		f.Note = "handed on"
		f.Message = api + " is handed on: whoever has it must stop it"
	case value.BoundLocal:
		judged := timer.JudgeLocal(p.Package, s, h, api)
		f.Message, f.Note, open = judged.Message, judged.Note, judged.Open
	case value.BoundField, value.BoundGlobal, value.Dropped:
		if s.Body == nil {
			f.Note = "program lifetime"
			f.Message = api + " at package level runs as long as the program"
			return
		}
		f.Message, open = judgeKept(p.Package, f, s, h, api)
	}
	if !open {
		return
	}
	f.Fix = fixStop(p, s, h, api)
	f.Class = p.BySemantics(rule.Leak, rule.Fine)
	if s.InLoop == rule.Yes {
		f.Class, f.Outstanding = p.BySemantics(rule.Leak, rule.Churn), rule.Many
	}
	if p.Timers == rule.Sync {
		f.Message += "; Go 1.23 and later collect it when nothing refers to it"
	} else if api == "time.NewTimer" {
		f.Message += "; it stays in memory until it fires" + p.ForWhom()
	} else {
		f.Message += "; it ticks and stays in memory for ever" + p.ForWhom()
	}
}

// fixStop decides what can be done about a timer or ticker that is kept in h, and may run on.
func fixStop(p *rule.Pass, s flow.Site, h value.Binding, api string) rewrite.Fix {
	switch h.Kind {
	case value.BoundLocal:
		return fixUnstopped(p, s, h)
	case value.Dropped:
		channel := code.ClimbParens(s.Cur).Parent()
		if _, ok := channel.Node().(*ast.SelectorExpr); ok {
			return (&reuse.TickFix{P: p, Api: api, S: s, U: value.UseOf(p.Package, channel)}).Fix()
		}
		return rewrite.Fix{Level: rewrite.None, Reason: "nothing receives from it: what was meant is not known"}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: "it is kept where another function can get at it"}
}

// judgeKept looks at a timer in a field or package-level variable, or one that is not kept at all.
func judgeKept(p *code.Package, f *rule.Finding, s flow.Site, h value.Binding, api string) (message string, open bool) {
	lost := h.Kind == value.Dropped
	if lost {
		f.Variant = "discarded"
	}
	switch {
	case lost && api == "time.NewTimer" && timer.ReceivedAtOnce(p, s):
		return api + " is received from at once: nothing is left to stop", false
	case !lost && value.StoppedByName(p, h.Name):
		return api + " is kept in " + h.Name + ", which this package stops or hands on", false
	case timer.ForLife(p, s):
		f.Note = "function lifetime"
		return api + " runs as long as the program", false
	case lost:
		return api + " is dropped here, so that nothing can stop it", true
	}
	return api + " is kept in " + h.Name + ", and nothing in this package stops it", true
}
