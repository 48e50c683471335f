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

// apis are the functions that make what has to be stopped.
var apis = []string{"time.NewTimer", "time.NewTicker"}

// variants are the variants of findings about their calls.
var variants = map[string]string{"time.NewTimer": "timer", "time.NewTicker": "ticker"}

// A timerSite is a call that makes a timer or ticker.
type timerSite struct {
	flow.Site
	api     string
	binding value.Binding // where the timer or ticker is kept
}

// run lists every mention of a function that makes a timer or ticker, and reports those that nothing stops on some way:
//
//	ticker := time.NewTicker(d) // → defer ticker.Stop()
//	for range n {
//		<-ticker.C
//	}
func run(p *rule.Pass) {
	for _, api := range apis {
		for _, s := range flow.Sites(p.Package, api) {
			if s.Call == nil {
				p.Found(flow.FuncValue(p.Package, s, api))
				continue
			}
			f := flow.NewFinding(p.Package, s)
			f.Variant = variants[api]
			judge(p, &f, timerSite{s, api, value.BindingOf(p.Package, s.Cur, 0)})
			p.Found(f)
		}
	}
}

// judge completes the finding f about the call t.
func judge(p *rule.Pass, f *rule.Finding, t timerSite) {
	f.Variable = t.binding.Variable()
	open := false // may it run on, unstopped?
	switch t.binding.Kind {
	case value.BoundElsewhere:
		f.Note = "handed on"
		f.Message = t.api + " is handed on: whoever has it must stop it"
	case value.BoundLocal:
		judged := timer.JudgeLocal(p.Package, t.Site, t.binding, t.api)
		f.Message, f.Note, open = judged.Message, judged.Note, judged.Open
	case value.BoundField, value.BoundGlobal, value.Dropped:
		if t.Body == nil {
			f.Note = "program lifetime"
			f.Message = t.api + " at package level runs as long as the program"
			return
		}
		f.Message, open = judgeKept(p.Package, f, t)
	}
	if !p.Ask("may it run on, with nothing left to stop it?", open) {
		return
	}
	f.Fix = fixStop(p, t)
	f.Class = p.BySemantics(rule.Leak, rule.Fine)
	if t.InLoop == rule.Yes {
		f.Class, f.Outstanding = p.BySemantics(rule.Leak, rule.Churn), rule.Many
	}
	switch {
	case p.Timers == rule.Sync:
		f.Message += "; Go 1.23 and later collect it when nothing refers to it"
	case t.api == "time.NewTimer":
		f.Message += "; it stays in memory until it fires" + p.ForWhom()
	default:
		f.Message += "; it ticks and stays in memory for ever" + p.ForWhom()
	}
}

// judgeKept looks at a timer in a field or package-level variable, or one that is not kept at all.
func judgeKept(p *code.Package, f *rule.Finding, t timerSite) (message string, open bool) {
	lost := t.binding.Kind == value.Dropped
	name := t.binding.Name
	if lost {
		f.Variant = "discarded"
	}
	switch {
	case lost && t.api == "time.NewTimer" && timer.ReceivedAtOnce(p, t.Site):
		return t.api + " is received from at once: nothing is left to stop", false
	case !lost && value.StoppedByName(p, name):
		return t.api + " is kept in " + name + ", which this package stops or hands on", false
	case timer.ForLife(p, t.Site):
		f.Note = "function lifetime"
		return t.api + " runs as long as the program", false
	case lost:
		return t.api + " is dropped here, so that nothing can stop it", true
	}
	return t.api + " is kept in " + name + ", and nothing in this package stops it", true
}

// fixStop decides what can be done about a timer or ticker that may run on.
func fixStop(p *rule.Pass, t timerSite) rewrite.Fix {
	switch t.binding.Kind {
	case value.BoundLocal:
		return fixLocal(p, t)
	case value.Dropped:
		channel := code.ClimbParens(t.Cur).Parent()
		if _, ok := channel.Node().(*ast.SelectorExpr); ok {
			return reuse.FixTick(p, t.api, t.Site, value.UseOf(p.Package, channel))
		}
		return rewrite.Fix{Level: rewrite.None, Reason: "nothing receives from it: what was meant is not known"}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: "it is kept where another function can get at it"}
}
