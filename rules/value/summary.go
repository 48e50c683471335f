package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// A descent is the way to a function of the package: the calls by which a value was passed from the function that the
// search began with.
type descent struct {
	up    *descent // nil: the function was called by the first
	fn    *ast.FuncDecl
	param int
}

// enoughDepth is the longest such way, in calls. What lies deeper is taken to be unknown.
const enoughDepth = 8

// depth returns the number of calls on the way.
func (d *descent) depth() int {
	if d == nil {
		return 0
	}
	return 1 + d.up.depth()
}

// A summary is what a function of the package does with an argument that holds a context.
type summary struct {
	refused, doubted string           // as in Escape
	results          map[int]*Carrier // that may hold the context
	open             []opened         // what it returns and the caller has to close
}

// argumentOf names an argument of a function, or its receiver.
type argumentOf struct {
	fn    *ast.FuncDecl
	param int
}

// A summaryTable holds the summaries of a package that are final.
type summaryTable struct {
	known map[argumentOf]summary
	// provisional says that a summary at work was asked for on the way to itself, or the way was too long: what is
	// found with the stopgap that was the answer is good for this way only, and not kept.
	provisional bool
}

var summaries = code.NewMemo(func() *summaryTable { return &summaryTable{known: map[argumentOf]summary{}} })

// passedToOurs follows v, argument i of call or its receiver, into the function of this package that is called.
func (tr *tracker) passedToOurs(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	tr.p.Incomplete = true
	for _, decl := range tr.p.DeclsOf(n) {
		s := tr.summaryOf(decl, i)
		if s.refused != "" {
			tr.note(v, v.what+" is passed to "+shortFun(n)+", where "+s.refused)
		}
		if s.doubted != "" {
			tr.Unknown = append(tr.Unknown, call)
			tr.doubt(v.what + " is passed to " + shortFun(n) + ", where " + s.doubted)
		}
		for _, o := range s.open {
			o.call = call
			tr.open = append(tr.open, o)
		}
		if len(s.results) > 0 {
			for _, r := range s.results {
				v.Unproven = v.Unproven || r.Unproven
			}
			tr.result(call, v)
		}
	}
}

// summaryOf returns what decl, a function that the one of tr calls, does with its argument param.
func (tr *tracker) summaryOf(decl inspector.Cursor, param int) summary {
	n := decl.Node().(*ast.FuncDecl)
	table := summaries.Of(tr.p)
	if s, ok := table.known[argumentOf{n, param}]; ok {
		return s
	}
	for d := tr.deep; d != nil; d = d.up {
		if d.fn == n && d.param == param {
			table.provisional = true
			// The search that is at work further up finds what the function does. What it returns is not known yet:
			// it may be the argument.
			return summary{results: map[int]*Carrier{0: {}}}
		}
	}
	if tr.deep.depth() >= enoughDepth {
		table.provisional = true
		return summary{doubted: "it is passed on too deep to be followed"}
	}
	obj, used := paramOf(tr.p, n, param)
	if !used {
		return summary{}
	}
	if obj == nil {
		return summary{doubted: "it is a parameter that is not understood"}
	}
	inner := newTracker(tr.p, Extent{Fn: decl, From: n.Pos(), To: n.End(), CallerOwns: true})
	inner.deep = &descent{tr.deep, n, param}
	return table.summarize(inner, obj)
}

// summarize runs the search tr for the parameter obj of its function, and keeps the summary if it is final.
func (table *summaryTable) summarize(tr *tracker, obj types.Object) summary {
	outer := table.provisional
	table.provisional = false
	tr.run(obj)
	s := summary{tr.Refused, tr.Doubts(), tr.results, nil}
	if len(tr.results) > 0 {
		s.open = tr.open
	}
	if !table.provisional {
		table.known[argumentOf{tr.deep.fn, tr.deep.param}] = s
	}
	// With an answer to the function that the search began with, nothing provisional is left.
	table.provisional = tr.deep.up != nil && (table.provisional || outer)
	return s
}

// paramOf returns the variable of parameter i of decl, or of its receiver, or nil if there is none. It returns not
// used if the function cannot use it, since it has no name.
func paramOf(p *code.Package, decl *ast.FuncDecl, i int) (obj types.Object, used bool) {
	fields := decl.Type.Params.List
	if i == callee.Receiver {
		if decl.Recv == nil {
			return nil, true
		}
		fields, i = decl.Recv.List, 0
	}
	for _, f := range fields {
		_, variadic := f.Type.(*ast.Ellipsis)
		for _, name := range f.Names {
			if i == 0 || variadic {
				return p.Info.Defs[name], name.Name != "_"
			}
			i--
		}
		if len(f.Names) == 0 {
			return nil, false
		}
	}
	return nil, true
}
