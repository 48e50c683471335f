package rules

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// An escape follows a value, as a context, and whatever may hold it through one function, and says how it may outlive
// that, or a pass of a loop in it.
//
// A variable that may hold it somewhere is taken to hold it wherever the program can be with the value alive. Once something outside has
// a hold of it, that is the end: refused says where. A value that a function of unknown source got may be held by what that returned, or
// anything else: doubted says so, and what is refused because of it alone is doubted, too.
type escape struct {
	p        *Package
	fn       inspector.Cursor
	from, to token.Pos                   // variables that are declared elsewhere outlive what is asked about
	alive    func(inspector.Cursor) bool // whether the value may be alive where something of fn is evaluated; nil: everywhere
	started  func(inspector.Cursor) bool // whether a call is deferred before there is the value; nil: never
	ended    func(ast.Node) bool         // whether the value has no use behind a node, since the function ends it itself; nil: never
	pass     bool                        // from and to are the ends of a pass of a loop: what is deferred runs later
	made     token.Pos                   // where in the pass the value is made
	summing  bool                        // returning is no escape: results says what may be returned
	deep     *descent
	begin    *place // where the value begins to be, in the function's flow; nil: at its start

	name     string // of the value's variable
	held     map[types.Object]*value
	todo     []*value
	literals map[ast.Node]bool // function literals that hold it; true: that may hold it
	results  map[int]*value
	refused  string             // how it surely escapes
	doubted  string             // how it may
	unknown  []inspector.Cursor // calls that leave a doubt, as those of functions of unknown source that get it
	open     []opened           // what holds a connection until it is closed
	softOut  string             // how what such a call returned gets out
	subtests string             // the variable of type *testing.T whose subtests use it; then it may end with the test
}

// A value is the one that is followed, or what may hold it.
type value struct {
	obj  types.Object
	what string // as in "x, which holds ctx,"
	soft bool   // it may hold it: a function of unknown source returned it
	// What refers to something in which the value is stored later may get it there, so that also what happens before counts.
	always bool
}

func newEscape(p *Package, fn inspector.Cursor, from, to token.Pos) *escape {
	return &escape{p: p, fn: fn, from: from, to: to, held: map[types.Object]*value{}, literals: map[ast.Node]bool{}, results: map[int]*value{}}
}

// run follows the value in obj, a variable of the function.
func (e *escape) run(obj types.Object) {
	e.name = obj.Name()
	e.keep(obj, value{what: e.name}, obj.Pos())
	for len(e.todo) > 0 && e.refused == "" {
		v := e.todo[0]
		e.todo = e.todo[1:]
		e.mentions(v)
	}
	e.unclosed()
}

// place names a position for people: "server.go:41".
func (p *Package) place(pos token.Pos) string {
	at := p.Fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)
}

// out notes that v gets out at pos.
func (e *escape) out(v value, pos token.Pos, format string, args ...any) {
	e.note(v, v.what+" "+fmt.Sprintf(format, args...)+" at "+e.p.place(pos))
}

// note notes how v gets out.
func (e *escape) note(v value, text string) {
	switch {
	case v.soft:
		if e.softOut == "" {
			e.softOut = text
		}
	case e.refused == "":
		e.refused = text
	}
}

// doubts says how the value may get out, or is empty: by way of what a function of unknown source returned, or by the function itself.
func (e *escape) doubts() string {
	if e.softOut != "" {
		return e.softOut
	}
	return e.doubted
}

// doubt notes how something may get out; the first reason is as good as the others.
func (e *escape) doubt(text string) {
	if e.doubted == "" {
		e.doubted = text
	}
}

// keep notes that the variable obj may hold v from pos on.
func (e *escape) keep(obj types.Object, v value, pos token.Pos) {
	fn := e.fn.Node()
	switch {
	case obj == nil:
		e.out(v, pos, "is stored in a variable that is not known")
	case !isLocal(obj):
		e.out(v, pos, "is stored in the package-level variable %s", obj.Name())
	case isResult(fn, obj) && !e.summing:
		e.out(v, pos, "is returned by way of %s", obj.Name())
	case obj.Pos() < fn.Pos() || fn.End() < obj.Pos():
		e.out(v, pos, "is stored in %s, a variable of the function around this one,", obj.Name())
	case obj.Pos() < e.from || e.to < obj.Pos():
		e.out(v, pos, "is stored in %s, which outlives the pass,", obj.Name())
	default:
		// A method may have had its address before, without a sign of that.
		v.always = v.always || !isReference(obj.Type())
		if old := e.held[obj]; old != nil && (!old.soft || v.soft) && (old.always || !v.always) {
			return
		}
		if isResult(fn, obj) {
			e.results[resultIndex(fn, obj)] = &v
		}
		v.obj = obj
		if len(e.held) > 0 && obj.Name() != v.what {
			v.what = obj.Name() + ", which " + holds(v.soft) + " " + e.name + ","
		}
		e.held[obj] = &v
		e.todo = append(e.todo, &v)
	}
}

