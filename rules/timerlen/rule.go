// Package timerlen finds code that asks a timer's channel for its length.
package timerlen

import (
	_ "embed"

	"unleak/rules/rule"
)

// Rule finds code that asks a timer's channel for its length.
var Rule = &rule.Rule{
	Name:   "timerlen",
	Finds:  "len or cap of a timer's channel (always 0 on Go 1.23 and later)",
	Fix:    rule.ReportOnly,
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer", "Ticker", "NewTicker", "Tick", "After"},
		Companions: []string{".C"},
		// A function that measures a field, and mentions no timer besides, is not looked at, unless it does nothing
		// else: for the sake of a rarity, all functions with a len would have to be, which takes ten times as long.
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
