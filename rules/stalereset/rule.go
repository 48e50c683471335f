// Package stalereset finds resets of timers that may have fired unread.
package stalereset

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds resets of timers that may have fired unread.
var Rule = &rule.Rule{
	Name:   "stalereset",
	Finds:  "Reset that can deliver a stale value (before Go 1.23)",
	Fix:    "Reset, or a new timer where the old one fired",
	Best:   rewrite.Review,
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports:    []string{"time"},
		Words:      []string{"Timer", "NewTimer"},
		Companions: []string{".Reset", "AfterFunc"},
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
