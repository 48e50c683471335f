package timer

import (
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// A Judgement says whether a timer may run on, unstopped.
type Judgement struct {
	Message string
	Note    string // for the finding; empty: nothing remarkable
	Open    bool   // it may
}

// JudgeLocal follows a timer or ticker of api, made at s and bound to a local variable.
func JudgeLocal(p *code.Package, s flow.Site, b value.Binding, api string) Judgement {
	switch value.OwnershipOf(p, s, b.Obj) {
	case value.HandedOn:
		p.Note("who else may have the timer?", "whoever it is handed on to")
		must := "must"
		if api == "time.AfterFunc" {
			must = "may" // or let it run
		}
		return Judgement{Message: api + " is handed on: whoever has it " + must + " stop it", Note: "handed on"}
	case value.Captured:
		p.Note("who else may have the timer?", "a function literal that captures it")
		return Judgement{Message: api + " is shared with a function literal, which may stop it", Note: "captured"}
	}
	at, ok := s.Flow.Places[b.Assign]
	if !p.Ask("is the assignment of the timer ever reached?", ok) {
		return Judgement{Message: api + " in code that is never reached"}
	}
	running := mayRunAtExit(p, s, b, at, api != "time.NewTicker")
	switch {
	case !p.Ask("may the timer run where the function returns or assigns it anew?", running) &&
		(s.InLoop == rule.Yes || s.Flow.CanEnd(at)):
		return Judgement{Message: api + " is stopped on every path"}
	case p.Ask("does the timer live as long as the program?", ForLife(p, s)):
		return Judgement{Message: api + " runs as long as the program", Note: "function lifetime"}
	}
	return Judgement{Message: api + " is not stopped on some path", Open: true}
}
