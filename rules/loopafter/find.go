package loopafter

import (
	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// run lists every time.After, and reports those that run again and again:
//
//	for {
//		select {
//		case job := <-jobs:
//			job()
//		case <-time.After(d): // a timer per pass
//			idle()
//		}
//	}
//
// What becomes of one in a select is for reuse.FixLoop to say: a timer that is made before the loop and set again in
// front of the select.
func run(p *rule.Pass) {
	const api = "time.After"
	for _, s := range flow.Sites(p.Package, api) {
		if s.Call == nil {
			p.Found(flow.FuncValue(p.Package, s, api))
			continue
		}
		use := value.UseOf(p.Package, s.Cur)
		if use.Kind == value.UsePackage {
			use.Kind = value.UseEscape
		}
		f := flow.NewFinding(p.Package, s)
		p.Note("what becomes of its channel?", use.Kind.Words())
		f.Variant = use.Kind.Variant()
		judge(p, &f, s, use)
		if f.Class != rule.Fine {
			f.Fix = fix(p, s, use)
		}
		p.Found(f)
	}
	for _, s := range wrapperCalls(p.Package, api) {
		if use := value.UseOf(p.Package, s.Cur); s.InLoop == rule.Yes && use.Kind.Receives() {
			f := flow.NewFinding(p.Package, s)
			f.Variant = "wrapper"
			judge(p, &f, s, use)
			f.Message = p.Pattern(s.Call.Fun) + " returns time.After: " + f.Message
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the timer is made in another function"}
			p.Found(f)
		}
	}
}

// fix decides what becomes of a call that is not harmless.
func fix(p *rule.Pass, s flow.Site, use value.Use) rewrite.Fix {
	switch s.InLoop {
	case rule.Yes:
		return reuse.FixLoop(p, s, use)
	case rule.Closure:
		return rewrite.Fix{Level: rewrite.None, Reason: "each function literal waits once: there is no loop to hoist its timer out of"}
	}
	return rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
}

// judge decides outstanding, class and message of a call that yields a fresh timer channel.
func judge(p *rule.Pass, f *rule.Finding, s flow.Site, use value.Use) {
	switch {
	case use.Kind == value.UseRange:
		judgeRange(p.Package, f, s, use)
	case s.InLoop == rule.No:
		f.Message = "time.After outside a loop: one timer per call, gone when it fires"
	case s.InLoop == rule.Closure:
		f.Class = p.BySemantics(rule.Churn, rule.Fine)
		f.Message = "time.After in a function literal made in a loop: a timer per literal"
		if s.GoStart && use.Kind != value.UseReceive && use.Kind != value.UseHeader {
			f.Class = p.BySemantics(rule.Leak, rule.Fine)
			f.Message = "time.After in a goroutine started per pass of a loop: each holds a timer until it fires" + p.ForWhom()
		}
	case use.Kind == value.UseReceive || use.Kind == value.UseHeader:
		f.Outstanding, f.Class = rule.One, rule.Churn
		f.Message = "receiving from time.After in a loop allocates a timer and a channel per pass; time.Sleep does not"
	case use.Kind == value.UseEscape || use.Kind == value.UseVariable && value.ChannelEscapes(p.Package, s, use.V.Obj, false):
		p.Note("who receives from the channel?", "that cannot be seen here")
		f.Class = rule.Churn
		f.Note = "channel escapes"
		f.Message = "time.After in a loop allocates a timer per pass; whether its channel is received from is not visible here"
	case use.Kind == value.UseSelect && reuse.Spins(p.Package, s, use) && !p.NotPositive(s.Call):
		p.Note("does the select wait?", "no: its default clause comes back to it")
		f.Outstanding, f.Class = rule.Many, rule.Bug
		f.Message = "time.After beside a default clause in a loop: the timeout starts afresh on every spin and can hardly ever fire"
	default:
		judgeOutstanding(p, f, s, use)
	}
}

// judgeOutstanding asks whether a timer can be left behind, unread, while the loop goes on to make another.
func judgeOutstanding(p *rule.Pass, f *rule.Finding, s flow.Site, use value.Use) {
	where, many := "in a select in a loop", false
	switch use.Kind {
	case value.UseSelect:
		many = p.Ask("can another clause win, and lead back to the select?", reuse.ReturnsWithout(s.Flow, use, true))
	case value.UseVariable:
		where = "kept in a variable in a loop"
		many = p.Ask("can the variable be set again before its channel was received from?", reuse.DropsUnread(p.Package, s, use))
	}
	switch {
	case !many:
		f.Outstanding, f.Class = rule.One, rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; at most one is outstanding"
	case p.Timers == rule.Sync:
		f.Outstanding, f.Class = rule.Many, rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; Go 1.23 and later collect those that are left behind"
	default:
		f.Outstanding, f.Class = rule.Many, rule.Leak
		f.Message = "time.After " + where + ": every pass that another case wins leaves a timer behind until it fires" + p.ForWhom()
	}
}

// judgeRange judges for range time.After(d): the channel yields one value and is never closed.
func judgeRange(p *code.Package, f *rule.Finding, s flow.Site, use value.Use) {
	f.Message = "range over time.After receives once; the body leaves the loop, so it is a one-shot wait"
	if p.Ask("can the body of the range get to its end, so that the loop waits again?", s.Flow.Repeats(use.Loop)) {
		f.Class = rule.Bug
		f.Message = "range over time.After receives one value and then blocks for ever: the channel is never closed"
	}
}
