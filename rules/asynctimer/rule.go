// Package asynctimer finds settings that bring back the timers of Go 1.22.
package asynctimer

import (
	_ "embed"

	"unleak/rules/rule"
)

// Rule finds settings that bring back the timers of Go 1.22.
var Rule = &rule.Rule{
	Name:     "asynctimer",
	Finds:    "asynctimerchan settings (the go command refuses them from Go 1.27 on)",
	Fix:      rule.ReportOnly,
	Doc:      doc,
	Before:   before,
	After:    after,
	Sources:  []rule.Source{{Words: []string{"asynctimerchan"}}},
	Run:      run,
	Settings: runSettings,
	Scripts:  runScripts,
}

// The page of the rule, and an example that it reports and what its fix makes of it, or what to write instead.
var (
	//go:embed doc.md
	doc string
	//go:embed testdata/before.go
	before string
	//go:embed testdata/after.go
	after string
)
