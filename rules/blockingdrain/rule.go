// Package blockingdrain finds drains that can hang.
package blockingdrain

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds drains that can hang.
var Rule = &rule.Rule{
	Name:   "blockingdrain",
	Finds:  "a drain after Stop that can hang",
	Fix:    "a form that cannot hang",
	Best:   rewrite.Review,
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Stop", "AfterFunc"},
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
