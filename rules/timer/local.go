package timer

import (
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// JudgeLocal follows a timer in a local variable.
func JudgeLocal(p *code.Package, f *rule.Finding, s flow.Site, h value.Binding, api string) (message string, open bool) {
	switch value.OwnershipOf(p, s, h.Obj) {
	case value.HandedOn:
		f.Note = "handed on"
		must := "must"
		if api == "time.AfterFunc" {
			must = "may" // or let it run
		}
		return api + " is handed on: whoever has it " + must + " stop it", false
	case value.Captured:
		f.Note = "captured"
		return api + " is shared with a function literal, which may stop it", false
	}
	at, ok := s.Flow.Places[h.Assign]
	if !ok {
		return api + " in code that is never reached", false
	}
	switch left := MayRunAtExit(p, s, h, at, api != "time.NewTicker"); {
	case !left && (s.InLoop == rule.Yes || s.Flow.CanEnd(at)):
		return api + " is stopped on every path", false
	case ForLife(p, s):
		f.Note = "function lifetime"
		return api + " runs as long as the program", false
	}
	return api + " is not stopped on some path", true
}
