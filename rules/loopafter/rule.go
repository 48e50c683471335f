// Package loopafter finds time.After in loops.
package loopafter

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds time.After in loops.
var Rule = &rule.Rule{
	Name:   "loopafter",
	Finds:  "time.After in a loop",
	Fix:    "hoisted time.NewTimer, re-armed at the select",
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports: []string{"time"},
		Words:   []string{"After"},
	}, {
		// Calls of a function that returns time.After may stand in any file of its package.
		Words:      []string{"return time.After", "return After"},
		Companions: []string{"<-"},
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
