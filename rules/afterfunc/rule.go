// Package afterfunc finds time.AfterFunc timers that are kept but not stopped.
package afterfunc

import (
	_ "embed"

	"unleak/rules/rule"
)

// Rule finds time.AfterFunc timers that are kept but not stopped.
var Rule = &rule.Rule{
	Name:   "afterfunc",
	Finds:  "time.AfterFunc whose timer is kept but not stopped",
	Fix:    rule.ReportOnly,
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports: []string{"time"},
		Words:   []string{"AfterFunc"},
	}},
	Run: run,
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
