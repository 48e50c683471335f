// Package needlessdrain finds what Go 1.23 made pointless.
package needlessdrain

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds what Go 1.23 made pointless.
var Rule = &rule.Rule{
	Name:   "needlessdrain",
	Finds:  "drains and Stop before Reset that Go 1.23 made pointless",
	Fix:    "plain Reset",
	Best:   rewrite.Safe,
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Stop", "AfterFunc", "*Timer("},
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
