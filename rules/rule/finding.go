package rule

import (
	"go/ast"
	"go/token"

	"unleak/rewrite"
	"unleak/rules/code"
)

// Timers is the timer semantics a module gets.
// Go 1.23 made timer channels synchronous and unreferenced timers collectable.
type Timers string

const (
	Sync     Timers = "sync"     // Go 1.23 and later
	Async    Timers = "async"    // before Go 1.23, or asynctimerchan=1
	Importer Timers = "importer" // a library: the main module of its users decides
)

// A Class says how bad a site is.
type Class string

const (
	Bug   Class = "bug"   // wrong on every Go version
	Leak  Class = "leak"  // memory or a goroutine held longer than needed, under the module's timer semantics
	Churn Class = "churn" // an allocation per iteration, nothing held
	Fine  Class = "none"  // harmless
)

// Classes are all classes, the worst first.
var Classes = []Class{Bug, Leak, Churn, Fine}

// InLoop says whether the site runs again and again.
type InLoop string

const (
	Yes     InLoop = "yes"
	No      InLoop = "no"
	Closure InLoop = "closure" // it runs once in a function literal that is made in a loop
)

// Outstanding says how many timers of a loop site can be pending at once.
type Outstanding string

const (
	One  Outstanding = "one"  // every other way out of the wait leaves the loop
	Many Outstanding = "many" // some other way comes back and makes another timer
)

// A Finding is one place a rule reports, harmless ones included: the report is also the inventory.
type Finding struct {
	Pos, End    token.Pos
	File        string // for findings outside Go code, with Line: slash-separated, as in [Setting]
	Line        int
	Column      int    // likewise, 1-based, in bytes; 0 stands for 1
	Variant     string // the shape of the site, as "select" or "range"
	Func        string // the function declaration around it, as "(*Worker).loop"; empty at package level
	Pattern     string // the offending expression on one line
	InLoop      InLoop
	Note        string // a remark for the report's "In loop?" column, as "function lifetime"
	Class       Class
	Outstanding Outstanding // loop sites only
	Message     string      // names the API and says the consequence
	Fix         rewrite.Fix

	// What follows is about other lines that have to do with the finding.
	Select   *ast.SelectStmt // of which the site is an operand; nil if it is none
	Decl     *ast.FuncDecl   // around the site; nil at package level
	Trail    *code.Trail     // the questions that led to it; nil unless somebody asked why
	Variable string          // the name of the timer or cancel function that the code around must stop or call
}

// A Setting is a line outside the program's logic that chooses timer semantics:
// a godebug line of go.mod or go.work, or a //go:debug directive.
type Setting struct {
	File  string // slash-separated, relative to the report's root
	Line  int    // 1-based
	Key   string // "asynctimerchan" or "default"
	Value string // as "1" or "go1.22"
	Text  string // the line, trimmed
}
