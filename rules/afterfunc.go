package rules

// AfterFunc finds time.AfterFunc timers that are kept but not stopped.
var AfterFunc = rule(Rule{
	Name:  "afterfunc",
	Finds: "time.AfterFunc whose timer is kept but not stopped",
	Fix:   reportOnly,
	Doc: `# What

Lists every time.AfterFunc, and reports those whose timer is kept in a variable or field that is not stopped on some path.

# Why

Until it fires or is stopped, the timer holds its function and everything the function refers to. This is so on every Go version:
Go 1.23 collects only timers that have a channel.

# Fix

None. Stopping the timer cancels the function, which only its author can want.

# Fix safety

The rule only reports.

# When it is fine

As a fire-and-forget call whose result is dropped on purpose: it is listed, and harmless.
`,
	Before: `package session

import "time"

func watch(work func() error, expire func()) error {
	timer := time.AfterFunc(time.Hour, expire)
	if err := work(); err != nil {
		return err
	}
	timer.Stop()
	return nil
}
`,
	After: `package session

import "time"

func watch(work func() error, expire func()) error {
	timer := time.AfterFunc(time.Hour, expire)
	defer timer.Stop()
	return work()
}
`,
	Sources: []Source{{
		Imports: []string{"time"},
		Words:   []string{"AfterFunc"},
	}},
	Run: afterFunc,
})

func afterFunc(p *Pass) {
	for _, s := range p.sites("time.AfterFunc") {
		f := p.finding(s)
		if s.call == nil {
			f.Variant, f.InLoop = "value", No
			f.Message = "time.AfterFunc is used as a function value; where it is called is not followed"
		} else {
			p.judgeAfterFunc(&f, s)
		}
		p.report(f)
	}
}

func (p *Pass) judgeAfterFunc(f *Finding, s site) {
	const held = "; until it fires it holds its function and what that refers to, on every Go version"
	switch h := p.holderOf(s.cur, 0); h.kind {
	case heldLost:
		f.Variant = "discarded"
		f.Message = "time.AfterFunc without its timer: fire and forget"
	case heldAway:
		f.Variant, f.Note = "escape", "handed on"
		f.Message = "time.AfterFunc is handed on: whoever has it may stop it"
	case heldField, heldGlobal:
		f.Variant = "field"
		f.Message = "time.AfterFunc is kept in " + h.name + ", which this package stops or hands on"
		switch {
		case p.stoppedByName(h.name):
		case p.clearedByName(h.name):
			f.Message = "time.AfterFunc is kept in " + h.name + ", which is set to nil when it is over: fire and forget"
		default:
			f.Class = Leak
			f.Message = "time.AfterFunc is kept in " + h.name + ", and nothing in this package stops it" + held
		}
	case heldLocal:
		f.Variant = "variable"
		message, open := p.judgeLocal(f, s, h, "time.AfterFunc")
		f.Message = message
		if open {
			f.Class = Leak
			f.Message += held
		}
	}
	if f.Class == Leak && s.inLoop == Yes {
		f.Outstanding = Many
	}
}
