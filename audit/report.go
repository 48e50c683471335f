// Package audit turns what the rules find in a loaded tree into one report.
package audit

import (
	"crypto/sha256"
	"path"
	"slices"
	"strings"

	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/rule"
)

// A Report is everything an audit has to say. Its JSON form is the interchange format:
// every other format renders from it.
type Report struct {
	Schema     int          `json:"schema"` // 1
	Tool       string       `json:"tool"`   // "unleak"
	Version    string       `json:"version"`
	Shard      *Shard       `json:"shard,omitempty"`      // nil: it is about all of what was to be audited
	Modules    []Module     `json:"modules"`              // sorted by Dir
	Findings   []Finding    `json:"findings"`             // sorted by File, Line, Column, Rule; see Rank for another order
	Suppressed []Suppressed `json:"suppressed,omitempty"` // findings a directive in the source accepts
	Warnings   []Problem    `json:"warnings,omitempty"`   // directives that are malformed or match nothing, and the like
	Errors     []Problem    `json:"errors,omitempty"`     // files and modules that could not be read or parsed
	Skipped    []Skip       `json:"skipped"`              // what was left out, sorted by File
	Summary    Summary      `json:"summary"`
	Baseline   *Baseline    `json:"baseline,omitempty"` // where known findings are left out
	Since      *Since       `json:"since,omitempty"`    // where only changed lines count
	Profile    *Profile     `json:"profile,omitempty"`  // where findings have weights: they are then sorted by these
	Beyond     int          `json:"beyond,omitempty"`   // findings that were left out because only so many were asked for

	// What follows is for the program that ran the audit, and in no report.
	Root  string                       `json:"-"` // absolute: the names of files are relative to it
	Paths []string                     `json:"-"` // directories and files that were audited, named as in Findings
	Sums  map[string][sha256.Size]byte `json:"-"` // checksums of the files with something to fix, as they were read
}

// A Module is a go.mod with the timer semantics its code gets.
type Module struct {
	Dir    string      `json:"dir"` // slash-separated, relative to the report's root
	Path   string      `json:"path"`
	Go     string      `json:"go"`
	Timers rule.Timers `json:"timers"`
	Reason string      `json:"reason"`
	// Requires holds the Dirs of the modules of this tree that it builds on; it is in no report.
	Requires []string `json:"-"`
}

// ModuleOf returns the index of the module that a file belongs to, which is the innermost around it, or -1. That may be one above the
// report's root: the go.mod of an audited directory can lie there.
func (r *Report) ModuleOf(file string) int {
	const highest = 64 // directories above the root; more than any path has
	dir := path.Dir(file)
	for range strings.Count(file, "/") + highest {
		if i := slices.IndexFunc(r.Modules, func(m Module) bool { return m.Dir == dir }); i >= 0 {
			return i
		}
		switch {
		case dir == ".":
			dir = ".."
		case path.Base(dir) == "..":
			dir += "/.."
		default:
			dir = path.Dir(dir)
		}
	}
	return -1
}

// A Finding is a [rules.Finding] with its place in the tree.
type Finding struct {
	Rule        string           `json:"rule"`
	Variant     string           `json:"variant"`
	File        string           `json:"file"` // slash-separated, relative to the report's root
	Line        int              `json:"line"` // 1-based
	Column      int              `json:"column"`
	EndLine     int              `json:"end_line"`
	EndColumn   int              `json:"end_column"` // 1-based, in bytes, exclusive
	Func        string           `json:"func"`
	Pattern     string           `json:"pattern"`
	InLoop      rule.InLoop      `json:"in_loop"`
	Note        string           `json:"note"`
	Class       rule.Class       `json:"class"`
	Outstanding rule.Outstanding `json:"outstanding"`
	Message     string           `json:"message"`
	Fix         rewrite.Fix      `json:"fix"`
	Owner       string           `json:"owner"`       // by CODEOWNERS, as "@a @b"; empty where nobody is
	Weight      int64            `json:"weight"`      // by the profile, in its unit; 0 without one
	Fingerprint string           `json:"fingerprint"` // of the content, not of the place: line shifts do not change it
	Known       bool             `json:"-"`           // the baseline has it: Apply drops it

	// Other lines that have to do with it, for those who look at lines; they are in no report.
	Select   int         `json:"-"` // of the select statement that it is an operand of: who waits there waits at this line. 0 without one
	Decl     Range       `json:"-"` // of the function declaration around it
	Trail    []code.Step `json:"-"` // the questions that led to it, if the audit was asked for them
	Variable string      `json:"-"` // that the code around it has to do the right thing with, as a cancel function
}

// Suppressed is a finding that a directive in the source accepts.
type Suppressed struct {
	Finding
	Directive string `json:"directive"` // as "//unleak:ignore loopafter bounded by the retry budget"
}

// A Baseline says what a list of known findings did to the report.
type Baseline struct {
	File  string `json:"file"`  // as given
	Known int    `json:"known"` // findings left out
	Gone  int    `json:"gone"`  // findings listed there that are no more
}

// A Profile says what profiles of the program know of the findings. All amounts are in Unit.
type Profile struct {
	Files     []string `json:"files"`               // as given
	Sample    string   `json:"sample"`              // as "inuse_space"
	Unit      string   `json:"unit"`                // "bytes" or "count"
	Total     int64    `json:"total"`               // of all samples, whatever made them
	Matched   int64    `json:"matched"`             // of those that belong to findings
	Sites     int      `json:"sites"`               // findings that have any
	Elsewhere int64    `json:"elsewhere"`           // of timers and contexts that code outside of the report made
	Stale     []Call   `json:"stale,omitempty"`     // in files of the report, where no finding is: the profile is of other code
	Ambiguous []Call   `json:"ambiguous,omitempty"` // in files that can be several of the report, and have no finding's weight
}

// A Call is a place in a profile.
type Call struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Func   string `json:"func"`
	Weight int64  `json:"weight"`
}

// Since says that the report is about changed lines only.
type Since struct {
	Rev   string `json:"rev"`   // as given
	Files int    `json:"files"` // that changed, of any kind
}

// A Skip is a file or directory that was left out.
type Skip struct {
	File   string `json:"file"`
	Reason string `json:"reason"` // a noun phrase fit for counting: "generated file"
}

// A Problem is a place with something to say about it.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"` // 1-based; 0 where there is none
	Reason string `json:"reason"`
}

// Summary counts the report.
type Summary struct {
	Files   int                `json:"files"`
	Lines   int                `json:"lines"`
	Sites   int                `json:"sites"`   // findings listed, class none included
	InLoop  int                `json:"in_loop"` // of these, in a loop
	ByClass map[rule.Class]int `json:"by_class"`
	ByRule  map[string]int     `json:"by_rule"`
}
