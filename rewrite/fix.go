// Package rewrite turns a change to a decorated syntax tree into the smallest set of edits to the bytes of a file,
// merges the edits of several fixes, and prints them as a unified diff. It is pure: package apply writes.
package rewrite

// A Level says how far a fix can be trusted.
type Level string

const (
	// Safe fixes keep the behaviour of every program they apply to, and are applied by default.
	Safe Level = "safe"
	// Review fixes change something a person has to agree to, and are applied on request only.
	Review Level = "review"
	// None marks a place that is left alone; the fix's Reason names the precondition that failed.
	None Level = "none"
)

// A Fix is what can be done about a finding.
type Fix struct {
	Level  Level  `json:"level"`
	Reason string `json:"reason"` // why not safe, when Level is Review or None; else empty
	// Diff is what the fix alone changes, as git diff writes it, if somebody asked for it: see audit.Report.AddDiffs.
	Diff string `json:"diff,omitempty"`
	// Change makes the fix in the tree of the finding's file. It is nil for level None. It runs on a tree of its own, so
	// that a fix can be left out without touching another, and more than once, beside the changes of other files: it must
	// find what it changes by Tree.Node, and change nothing but its tree.
	Change func(*Tree) error `json:"-"`
	// At is the place in the file that the fix is about, for others to name it in Needs: it is wrong without those.
	At    Place   `json:"-"`
	Needs []Place `json:"-"`
	// Shares are statements that fixes of one thing change in the same way, as the deferred Stop of a timer that several
	// places set: such a change is made once.
	Shares []Place `json:"-"`
	// Instead is what a person may prefer, where reviews are asked for: it does more than keep the behaviour. It may be nil.
	Instead *Fix `json:"-"`
}
