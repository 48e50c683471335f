package lostcancel

import (
	"unleak/rewrite"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// run reports every place that mentions a source of contexts, harmless or not.
func run(p *rule.Pass) {
	incomplete := false
	for _, c := range cancelSites(p.Package) {
		p.Incomplete = false
		f := flow.NewFinding(p.Package, c.Site)
		if c.Call == nil {
			f.Variant, f.InLoop = "value", rule.No
			f.Message = c.name + " is used as a function value; where it is called is not followed"
		} else {
			judge(p, &f, c)
		}
		incomplete = incomplete || p.Incomplete
		if c.wrapper == nil || f.Class != rule.Fine { // of functions of the package only what matters is listed
			p.Found(f)
		}
	}
	if p.Excerpt && (incomplete || wrapperLost(p.Package)) {
		p.NeedWhole() // only there it is seen where the context goes, and who calls functions that make one
	}
}

// judge completes the finding f about the call c.
func judge(p *rule.Pass, f *rule.Finding, c cancelSite) {
	binding := value.BindingOf(p.Package, c.Cur, c.cancel)
	lost := lostCancel{c, binding, lossOf(p.Package, c, binding)}
	f.Variable, f.Variant = binding.Variable(), lost.how.variant
	p.Note("is the "+c.ends()+" used on every path?", lost.how.answer)
	switch lost.how {
	case kept:
		f.Message = "the " + c.ends() + " of " + c.name + " is kept or used on every path"
		return
	case neverStopped:
		f.Message = "the function of " + c.name + " runs when the context ends, and not earlier"
		return
	}
	e := effectOf(p, lost)
	f.Class, f.Note = e.class, e.note
	f.Message = "the " + c.ends() + " of " + c.name + lost.how.words + e.words
	switch e {
	case goroutineStays:
		f.Fix = rewrite.Fix{Level: rewrite.None, Reason: "who is to stop the goroutine, and when, is not known"}
	case registeredFunc, redirectedSignals, registeredContext, registeredTimer:
		f.Fix = fixCancel(p, lost)
	}
}

// A loss is a way of losing what ends a context.
type loss struct {
	variant string // of the finding
	words   string // as they follow "the cancel function of context.WithCancel"
	answer  string // to whether it is used, for a person who asks why
}

// The losses; the first two of them are none.
var (
	kept         = loss{"ok", "", "yes"}
	neverStopped = loss{"ok", "", "no, but the function is meant to run"} // of context.AfterFunc
	blank        = loss{"blank", " is dropped", "no: it is dropped"}
	discarded    = loss{"discarded", " is assigned to the blank identifier and never called", "no: it is only assigned to _"}
	unusedOnPath = loss{"path", " is not used on some path", "no: a path leads around all uses"}
	// Each pass of the loop makes a context, and all of them end together, with the function.
	deferredInLoop = loss{"deferloop", " is deferred in a loop, so it runs only when the function ends",
		"yes, but it is deferred in a loop"}
)

// A lostCancel is a call that makes a context, with what becomes of its cancel function.
type lostCancel struct {
	cancelSite
	binding value.Binding // of the cancel function
	how     loss
}

// lossOf says how the function that ends the context of c is lost, going by where it is kept.
func lossOf(p *code.Package, c cancelSite, binding value.Binding) loss {
	isDropped := binding.Kind == value.Dropped
	isDiscarded := func() bool { return onlyDiscarded(p, c.Site, binding.Obj) }
	switch {
	case c.api == "context.AfterFunc" && (isDropped || binding.Kind == value.BoundLocal && isDiscarded()):
		return neverStopped
	case isDropped:
		return blank
	case binding.Kind != value.BoundLocal || c.Flow == nil:
		return kept
	case isDiscarded():
		return discarded
	case unusedOnSomePath(p, c, binding):
		p.Incomplete = true // the path may lead over a function that never returns
		return unusedOnPath
	case c.InLoop == rule.Yes && loopDefers(p, c.Site, binding.Obj):
		return deferredInLoop
	}
	return kept
}
