package value

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
)

// A descent is a chain of calls of functions of the package that a value is passed down.
type descent struct {
	up    *descent
	fn    *ast.FuncDecl
	param int
}

// enoughDepth bounds such a chain: what lies deeper is not known.
const enoughDepth = 8

func (d *descent) depth() int {
	if d == nil {
		return 0
	}
	return 1 + d.up.depth()
}

// A summary is what a function of the package does with an argument that holds a context.
type summary struct {
	refused, doubted string
	results          map[int]*Carrier
	open             []opened // what it returns, and the caller has to close
}

// argumentOf names an argument of a function, or its receiver.
type argumentOf struct {
	fn    *ast.FuncDecl
	param int
}

// summaries are those of a package, and the work on them.
var summaries = code.NewMemo(func() *summarizing { return &summarizing{known: map[argumentOf]summary{}} })

type summarizing struct {
	known     map[argumentOf]summary
	recursive bool // a summary at work met itself, so that what it finds on the way is no answer to another question
}

// ours follows v, argument i of a call, into the function of this package that is called.
func (e *Escape) ours(call inspector.Cursor, i int, v Carrier) {
	n := call.Node().(*ast.CallExpr)
	e.p.Incomplete = true
	for _, decl := range e.p.DeclsOf(n) {
		s := summaryOf(e.p, decl, i, e.deep)
		if s.refused != "" {
			e.note(v, v.what+" is passed to "+shortFun(n)+", where "+s.refused)
		}
		if s.doubted != "" {
			e.Unknown = append(e.Unknown, call)
			e.doubt(v.what + " is passed to " + shortFun(n) + ", where " + s.doubted)
		}
		for _, o := range s.open {
			o.call = call
			e.open = append(e.open, o)
		}
		if len(s.results) > 0 {
			e.heldResults(call, s.results, v)
		}
	}
}

// summaryOf returns what the function decl does with its argument param, at the end of a chain of calls.
func summaryOf(p *code.Package, decl inspector.Cursor, param int, up *descent) summary {
	n := decl.Node().(*ast.FuncDecl)
	key := argumentOf{n, param}
	w := summaries.Of(p)
	if s, ok := w.known[key]; ok {
		return s
	}
	for d := up; d != nil; d = d.up {
		if d.fn == n && d.param == param {
			w.recursive = true
			// What it does is found where it is being looked at; what it returns is not known yet.
			return summary{results: map[int]*Carrier{0: {}}}
		}
	}
	if up.depth() >= enoughDepth {
		w.recursive = true // not an answer to keep
		return summary{doubted: "it is passed on too deep to be followed"}
	}
	obj, used := paramOf(p, n, param)
	if !used {
		return summary{}
	}
	if obj == nil {
		return summary{doubted: "it is a parameter that is not understood"}
	}
	outer := w.recursive
	w.recursive = false
	e := NewEscape(p, decl, n.Pos(), n.End())
	e.Summing = true
	e.deep = &descent{up, n, param}
	e.Run(obj)
	s := summary{e.Refused, e.Doubts(), e.results, nil}
	if len(e.results) > 0 {
		s.open = e.open
	}
	if !w.recursive {
		w.known[key] = s
	}
	w.recursive = w.recursive || outer
	if up == nil {
		w.recursive = false
	}
	return s
}

// paramOf returns the variable of a parameter, or of the receiver; used tells whether the function can use it.
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

// heldResults follows those results of call that hold v.
func (e *Escape) heldResults(call inspector.Cursor, held map[int]*Carrier, v Carrier) {
	for _, r := range held {
		v.Unproven = v.Unproven || r.Unproven
	}
	e.result(call, v)
}
