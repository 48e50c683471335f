// Package lostcancel finds contexts that nobody cancels.
package lostcancel

import (
	_ "embed"

	"unleak/rewrite"
	"unleak/rules/rule"
)

// Rule finds contexts that nobody cancels.
var Rule = &rule.Rule{
	Name:   "lostcancel",
	Finds:  "a cancel function that is lost",
	Fix:    "defer cancel() where ownership is proven",
	Doc:    doc,
	Before: before,
	After:  after,
	Sources: []rule.Source{{
		Imports: []string{"context", "golang.org/x/net/context"},
		Words: []string{
			"WithCancel", "WithTimeout", "WithDeadline",
			"WithCancelCause", "WithTimeoutCause", "WithDeadlineCause", "AfterFunc",
		},
	}, {
		Imports: []string{"os/signal"},
		Words:   []string{"NotifyContext"},
	}},
	Aliases: []string{"govet", "lostcancel", "staticcheck", "gosec", "G118"},
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
