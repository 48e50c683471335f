// Package unstopped finds timers and tickers that are not stopped.
package unstopped

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds timers and tickers that are not stopped.
var Rule = &rule.Rule{
	Name:   "unstopped",
	Finds:  "time.NewTimer or time.NewTicker not stopped on some path",
	Fix:    "defer Stop",
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports: []string{"time"},
		Words:   []string{"NewTimer", "NewTicker", "Timer", "Ticker"},
	}},
	Best: rewrite.Safe,
	Run:  run,
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
