// Package rules is the catalogue of timer, context and goroutine leaks: a folder each, and the rooms that they share.
//
// A rule is a value, and pure: it reads syntax and types, and never a file. See docs/HACKING.md.
package rules

import (
	"unleak/rules/afterfunc"
	"unleak/rules/asynctimer"
	"unleak/rules/blockingdrain"
	"unleak/rules/loopafter"
	"unleak/rules/lostcancel"
	"unleak/rules/needlessdrain"
	"unleak/rules/rule"
	"unleak/rules/stalereset"
	"unleak/rules/tick"
	"unleak/rules/timerlen"
	"unleak/rules/unstopped"
)

// All returns the catalogue, sorted by name.
func All() []*rule.Rule {
	return []*rule.Rule{
		afterfunc.Rule,
		asynctimer.Rule,
		blockingdrain.Rule,
		loopafter.Rule,
		lostcancel.Rule,
		needlessdrain.Rule,
		stalereset.Rule,
		tick.Rule,
		timerlen.Rule,
		unstopped.Rule,
	}
}

// Lookup returns the rule called name, or nil.
func Lookup(name string) *rule.Rule {
	for _, r := range All() {
		if r.Name == name {
			return r
		}
	}
	return nil
}
