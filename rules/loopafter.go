package rules

import (
	"go/ast"
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ast/inspector"
)

// LoopAfter finds time.After in loops.
var LoopAfter = rule(Rule{
	Name:  "loopafter",
	Finds: "time.After in a loop",
	Fix:   "hoisted time.NewTimer, re-armed at the select",
	Doc: `# What

Lists every use of time.After, and reports those that run again and again in one function: as an
operand of a select, received from directly, or kept in a channel variable.

# Why

Each call makes a timer and a channel. Before Go 1.23 a timer whose channel nobody received from
stays in memory until it fires: a loop that handles a thousand messages a second beside a timeout of
one minute holds sixty thousand of them. That is a leak where some way through the select
comes back to it without this timer having fired ("many" outstanding). Where every other way leaves the
loop, at most one timer is outstanding, and all that is lost is an allocation per pass: churn. Since
Go 1.23 unreferenced timers are collected, and every such loop is churn.

A select that has a default clause and polls time.After is a bug on every version: the timeout starts afresh on
every spin and can hardly ever fire. So is a range over time.After: it receives one value and then blocks for ever.

# Fix

This version reports. The fix is one timer made before the loop and re-armed where the select stands.

# Fix safety

A ticker, a deadline made before the loop, or a Reset anywhere but directly before the select changes what
the program does.

# When it is fine

Outside loops: one bounded timer per call. In a loop of a module on Go 1.23 or later, where the allocation does not matter.
`,
	Before: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	for {
		select {
		case job := <-jobs:
			job()
		case <-time.After(time.Minute):
			idle()
		}
	}
}
`,
	After: `package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	for {
		timer.Reset(time.Minute)
		select {
		case job := <-jobs:
			job()
		case <-timer.C:
			idle()
		}
	}
}
`,
	Sources: []Source{{
		Imports: []string{"time"},
		Words:   []string{"After"},
	}, {
		// Calls of a function that returns time.After may stand in any file of its package.
		Words:      []string{"return time.After", "return After"},
		Companions: []string{"<-"},
	}},
	Run: loopAfter,
})

func loopAfter(p *Pass) {
	for _, s := range p.sites("time.After") {
		if s.call == nil {
			f := p.finding(s)
			f.Variant, f.InLoop = "value", No
			f.Message = "time.After is used as a function value; where it is called is not followed"
			p.report(f)
			continue
		}
		u := p.useOf(s.cur)
		if u.kind == usePackage {
			u.kind = useEscape
		}
		f := p.finding(s)
		f.Variant = u.kind.variant()
		p.judgeAfter(&f, s, u)
		p.report(f)
	}
	for _, s := range p.wrapperCalls("time.After") {
		if u := p.useOf(s.cur); s.inLoop == Yes && (u.kind == useSelect || u.kind == useReceive || u.kind == useHeader) {
			f := p.finding(s)
			f.Variant = "wrapper"
			p.judgeAfter(&f, s, u)
			p.report(f)
		}
	}
}

// judgeAfter decides outstanding, class and message of a call that yields a fresh timer channel.
func (p *Pass) judgeAfter(f *Finding, s site, u use) {
	api := "time.After"
	switch {
	case u.kind == useRange:
		p.judgeRangeAfter(f, s, u)
	case s.inLoop == No:
		f.Message = api + " outside a loop: one timer per call, gone when it fires"
	case s.inLoop == Closure:
		f.Class = p.held(Churn, Fine)
		f.Message = api + " in a function literal made in a loop: a timer per literal"
		if s.goStart && u.kind != useReceive && u.kind != useHeader {
			f.Class = p.held(Leak, Fine)
			f.Message = api + " in a goroutine started per pass of a loop: each holds a timer until it fires" + p.whose()
		}
	case u.kind == useReceive || u.kind == useHeader:
		f.Outstanding, f.Class = One, Churn
		f.Message = "receiving from " + api + " in a loop allocates a timer and a channel per pass; time.Sleep does not"
	case u.kind == useEscape || u.kind == useVariable && p.escapes(s, u.v.obj, false):
		f.Class = Churn
		f.Note = "channel escapes"
		f.Message = api + " in a loop allocates a timer per pass; whether its channel is received from is not visible here"
	case u.kind == useSelect && p.spins(s, u) && !p.notPositive(s.call):
		f.Outstanding, f.Class = Many, Bug
		f.Message = api + " beside a default clause in a loop: the timeout starts afresh on every spin and can hardly ever fire"
	default:
		p.judgeOutstanding(f, s, u)
	}
}

// judgeOutstanding asks whether a timer can be left behind while the loop goes on.
func (p *Pass) judgeOutstanding(f *Finding, s site, u use) {
	f.Outstanding = One
	if u.kind == useSelect && s.flow.returnsWithout(u) || u.kind == useVariable && p.dropsUnread(s, u) {
		f.Outstanding = Many
	}
	where := "in a select in a loop"
	if u.kind == useVariable {
		where = "kept in a variable in a loop"
	}
	switch {
	case f.Outstanding == One:
		f.Class = Churn
		f.Message = "time.After " + where + " allocates a timer per pass; at most one is outstanding"
	case p.Timers == Sync:
		f.Class = Churn
		f.Message = "time.After " + where + " allocates a timer per pass; Go 1.23 and later collect those that are left behind"
	default:
		f.Class = Leak
		f.Message = "time.After " + where + ": every pass that another case wins leaves a timer behind until it fires" + p.whose()
	}
}

// judgeRangeAfter: the channel of time.After yields one value and is never closed.
func (p *Pass) judgeRangeAfter(f *Finding, s site, u use) {
	f.Message = "range over time.After receives once; the body leaves the loop, so it is a one-shot wait"
	if s.flow.repeats(u.loop) {
		f.Class = Bug
		f.Message = "range over time.After receives one value and then blocks for ever: the channel is never closed"
	}
}

// spins reports whether the select has a default clause from which the loop comes back to it.
func (p *Pass) spins(s site, u use) bool {
	for _, c := range u.sel.Body.List {
		if c := c.(*ast.CommClause); c.Comm == nil {
			return s.flow.clauseReturns(u, c)
		}
	}
	return false
}

// returnsWithout reports whether some way leads from the select back to it other than through
// the clause of u, whose timer has then fired.
func (f *flow) returnsWithout(u use) bool {
	for _, c := range u.sel.Body.List {
		if c := c.(*ast.CommClause); c != u.clause && f.clauseReturns(u, c) {
			return true
		}
	}
	return false
}

// clauseReturns reports whether control leads from clause back to the select of u.
func (f *flow) clauseReturns(u use, clause *ast.CommClause) bool {
	start, ok := f.clauseBody(u.sel, clause)
	return ok && f.search(start, nil, visitor{node: func(n ast.Node) verdict {
		if n == ast.Node(u.clause.Comm) {
			return found
		}
		return walkOn
	}})
}

// dropsUnread reports whether the variable of u can be assigned again, nil included, before the channel
// in it was received from.
func (p *Pass) dropsUnread(s site, u use) bool {
	at, ok := s.flow.places[u.assign]
	if !ok {
		return true
	}
	return s.flow.search(at.next(), facts(nil).after(p.Package, u.assign), visitor{
		clause: func(c *ast.CommClause) verdict {
			if r, ok := p.refOf(receiveOperand(c.Comm)); ok && r == u.v {
				return deadEnd
			}
			return walkOn
		},
		node: func(n ast.Node) verdict {
			switch {
			case s.flow.comms[n]:
				return walkOn
			case p.receivesFrom(n, u.v):
				return deadEnd
			case p.assigns(n, u.v):
				return found
			}
			return walkOn
		},
	})
}

// receivesFrom reports whether n, outside function literals, receives from r.
func (p *Package) receivesFrom(n ast.Node, r ref) bool {
	return p.receives(n, func(e ast.Expr) bool {
		got, ok := p.refOf(e)
		return ok && got == r
	})
}

// receives reports whether n, outside function literals, receives from a channel for which ok holds.
func (p *Package) receives(n ast.Node, ok func(ast.Expr) bool) bool {
	yes := false
	ast.Inspect(n, func(n ast.Node) bool {
		if u, isUnary := n.(*ast.UnaryExpr); isUnary && u.Op == token.ARROW && ok(ast.Unparen(u.X)) {
			yes = true
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	return yes
}

// assigns reports whether the statement n assigns r.
func (p *Package) assigns(n ast.Node, r ref) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			if got, ok := p.refOf(l); ok && got == r {
				return true
			}
		}
	case *ast.ValueSpec:
		for _, name := range n.Names {
			if p.objectOf(name) == r.obj {
				return true
			}
		}
	}
	return false
}

// notPositive reports whether the first argument of call is a constant ≤ 0.
func (p *Package) notPositive(call *ast.CallExpr) bool {
	if call == nil || len(call.Args) == 0 {
		return false
	}
	v := p.Info.Types[call.Args[0]].Value
	return v != nil && (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) <= 0
}

// wrapperCalls yields the calls, in the order of the source, of functions of this package that return a call of name, and
// nothing else but nil: func jitter(d time.Duration) <-chan time.Time { …; return time.After(d) }.
func (p *Pass) wrapperCalls(name string) []site {
	wrappers := map[*ast.FuncDecl]bool{}
	for _, ref := range p.refs[name] {
		fn := enclosingFunc(ref)
		if decl, ok := fn.Node().(*ast.FuncDecl); ok && p.onlyReturns(fn, name) {
			wrappers[decl] = true
		}
	}
	if len(wrappers) == 0 {
		return nil
	}
	var out []site
	for _, cur := range p.calls {
		if decl := p.declOf(cur); decl != nil && wrappers[decl] {
			fun, _ := cur.FirstChild()
			out = append(out, p.siteOf(fun))
		}
	}
	return out
}

// onlyReturns reports whether every return of the function fn yields a call of name, or nil.
func (p *Pass) onlyReturns(fn inspector.Cursor, name string) bool {
	calls := 0
	for ret := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		n := ret.Node().(*ast.ReturnStmt)
		if enclosingFunc(ret) != fn {
			continue
		}
		if len(n.Results) != 1 {
			return false
		}
		call, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr)
		switch {
		case ok && p.callee(call) == name:
			calls++
		case !p.isNil(n.Results[0]):
			return false
		}
	}
	return calls > 0
}

// declOf returns the declaration, in this package, of the function that the call cur calls; or nil.
func (p *Package) declOf(cur inspector.Cursor) *ast.FuncDecl {
	if fn := p.method(cur.Node().(*ast.CallExpr)); fn != nil {
		return p.funcs[fn]
	}
	return nil
}
