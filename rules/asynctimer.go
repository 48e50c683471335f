package rules

import (
	"go/ast"
	"strconv"
	"strings"
)

// AsyncTimer finds settings that bring back the timers of Go 1.22.
var AsyncTimer = rule(Rule{
	Name:  "asynctimer",
	Finds: "asynctimerchan settings (the go command refuses them from Go 1.27 on)",
	Fix:   reportOnly,
	Doc: `# What

Lists every asynctimerchan setting: godebug lines of go.mod and go.work, //go:debug directives, and calls that set GODEBUG to one.

# Why

asynctimerchan=1 and =2 bring back the timers of Go 1.22, which leak when they are abandoned and keep stale values. Go 1.27 removed
the setting: the go command refuses such a line, and a program started with GODEBUG=asynctimerchan=1 in its environment stops at once
(golang/go#76472).

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
	Sources:  []Source{{Words: []string{"asynctimerchan"}}},
	Run:      asyncTimerEnv,
	Settings: asyncTimer,
})

func asyncTimer(p *Pass) {
	for _, s := range p.Settings {
		if s.Key != "asynctimerchan" {
			continue
		}
		f := Finding{File: s.File, Line: s.Line, Pattern: s.Text, Variant: "setting", InLoop: No, Class: Fine}
		if strings.HasSuffix(s.File, ".go") {
			f.Variant = "directive"
		}
		f.Message = "asynctimerchan=" + s.Value + " asks for what is the default since Go 1.23; Go 1.27 removed the setting"
		if s.Value != "0" {
			f.Class = Leak
			f.Message = "asynctimerchan=" + s.Value + " brings back timers that leak; the go command refuses it from Go 1.27 on"
		}
		p.report(f)
	}
}

// asyncTimerEnv finds os.Setenv, t.Setenv and their like with GODEBUG and a value that names asynctimerchan.
func asyncTimerEnv(p *Pass) {
	for _, cur := range p.calls {
		call := cur.Node().(*ast.CallExpr)
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Setenv" || len(call.Args) != 2 || stringLit(call.Args[0]) != "GODEBUG" {
			continue
		}
		_, value, ok := strings.Cut(stringLit(call.Args[1]), "asynctimerchan=")
		if !ok {
			continue
		}
		f := p.finding(p.siteAt(cur))
		f.Variant = "setenv"
		f.Message = "GODEBUG=asynctimerchan has no effect since Go 1.27, which removed the setting"
		if !strings.HasPrefix(value, "0") {
			f.Class = Leak
			f.Message = "GODEBUG=asynctimerchan brings back timers that leak; Go 1.27 removed the setting"
		}
		p.report(f)
	}
}

// stringLit returns the value of a string literal, or "".
func stringLit(e ast.Expr) string {
	if lit, ok := ast.Unparen(e).(*ast.BasicLit); ok {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}
