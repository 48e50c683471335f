// Package asynctimer finds settings that bring back the timers of Go 1.22.
package asynctimer

import (
	"strings"

	"unleak/rules/rule"
)

// Rule finds settings that bring back the timers of Go 1.22.
var Rule = &rule.Rule{
	Name:  "asynctimer",
	Finds: "asynctimerchan settings (the go command refuses them from Go 1.27 on)",
	Fix:   rule.ReportOnly,
	Doc: `# What

Lists every asynctimerchan setting: godebug lines of go.mod and go.work, //go:debug directives, and what sets the environment variable
GODEBUG to one. That may be Go code (os.Setenv, t.Setenv, the environment of a command), or a script: Dockerfiles, makefiles, shell
scripts, YAML files such as CI workflows and Kubernetes manifests, .env files, systemd units, Bazel, Jenkins and development container
files, those in .github, .gitlab, .circleci and .devcontainer included. What a linker flag sets runtime.godebugDefault to counts as well.

Comments in scripts are no findings, and neither are lines that only print or compare a setting. A comment cannot accept a finding in
a script.

# Why

asynctimerchan=1 and =2 bring back the timers of Go 1.22, which leak when they are abandoned and keep stale values. Go 1.27 removed
the setting: the go command refuses such a line, and a program built by Go 1.27 stops at start-up if it finds one in its environment
(golang/go#76472). The go command is such a program, too. os.Setenv changes nothing in the program that calls it any more, but those
that it starts stop.

Nobody can tell which environment a program will run in. So modules are judged as if scripts set nothing; under such an
environment, all of them have the old timers up to Go 1.26.

# Fix

None. Remove the setting, and repair first what depends on it.

# Fix safety

The rule only reports.

# When it is fine

asynctimerchan=0 asks for what is the default.
`,
	Before: `//go:debug asynctimerchan=1
package main

func main() {}
`,
	After: `package main

func main() {}
`,
	Sources:  []rule.Source{{Words: []string{"asynctimerchan"}}},
	Run:      run,
	Settings: runSettings,
	Scripts:  runScripts,
}

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
