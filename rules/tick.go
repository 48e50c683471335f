package rules

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"unleak/rewrite"
)

// Tick finds time.Tick.
var Tick = rule(Rule{
	Name:  "tick",
	Finds: "time.Tick",
	Fix:   "time.NewTicker with defer Stop",
	Doc: `# What

Lists every use of time.Tick and reports those whose ticker outlives its use.

# Why

The ticker behind time.Tick cannot be stopped. Before Go 1.23 it ticks for ever, and is never freed, after the function that
made it has returned: a leak each time the function is called. Since Go 1.23 a ticker that nothing refers to is
collected, so that a time.Tick made once per call is harmless, and one made on every pass of a loop costs an allocation.

A ticker that runs as long as the program does is no leak on any version; it is listed with the note "function lifetime".

time.Tick(d) returns nil for d ≤ 0, and receiving from a nil channel blocks for ever: with a constant this is a bug.

# Fix

A channel that the function itself ranges over, or keeps in a variable to receive from, becomes that of a time.NewTicker with a
deferred Stop; where the ticker is made on every pass of a loop, with a Stop on each way out of the pass. A variable that held nothing but
the channel holds the ticker.

A wait that runs once is that of time.After. In a loop, time.Tick in a select behaves as time.After does, and becomes a timer that is set
anew before each wait, as by loopafter. One ticker for all passes was probably meant: that is what rewrite --review makes of it.

# Fix safety

time.NewTicker panics for d ≤ 0 where time.Tick returns nil. So a fix is safe only where the duration is surely positive: a constant, or a
parameter or local variable that is, or is made positive or sent away by an if statement, and changes nowhere else. Otherwise the fix is
for review, and makes the ticker under a condition, so that the channel stays nil where it was.

Refused where somebody else may receive: the channel is returned, stored, handed on, or used by a function literal.
The deferred Stop silences a ticker nobody listens to any more. It does not close the channel, so that nothing ends that did not end before.

# When it is fine

For the life of the program; and in modules on Go 1.23 or later, where "there is no longer any reason to
prefer NewTicker when Tick will do" (documentation of package time).
`,
	Before: `package metrics

import "time"

func flush(n int, emit func()) {
	for range time.Tick(time.Second) {
		if n--; n < 0 {
			return
		}
		emit()
	}
}
`,
	After: `package metrics

import "time"

func flush(n int, emit func()) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		if n--; n < 0 {
			return
		}
		emit()
	}
}
`,
	Sources: []Source{{
		Imports: []string{"time"},
		Words:   []string{"Tick"},
	}},
	Aliases: []string{"SA1015"},
	Best:    rewrite.Safe,
	Run:     tick,
})

func tick(p *Pass) {
	for _, s := range p.sites("time.Tick") {
		f := p.finding(s)
		if s.call == nil {
			f.Variant, f.InLoop = "value", No
			f.Message = "time.Tick is used as a function value; where it is called is not followed"
			p.report(f)
			continue
		}
		u := p.useOf(s.cur)
		f.Variant = u.kind.variant()
		if s.body == nil {
			f.Variant = usePackage.variant()
		}
		p.judgeTick(&f, s, u)
		if s.body != nil && f.Note == "" {
			f.Fix = (&ticking{p: p, api: "time.Tick", s: s, u: u}).fix()
		}
		if f.Fix.Instead != nil {
			f.Message += " (rewrite --review makes it one)"
		}
		if u.kind == useRange && f.InLoop == No {
			f.InLoop = Yes // the ticks drive a loop, though the ticker is made once
		}
		p.report(f)
	}
}

func (p *Pass) judgeTick(f *Finding, s site, u use) {
	switch {
	case p.notPositive(s.call):
		f.Class = Bug
		f.Message = "time.Tick returns nil for a duration that is not positive: receiving from it blocks for ever"
	case s.body == nil || u.kind == usePackage && s.inLoop != Yes:
		f.Note = "program lifetime"
		f.Message = "time.Tick at package level ticks as long as the program runs"
	case s.inLoop == Yes:
		f.Class, f.Outstanding = p.held(Leak, Churn), Many
		f.Message = "time.Tick in a loop makes a ticker per pass, "
		if p.Timers == Sync {
			f.Message += "each an allocation"
		} else {
			f.Message += "and none of them is ever freed" + p.whose()
		}
		if u.kind == useSelect || u.kind == useReceive || u.kind == useHeader {
			f.Message += "; the wait starts anew each time: was one ticker for all passes meant?"
		}
	case p.endless(s, u):
		f.Note = "function lifetime"
		f.Message = "time.Tick in a function that never ends ticks as long as the program runs"
	default:
		f.Class = p.held(Leak, Fine)
		f.Message = "time.Tick in a function that returns: its ticker can never be stopped"
		if p.Timers == Sync {
			f.Message += ", but Go 1.23 and later collect it when its channel is no longer used"
		} else {
			f.Message += " and stays for ever" + p.whose()
		}
	}
}

// endless reports whether the function that receives the ticks runs as long as the program: main and init do, and any
// function in which no return can be reached from the call, given that a range over the ticks never ends by itself.
func (p *Pass) endless(s site, u use) bool {
	if u.kind == useEscape {
		return false
	}
	from := s.cur
	if u.kind == useVariable {
		if p.escapes(s, u.v.obj, true) {
			return false
		}
		if inner, ok := p.receiver(s, u); ok {
			from = inner
		}
	}
	if p.isMain(from) {
		return true
	}
	f := p.flowOf(enclosingBody(from))
	at, ok := f.placeOf(from)
	return ok && !f.search(at, nil, visitor{
		node: func(n ast.Node) verdict {
			if _, ok := n.(*ast.ReturnStmt); ok {
				return found
			}
			return walkOn
		},
		edge: func(b *cfg.Block, i int) verdict {
			if loop, ok := b.Stmt.(*ast.RangeStmt); ok && b.Kind == cfg.KindRangeLoop && i == 1 && p.isTicks(loop, u) {
				return deadEnd
			}
			return walkOn
		},
	})
}

// isTicks reports whether loop ranges over the variable of u.
func (p *Pass) isTicks(loop *ast.RangeStmt, u use) bool {
	return u.kind == useVariable && p.objectOf(loop.X) == u.v.obj
}

// receiver returns a mention of the variable of u in a function literal inside the function of s.
func (p *Pass) receiver(s site, u use) (inspector.Cursor, bool) {
	for id := range p.mentions(s, u.v.obj) {
		if enclosingBody(id) != s.body {
			return id, true
		}
	}
	return inspector.Cursor{}, false
}

// isMain reports whether cur lies directly in init, or in the main function of a program.
func (p *Package) isMain(cur inspector.Cursor) bool {
	decl, ok := enclosingFunc(cur).Node().(*ast.FuncDecl)
	return ok && decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main" && p.Types.Name() == "main")
}
