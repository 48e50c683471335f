// Package vet makes analyzers of the rules, for go vet, go fix, golangci-lint, Bazel's nogo and other drivers.
package vet

import (
	"go/version"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"unleak/rules"
	"unleak/rules/rule"
)

// analyzers holds an analyzer for each rule, since drivers tell them apart by their address.
var analyzers = sync.OnceValue(func() map[*rule.Rule]*analysis.Analyzer {
	all := map[*rule.Rule]*analysis.Analyzer{}
	for _, r := range rules.All() {
		all[r] = newAnalyzer(r)
	}
	return all
})

// Analyzers returns an analyzer for each rule, in the order of the catalogue.
func Analyzers() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, r := range rules.All() {
		list = append(list, For(r))
	}
	return list
}

// For returns the analyzer of r, a rule of the catalogue; it is the same each time.
func For(r *rule.Rule) *analysis.Analyzer { return analyzers()[r] }

// newAnalyzer derives an analyzer that reports the findings of r that are not harmless.
func newAnalyzer(r *rule.Rule) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     r.Name,
		Doc:      r.Finds + "\n\n" + r.Doc,
		Requires: []*analysis.Analyzer{index},
		Run: func(pass *analysis.Pass) (any, error) {
			drive(r, pass)
			return nil, nil
		},
	}
}

// Analyzer runs every rule. It is for drivers that take one analyzer from a package, as Bazel's nogo.
var Analyzer = &analysis.Analyzer{
	Name:     "unleak",
	Doc:      "find timer and context leaks\n\nThis is all rules of unleak in one; each message begins with the name of a rule.",
	Requires: []*analysis.Analyzer{index},
	Run: func(pass *analysis.Pass) (any, error) {
		named := *pass
		named.Report = func(d analysis.Diagnostic) {
			d.Message = d.Category + ": " + d.Message
			pass.Report(d)
		}
		for _, r := range rules.All() {
			drive(r, &named)
		}
		return nil, nil
	},
}

// drive runs r for a driver. It reports what is neither harmless, nor accepted by a comment, nor in a generated file.
func drive(r *rule.Rule, pass *analysis.Pass) {
	pkg := pass.ResultOf[index].(*driven)
	pkg.mu.Lock()
	defer pkg.mu.Unlock()
	r.Run(&rule.Pass{
		Package: pkg.Package,
		Rule:    r,
		Timers:  timersOf(pass.Module),
		Guessed: true,
		Report: func(f rule.Finding) {
			if f.Class == rule.Fine || accepted(pass, r, f) {
				return
			}
			pass.Report(analysis.Diagnostic{
				Pos: f.Pos, End: f.End, Category: r.Name, Message: f.Message, SuggestedFixes: suggested(pass, r, f),
			})
		},
	})
}

// timersOf returns the timer semantics of a module by its go line, which is all that a driver tells. A module below
// Go 1.23 counts as a library whose users decide.
func timersOf(m *analysis.Module) rule.Timers {
	if m == nil {
		return rule.Importer
	}
	if version.Compare(version.Lang("go"+strings.TrimPrefix(m.GoVersion, "go")), "go1.23") >= 0 {
		return rule.Sync
	}
	return rule.Importer
}