// isReference reports whether a variable of type t is copied by every use, its methods included.
func isReference(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Interface, *types.Pointer, *types.Map, *types.Chan, *types.Signature, *types.Slice:
		return true
	case *types.Basic:
		return u.Kind() != types.Invalid
	}
	return false
}

func holds(soft bool) string {
	if soft {
		return "may hold"
	}
	return "holds"
}

// resultIndex returns the index of the named result obj of the function fn.
func resultIndex(fn ast.Node, obj types.Object) int {
	ft := funcType(fn)
	i := 0
	for _, f := range ft.Results.List {
		for _, name := range f.Names {
			if name.Pos() == obj.Pos() {
				return i
			}
			i++
		}
	}
	return -1
}

// funcType returns the type of the function declaration or literal fn.
func funcType(fn ast.Node) *ast.FuncType {
	if lit, ok := fn.(*ast.FuncLit); ok {
		return lit.Type
	}
	return fn.(*ast.FuncDecl).Type
}

// mentions follows v from every place that mentions its variable.
func (e *escape) mentions(v *value) {
	for id := range e.fn.Preorder((*ast.Ident)(nil)) {
		if e.p.Info.ObjectOf(id.Node().(*ast.Ident)) != v.obj || isSet(id) {
			continue
		}
		own := enclosingFunc(id) == e.fn
		v.always = v.always || e.p.mutableElsewhere(v.obj)
		if own && e.alive != nil && !v.always && !e.alive(id) {
			continue
		}
		e.follow(id, *v)
		if !own {
			e.captured(id, v)
		}
	}
}

// isSet reports whether id is where a variable is declared or set, as opposed to read.
func isSet(id inspector.Cursor) bool {
	switch id.ParentEdgeKind() {
	case edge.Field_Names, edge.ValueSpec_Names, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return true
	}
	up := climbParens(id)
	return up.ParentEdgeKind() == edge.AssignStmt_Lhs
}

// captured follows the function literals around id, which mentions v, that v is not declared in: they hold it.
func (e *escape) captured(id inspector.Cursor, v *value) {
	for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
		n := lit.Node()
		if lit == e.fn || n.Pos() <= v.obj.Pos() && v.obj.Pos() < n.End() {
			return
		}
		if soft, seen := e.literals[n]; seen && (!soft || v.soft) {
			continue
		}
		e.literals[n] = v.soft
		e.follow(lit, value{what: "a function literal that uses " + v.name(), soft: v.soft, always: true})
	}
}

// name is the variable of v.
func (v *value) name() string { return v.obj.Name() }

// follow climbs from cur, an expression that yields v, to where the value goes.
func (e *escape) follow(cur inspector.Cursor, v value) {
	for {
		cur = climbParens(cur)
		if x, ok := cur.Node().(ast.Expr); ok && !e.p.mayHold(x) {
			return
		}
		kind, i := cur.ParentEdge()
		parent := cur.Parent()
		switch n := parent.Node().(type) {
		case *ast.SelectorExpr:
			up := climbParens(parent)
			if _, method := e.p.Info.Uses[n.Sel].(*types.Var); !method && up.ParentEdgeKind() == edge.CallExpr_Fun {
				e.passed(up.Parent(), receiver, v)
				return
			}
			cur = parent
		case *ast.StarExpr, *ast.SliceExpr, *ast.TypeAssertExpr, *ast.CompositeLit, *ast.Ellipsis:
			cur = parent
		case *ast.IndexExpr:
			if kind == edge.IndexExpr_Index {
				if isSet(parent) || parent.ParentEdgeKind() == edge.IncDecStmt_X {
					e.store(n, v) // as a key
				}
				return
			}
			cur = parent
		case *ast.UnaryExpr:
			if n.Op != token.AND && n.Op != token.ARROW {
				return
			}
			cur = parent
		case *ast.KeyValueExpr:
			cur = parent.Parent()
		case *ast.CallExpr:
			if kind == edge.CallExpr_Fun {
				e.called(parent, v)
			} else {
				e.passedAll(parent, cur, i, v)
			}
			return
		case *ast.AssignStmt:
			if kind == edge.AssignStmt_Rhs {
				e.assigned(parent, i, v)
			}
			return // what is stored in something that holds v is none of it
		case *ast.ValueSpec:
			e.declared(n, i, v)
			return
		case *ast.ReturnStmt:
			e.returned(parent, i, v)
			return
		case *ast.SendStmt:
			if kind == edge.SendStmt_Value {
				e.out(v, n.Pos(), "is sent on a channel")
			}
			return
		case *ast.RangeStmt:
			e.ranged(n, v)
			return
		case *ast.BinaryExpr, *ast.ExprStmt, *ast.IfStmt, *ast.ForStmt, *ast.SwitchStmt, *ast.CaseClause, *ast.GoStmt, *ast.DeferStmt, *ast.TypeSwitchStmt, *ast.IncDecStmt:
			return // looked at, or dropped
		default:
			e.out(v, cur.Node().Pos(), "is used in a way that is not followed")
			return
		}
	}
}
