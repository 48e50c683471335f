// Package rule is the vocabulary of the catalogue: what a rule is, what it gets to see and what it reports.
package rule

import "unleak/rewrite"

// A Rule finds one kind of leak.
type Rule struct {
	Name     string        // one lower-case word
	Finds    string        // what it finds, in half a line
	Fix      string        // what its rewrite does, in half a line, or "report"
	Best     rewrite.Level // the best level its fixes reach
	Aliases  []string      // checks of other tools that say the same: a comment that accepts one of them accepts this rule
	Doc      string        // manual page in Go doc syntax, with the headings of [Headings]
	Before   string        // a Go file the rule reports
	After    string        // the same file without the problem
	Sources  []Source      // which files can matter to the rule: those that meet one of these
	Run      func(*Pass)   // reports the sites of one package
	Settings func(*Pass)   // reports on the module's timer settings outside Go code; may be nil
	Scripts  func(*Pass)   // reports on scripts that contain one of the words of Sources; may be nil
}

// Headings are the sections of every rule's manual page, in order.
var Headings = []string{"What", "Why", "Fix", "Fix safety", "When it is fine"}

// A Source is a sound test on bytes: a file the rule has something to say about imports one
// of Imports (any file, if there are none) and contains one of Words. Identifiers cannot be
// escaped in Go, so a file without the word cannot use the name. In such a file, only
// functions that contain one of Words or Companions can matter.
type Source struct {
	Imports []string // import paths
	Words   []string // whole identifiers: After is not in AfterFunc
	// Companions are words that make a file worth parsing when another file of its package
	// has passed the test above: such a file may hold the other half of the story, as a
	// Close method that stops a ticker. A star in front stands for any beginning of a name: *Timer( are calls of
	// functions whose names end in Timer.
	Companions []string
}

// ReportOnly is the Fix of rules without a rewrite.
const ReportOnly = "report"
