package loopafter

import (
	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/reuse"
	"unleak/rules/rule"
	"unleak/rules/value"
)

func run(p *rule.Pass) {
	for _, s := range flow.Sites(p.Package, "time.After") {
		if s.Call == nil {
			f := flow.NewFinding(p.Package, s)
			f.Variant, f.InLoop = "value", rule.No
			f.Message = "time.After is used as a function value; where it is called is not followed"
			p.Found(f)
			continue
		}
		u := value.UseOf(p.Package, s.Cur)
		if u.Kind == value.UsePackage {
			u.Kind = value.UseEscape
		}
		f := flow.NewFinding(p.Package, s)
		f.Variant = u.Kind.Variant()
		judgeAfter(p, &f, s, u)
		switch {
		case f.Class == rule.Fine:
		case s.InLoop == rule.Yes:
			f.Fix = reuse.FixLoop(p, s, u)
		case s.InLoop == rule.Closure:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "each function literal waits once: there is no loop to hoist its timer out of"}
		default:
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "what the loop was meant to do is not known"}
		}
		p.Found(f)
	}
	for _, s := range wrapperCalls(p.Package, "time.After") {
		if u := value.UseOf(p.Package, s.Cur); s.InLoop == rule.Yes && (u.Kind == value.UseSelect || u.Kind == value.UseReceive || u.Kind == value.UseHeader) {
			f := flow.NewFinding(p.Package, s)
			f.Variant = "wrapper"
			judgeAfter(p, &f, s, u)
			f.Message = p.Pattern(s.Call.Fun) + " returns time.After: " + f.Message
			f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "the timer is made in another function"}
			p.Found(f)
		}
	}
}

// judgeAfter decides outstanding, class and message of a call that yields a fresh timer channel.
func judgeAfter(p *rule.Pass, f *rule.Finding, s flow.Site, u value.Use) {
	api := "time.After"
	switch {
	case u.Kind == value.UseRange:
		judgeRangeAfter(p.Package, f, s, u)
	case s.InLoop == rule.No:
		f.Message = api + " outside a loop: one timer per call, gone when it fires"
	case s.InLoop == rule.Closure:
		f.Class = p.BySemantics(rule.Churn, rule.Fine)
		f.Message = api + " in a function literal made in a loop: a timer per literal"
		if s.GoStart && u.Kind != value.UseReceive && u.Kind != value.UseHeader {
			f.Class = p.BySemantics(rule.Leak, rule.Fine)
			f.Message = api + " in a goroutine started per pass of a loop: each holds a timer until it fires" + p.ForWhom()
		}
	case u.Kind == value.UseReceive || u.Kind == value.UseHeader:
		f.Outstanding, f.Class = rule.One, rule.Churn
		f.Message = "receiving from " + api + " in a loop allocates a timer and a channel per pass; time.Sleep does not"
	case u.Kind == value.UseEscape || u.Kind == value.UseVariable && value.ChannelEscapes(p.Package, s, u.V.Obj, false):
		f.Class = rule.Churn
		f.Note = "channel escapes"
		f.Message = api + " in a loop allocates a timer per pass; whether its channel is received from is not visible here"
	case u.Kind == value.UseSelect && reuse.Spins(p.Package, s, u) && !p.NotPositive(s.Call):
		f.Outstanding, f.Class = rule.Many, rule.Bug
		f.Message = api + " beside a default clause in a loop: the timeout starts afresh on every spin and can hardly ever fire"
	default:
		judgeOutstanding(p, f, s, u)
	}
}

// judgeOutstanding asks whether a timer can be left behind while the loop goes on.
func judgeOutstanding(p *rule.Pass, f *rule.Finding, s flow.Site, u value.Use) {
	f.Outstanding = rule.One
	if u.Kind == value.UseSelect && reuse.ReturnsWithout(s.Flow, u, true) || u.Kind == value.UseVariable && reuse.DropsUnread(p.Package, s, u) {
		f.Outstanding = rule.Many
	}
	where := "in a select in a loop"
	if u.Kind == value.UseVariable {
		where = "kept in a variable in a loop"
	}
	switch {
	case f.Outstanding == rule.One:
		f.Class = rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; at most one is outstanding"
	case p.Timers == rule.Sync:
		f.Class = rule.Churn
		f.Message = "time.After " + where + " allocates a timer per pass; Go 1.23 and later collect those that are left behind"
	default:
		f.Class = rule.Leak
		f.Message = "time.After " + where + ": every pass that another case wins leaves a timer behind until it fires" + p.ForWhom()
	}
}

// judgeRangeAfter: the channel of time.After yields one value and is never closed.
func judgeRangeAfter(p *code.Package, f *rule.Finding, s flow.Site, u value.Use) {
	f.Message = "range over time.After receives once; the body leaves the loop, so it is a one-shot wait"
	if s.Flow.Repeats(u.Loop) {
		f.Class = rule.Bug
		f.Message = "range over time.After receives one value and then blocks for ever: the channel is never closed"
	}
}
