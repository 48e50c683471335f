// Package tick finds time.Tick.
package tick

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds time.Tick.
var Rule = &rule.Rule{
	Name:   "tick",
	Finds:  "time.Tick",
	Fix:    "time.NewTicker with defer Stop",
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports: []string{"time"},
		Words:   []string{"Tick"},
	}},
	Aliases: []string{"SA1015"},
	Best:    rewrite.Safe,
	Run:     run,
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
