package afterfunc

import (
	"go/constant"
	"time"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/timer"
	"unleak/rules/value"
)

// run lists every time.AfterFunc, and reports those whose timer is kept and can run on with nobody left to stop it, and
// those that keep much alive for the sake of little:
//
//	timer := time.AfterFunc(time.Hour, expire)
//	if err := work(); err != nil {
//		return err // the timer runs on, and holds expire and what that refers to
//	}
//	timer.Stop()
//
// The rule only reports: to stop such a timer cancels its function, which only the author can want.
func run(p *rule.Pass) {
	const api = "time.AfterFunc"
	for _, s := range flow.Sites(p.Package, api) {
		if s.Call == nil {
			p.Found(flow.FuncValue(p.Package, s, api))
			continue
		}
		f := flow.NewFinding(p.Package, s)
		judge(p, &f, s)
		p.Found(f)
	}
}

// largeCapture is how much a timer may keep alive before the report makes a note of it, in bytes.
const largeCapture = 64 << 10

// judge completes the finding f about a call: who keeps the timer decides, and what it keeps alive is added.
func judge(p *rule.Pass, f *rule.Finding, s flow.Site) {
	var held []capture
	if len(s.Call.Args) == 2 {
		held = capturesOf(p, s, s.Call.Args[1])
	}
	h := value.BindingOf(p.Package, s.Cur, 0)
	f.Variable = h.Variable()
	switch h.Kind {
	case value.Dropped:
		judgeDiscarded(p.Package, f, s, held)
	case value.BoundElsewhere:
		f.Variant, f.Note = "escape", "handed on"
		f.Message = "time.AfterFunc is handed on: whoever has it may stop it"
	case value.BoundField, value.BoundGlobal:
		f.Variant = "field"
		judgeKeptFunc(p.Package, f, s, h)
	case value.BoundLocal:
		f.Variant = "variable"
		judged := timer.JudgeLocal(p.Package, s, h, "time.AfterFunc")
		f.Message, f.Note = judged.Message, judged.Note
		if judged.Open {
			f.Class = rule.Leak
			if overwrites(p.Package, s) {
				f.Message = "time.AfterFunc overwrites " + h.Obj.Name() + " while the timer in it may still run, and nothing can stop that one any more"
			}
		}
	}
	if f.Variant != "discarded" && (f.Class == rule.Leak || total(held) >= largeCapture) {
		addKept(f, held)
	}
	if s.InLoop == rule.Yes && (f.Class == rule.Leak || f.Variant == "discarded") {
		f.Outstanding = rule.Many
	}
}

// judgeKeptFunc looks at a timer that is kept in a field or package-level variable.
func judgeKeptFunc(p *code.Package, f *rule.Finding, s flow.Site, h value.Binding) {
	f.Message = "time.AfterFunc is kept in " + h.Name + ", which this package stops or hands on"
	switch {
	case s.InLoop == rule.Yes && overwrites(p, s):
		f.Class = rule.Leak
		f.Message = "time.AfterFunc overwrites " + h.Name + " while the timer in it may still run, and nothing can stop that one any more"
	case value.StoppedByName(p, h.Name):
	case clearedByName(p, h.Name):
		f.Message = "time.AfterFunc is kept in " + h.Name + ", which is set to nil when it is over: fire and forget"
	default:
		f.Class = rule.Leak
		f.Message = "time.AfterFunc is kept in " + h.Name + ", and nothing in this package stops it"
	}
}

// judgeDiscarded looks at a timer that is dropped: its function will run.
func judgeDiscarded(p *code.Package, f *rule.Finding, s flow.Site, held []capture) {
	f.Variant = "discarded"
	f.Message = "time.AfterFunc without its timer: fire and forget"
	if s.InLoop == rule.Yes {
		f.Message += ", one outstanding per pass"
	}
	for _, c := range held {
		if c.bytes < largeCapture || soon(p, s) {
			continue
		}
		if parts := partOnly(p, s, s.Call.Args[1], c); len(parts) > 0 {
			f.Class, f.Note = rule.Leak, "keeps "+bytesText(c.bytes)
			f.Message = "time.AfterFunc keeps " + c.name + ", " + bytesText(c.bytes) + ", until it fires, of which its function needs only " +
				names3(parts) + ": copy that before"
			return
		}
	}
	addKept(f, held)
}

// addKept adds to the message what the timer keeps alive.
func addKept(f *rule.Finding, held []capture) {
	what := keeps(held)
	switch {
	case f.Class == rule.Leak && what == "":
		f.Message += "; until it fires it holds its function, on every Go version"
	case f.Class == rule.Leak:
		f.Message += "; until it fires it keeps " + what + ", on every Go version"
	case what != "":
		f.Message += "; until it fires it keeps " + what
	}
	if n := total(held); n >= largeCapture && f.Note == "" {
		f.Note = "keeps " + bytesText(n)
	}
}

// soon reports whether the timer fires in less than a minute.
func soon(p *code.Package, s flow.Site) bool {
	v := p.Info.Types[s.Call.Args[0]].Value
	if v == nil {
		return false
	}
	d, exact := constant.Int64Val(constant.ToInt(v))
	return exact && d < int64(time.Minute)
}
