package asynctimer

import (
	"strings"

	"unleak/rules/rule"
)

// runSettings reports the asynctimerchan settings of a module: the godebug lines of its go.mod and go.work, and its
// //go:debug directives.
func runSettings(p *rule.Pass) {
	for _, s := range p.Settings {
		if s.Key != "asynctimerchan" {
			continue
		}
		f := rule.Finding{File: s.File, Line: s.Line, Pattern: s.Text, Variant: "setting", InLoop: rule.No, Class: rule.Fine}
		if strings.HasSuffix(s.File, ".go") {
			f.Variant = "directive"
		}
		f.Message = "asynctimerchan=" + s.Value + " asks for what is the default since Go 1.23; Go 1.27 removed the setting"
		if s.Value != "0" {
			f.Class = rule.Leak
			f.Message = "asynctimerchan=" + s.Value + " brings back timers that leak; the go command refuses it from Go 1.27 on"
		}
		p.Found(f)
	}
}

// runScripts finds settings in scripts.
func runScripts(p *rule.Pass) {
	for _, s := range p.Scripts {
		for _, g := range godebugs(s) {
			f := rule.Finding{File: s.Path, Line: g.line, Column: g.from + 1, Pattern: g.text, Variant: "environment", InLoop: rule.No}
			judgeGodebug(&f, g)
			p.Found(f)
		}
	}
}

// judgeGodebug sets class and message for a setting outside of go.mod, go.work and //go:debug.
func judgeGodebug(f *rule.Finding, g godebug) {
	set := "asynctimerchan=" + g.value
	f.Class = rule.Fine
	switch {
	case !g.known():
		f.Message = "GODEBUG is set to a value of asynctimerchan that is not known here; a program built by Go 1.27 or later stops at start-up unless it is 0"
		return
	case !g.brings():
		f.Message = set + " asks for what is the default since Go 1.23; Go 1.27 removed the setting"
		return
	}
	f.Class = rule.Leak
	switch g.key {
	case "-godebug":
		f.Message = set + " in go.mod brings back timers that leak; the go command refuses it from Go 1.27 on"
	case "godebugDefault":
		f.Message = "runtime.godebugDefault with " + set + " brings back timers that leak; a program that Go 1.27 or later links so stops at start-up"
	default:
		f.Message = "GODEBUG=" + set + " brings back timers that leak; a program built by Go 1.27 or later stops at start-up in such an environment"
	}
}
