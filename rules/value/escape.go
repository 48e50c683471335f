// Package value follows values through a function: what becomes of a value where it is mentioned, who else may have
// it, what it may be, and whether it makes a difference to evaluate an expression once more, or elsewhere.
//
// It has one word for each mention, the [Role]. [OwnershipOf] and its neighbours ask whether a timer or channel stays
// with one function, and look at the mentions of one variable. [EscapeOf] follows a context through all variables
// that may come to hold it, and into calls.
package value

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// An Extent is the stretch of a program that a value must not outlive: a function, or one pass of a loop in it.
type Extent struct {
	Fn       inspector.Cursor // the function declaration or literal
	From, To token.Pos        // its ends: a variable that is declared elsewhere outlives it
	InPass   bool             // it is a pass of a loop: deferred calls run when it is over
	MadeAt   token.Pos        // of a pass: where in it the value is made

	Begin      *flow.Place                 // where in the flow of Fn the value begins to be; nil: at its start
	Alive      func(inspector.Cursor) bool // whether the value may be alive where something of Fn is evaluated; nil: everywhere
	Started    func(inspector.Cursor) bool // whether a defer statement can run before the value is made, so that its call runs late; nil: never
	Ended      func(ast.Node) bool         // whether the function ends the value at a node, so that nobody can use it from there; nil: never
	CallerOwns bool                        // returning the value is no escape: the caller is asked about in turn
}

// An Escape says how a value, as a context, may outlive its extent: by way of what outlives it itself, as a variable
// or goroutine, or of a function that may keep it.
//
// What is sure is told apart from what is doubted. A function of unknown source may keep what it gets, and what it
// returns may hold that: where only such a result is seen to get out, that is a doubt as well.
type Escape struct {
	Refused       string                    // how the value surely escapes, for people; "" if it does not
	DerivedEscape string                    // how something surely escapes that a function of unknown source made of it
	Unknown       []inspector.Cursor        // the calls that leave a doubt, as those of functions of unknown source that get it
	Subtests      string                    // the variable of type *testing.T whose subtests use it, which end with the test
	Carriers      map[types.Object]*Carrier // the variables that may hold it
	doubted       string                    // how it may escape otherwise
}

// A Carrier is a variable that may hold the value, or an expression that yields it.
type Carrier struct {
	Obj      types.Object // nil for an expression
	Unproven bool         // a function of unknown source returned it, and it may hold the value or not
	what     string       // for people, as "req, which holds ctx,"

	// flowInsensitive says that the order of events does not count: all mentions do, also those before the value is
	// made. It is for variables by way of which something may be reached that gets the value later.
	flowInsensitive bool
}

// Name returns the name of the variable.
func (v *Carrier) Name() string { return v.Obj.Name() }

// EscapeOf follows the value of obj, a local variable, through the extent in. In
//
//	ctx, cancel := context.WithCancel(parent); req := r.WithContext(ctx); do(req)
//	ctx, cancel := context.WithCancel(parent); s.ctx = ctx
//
// the context of the first function is carried by req, and escapes only if do, a function of the package, keeps its
// argument; that of the second escapes.
//
// The search ends at the first way to escape that is sure. A variable that holds the value somewhere is taken to hold
// it wherever control can be while the value is alive.
func EscapeOf(p *code.Package, in Extent, obj types.Object) *Escape {
	tr := newTracker(p, in)
	tr.run(obj)
	if p.Trail != nil {
		p.Note("can the context outlive the code around it?", tr.verdict())
	}
	return &tr.Escape
}

// verdict says for people what was found.
func (e *Escape) verdict() string {
	switch {
	case e.Refused != "":
		return "yes: " + e.Refused
	case e.Doubts() != "":
		return "perhaps: " + e.Doubts()
	}
	return "no"
}

// Doubts returns how the value may escape, or "": by way of what a function of unknown source returned, or by such a
// function itself.
func (e *Escape) Doubts() string { return cmp.Or(e.DerivedEscape, e.doubted) }
