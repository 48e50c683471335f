package rule

import (
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rewrite"
	"unleak/rules/code"
)

// A Pass is one rule at work on one package.
type Pass struct {
	*code.Package
	Rule     *Rule
	Timers   Timers
	Guessed  bool      // Timers comes from the go line alone: a module that counts as a library may be a program
	Settings []Setting // of the module; only for Rule.Settings
	Scripts  []Script  // only for Rule.Scripts
	Form     string    // of rewritten loops: "auto", "drain", "replace" or "fresh"; empty means auto
	Report   func(Finding)
	// NeedWhole is what a rule at work on an excerpt calls when it can judge what it found only with the whole
	// package at hand. All that the rule reports on the excerpt, before and after the call, is then dropped, and the
	// rule runs again on the whole package; so it should return after the call. It is nil where the package is whole.
	NeedWhole func()
}

// A Script is a file outside of Go code that can set the environment of programs: a shell script, a makefile, a
// Dockerfile, a CI workflow and the like.
type Script struct {
	Path string // slash-separated, relative to the report's root; the name tells the kind
	Src  []byte
}

// Found reports f, with the reason why there is no fix if the rule gave neither a fix nor a reason.
func (p *Pass) Found(f Finding) {
	if f.Fix.Level == "" {
		f.Fix = rewrite.Fix{Level: rewrite.None, Reason: p.whyNoFix(f)}
	}
	p.Report(f)
}

// whyNoFix returns the reason for a finding to which the rule gave no fix.
func (p *Pass) whyNoFix(f Finding) string {
	switch {
	case f.Class == Fine:
		return "nothing to fix"
	case p.Rule.Fix == ReportOnly:
		return "the rule only reports"
	default:
		return "not rewritten by this version"
	}
}

// BySemantics chooses the class of what Go 1.23 made harmless: async is the class where timers that
// nothing refers to stay until they fire (before Go 1.23), sync the class where they are collected.
// A library whose users decide is judged by the worse of them.
func (p *Pass) BySemantics(async, sync Class) Class {
	if p.Timers == Sync {
		return sync
	}
	return async
}

// ForWhom says for whom a leak or bug of the old semantics is one, as a suffix for messages.
func (p *Pass) ForWhom() string {
	if p.Timers == Importer {
		return ", for users whose main module is below Go 1.23 or built by Go before 1.23"
	}
	return ""
}

// SinceSync reports whether the code at cur runs with the timers of Go 1.23 and later only.
func (p *Pass) SinceSync(cur inspector.Cursor) bool { return p.Timers == Sync && !p.OldFile(cur) }
