// Package rewrite says what may be changed in a program and how sure we are.
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
}
