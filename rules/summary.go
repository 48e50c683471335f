package rules

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
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
	results          map[int]*value
	open             []opened // what it returns, and the caller has to close
}

// argumentOf names an argument of a function, or its receiver.
type argumentOf struct {
	fn    *ast.FuncDecl
	param int
}

// summaries are those of a package, and the work on them.
var summaries = NewMemo(func() *summarizing { return &summarizing{known: map[argumentOf]summary{}} })

type summarizing struct {
	known     map[argumentOf]summary
	recursive bool // a summary at work met itself, so that what it finds on the way is no answer to another question
}

// isOurs reports whether call calls a function of this package whose source is at hand.
func (p *Package) isOurs(call *ast.CallExpr) bool { return len(p.declsOf(call)) > 0 }

// declsOf returns the declarations, in this package, of the function that call calls: there may be several, for different systems. It returns
// none if one of them has no body, or is not here.
func (p *Package) declsOf(call *ast.CallExpr) []inspector.Cursor {
	fn := p.method(call)
	if fn == nil || fn.Pkg() != p.Types {
		return nil
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && p.Info.Types[sel.X].IsType() {
		return nil // a method expression: the receiver is an argument
	}
	decl := p.funcDecl(fn.Origin())
	if decl == nil {
		return nil // a method of an interface
	}
	list := p.declsNamed(declName(decl))
	for _, c := range list {
		if c.Node().(*ast.FuncDecl).Body == nil {
			return nil
		}
	}
	return list
}

// declsNamed returns the declarations of the function, or none if one of them is not here.
func (p *Package) declsNamed(name string) []inspector.Cursor {
	if p.byName == nil {
		p.byName = map[string][]inspector.Cursor{}
		for c := range p.root.Preorder((*ast.FuncDecl)(nil)) {
			n := declName(c.Node().(*ast.FuncDecl))
			p.byName[n] = append(p.byName[n], c)
		}
	}
	if p.Elsewhere != nil && p.Elsewhere()[name] {
		return nil
	}
	return p.byName[name]
}

// declName names a function, or a method with the type of its receiver.
func declName(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return decl.Name.Name
	}
	t := ast.Unparen(decl.Recv.List[0].Type)
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return types.ExprString(uninstantiated(t)) + "." + decl.Name.Name
}

// ours follows v, argument i of a call, into the function of this package that is called.
func (e *escape) ours(call inspector.Cursor, i int, v value) {
	n := call.Node().(*ast.CallExpr)
	e.p.looked = true
	for _, decl := range e.p.declsOf(n) {
		s := e.p.summaryOf(decl, i, e.deep)
		if s.refused != "" {
			e.note(v, v.what+" is passed to "+shortFun(n)+", where "+s.refused)
		}
		if s.doubted != "" {
			e.unknown = append(e.unknown, call)
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
func (p *Package) summaryOf(decl inspector.Cursor, param int, up *descent) summary {
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
			return summary{results: map[int]*value{0: {}}}
		}
	}
	if up.depth() >= enoughDepth {
		w.recursive = true // not an answer to keep
		return summary{doubted: "it is passed on too deep to be followed"}
	}
	obj, used := p.paramOf(n, param)
	if !used {
		return summary{}
	}
	if obj == nil {
		return summary{doubted: "it is a parameter that is not understood"}
	}
	outer := w.recursive
	w.recursive = false
	e := newEscape(p, decl, n.Pos(), n.End())
	e.summing = true
	e.deep = &descent{up, n, param}
	e.run(obj)
	s := summary{e.refused, e.doubts(), e.results, nil}
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
func (p *Package) paramOf(decl *ast.FuncDecl, i int) (obj types.Object, used bool) {
	fields := decl.Type.Params.List
	if i == receiver {
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
func (e *escape) heldResults(call inspector.Cursor, held map[int]*value, v value) {
	for _, r := range held {
		v.soft = v.soft || r.soft
	}
	e.result(call, v)
}
