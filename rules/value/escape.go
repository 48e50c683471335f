// Package value follows values through a function: who else may have a hold of one, what it may be, and whether to evaluate
// an expression once more, or elsewhere, makes a difference.
package value

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/callee"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// An Escape follows a value, as a context, and whatever may hold it through one function, and says how it may outlive
// that, or a pass of a loop in it.
//
// A variable that may hold it somewhere is taken to hold it wherever the program can be with the value alive. Once something outside has
// a hold of it, that is the end: refused says where. A value that a function of unknown source got may be held by what that returned, or
// anything else: doubted says so, and what is refused because of it alone is doubted, too.
type Escape struct {
	p        *code.Package
	fn       inspector.Cursor
	from, to token.Pos                   // variables that are declared elsewhere outlive what is asked about
	Alive    func(inspector.Cursor) bool // whether the value may be alive where something of fn is evaluated; nil: everywhere
	Started  func(inspector.Cursor) bool // whether a call is deferred before there is the value; nil: never
	Ended    func(ast.Node) bool         // whether the value has no use behind a node, since the function ends it itself; nil: never
	InPass   bool                        // from and to are the ends of a pass of a loop: what is deferred runs later
	MadeAt   token.Pos                   // where in the pass the value is made
	Summing  bool                        // returning is no escape: results says what may be returned
	deep     *descent
	Begin    *flow.Place // where the value begins to be, in the function's flow; nil: at its start

	name          string // of the value's variable
	Carriers      map[types.Object]*Carrier
	todo          []*Carrier
	literals      map[ast.Node]bool // function literals that hold it; true: that may hold it
	results       map[int]*Carrier
	Refused       string             // how it surely escapes
	doubted       string             // how it may
	Unknown       []inspector.Cursor // calls that leave a doubt, as those of functions of unknown source that get it
	open          []opened           // what holds a connection until it is closed
	DerivedEscape string             // how what such a call returned gets out
	Subtests      string             // the variable of type *testing.T whose subtests use it; then it may end with the test
}

// A Carrier is the one that is followed, or what may hold it.
type Carrier struct {
	Obj      types.Object
	what     string // as in "x, which holds ctx,"
	Unproven bool   // it may hold it: a function of unknown source returned it
	// What refers to something in which the value is stored later may get it there, so that also what happens before counts.
	flowInsensitive bool
}

func NewEscape(p *code.Package, fn inspector.Cursor, from, to token.Pos) *Escape {
	return &Escape{p: p, fn: fn, from: from, to: to, Carriers: map[types.Object]*Carrier{}, literals: map[ast.Node]bool{}, results: map[int]*Carrier{}}
}

// Run follows the value in obj, a variable of the function.
func (e *Escape) Run(obj types.Object) {
	e.name = obj.Name()
	e.keep(obj, Carrier{what: e.name}, obj.Pos())
	for len(e.todo) > 0 && e.Refused == "" {
		v := e.todo[0]
		e.todo = e.todo[1:]
		e.mentions(v)
	}
	e.unclosed()
}

// out notes that v gets out at pos.
func (e *Escape) out(v Carrier, pos token.Pos, format string, args ...any) {
	e.note(v, v.what+" "+fmt.Sprintf(format, args...)+" at "+e.p.ShortPos(pos))
}

// note notes how v gets out.
func (e *Escape) note(v Carrier, text string) {
	switch {
	case v.Unproven:
		if e.DerivedEscape == "" {
			e.DerivedEscape = text
		}
	case e.Refused == "":
		e.Refused = text
	}
}

// Doubts says how the value may get out, or is empty: by way of what a function of unknown source returned, or by the function itself.
func (e *Escape) Doubts() string {
	if e.DerivedEscape != "" {
		return e.DerivedEscape
	}
	return e.doubted
}

// doubt notes how something may get out; the first reason is as good as the others.
func (e *Escape) doubt(text string) {
	if e.doubted == "" {
		e.doubted = text
	}
}

// keep notes that the variable obj may hold v from pos on.
func (e *Escape) keep(obj types.Object, v Carrier, pos token.Pos) {
	fn := e.fn.Node()
	switch {
	case obj == nil:
		e.out(v, pos, "is stored in a variable that is not known")
	case !code.IsLocal(obj):
		e.out(v, pos, "is stored in the package-level variable %s", obj.Name())
	case code.IsResult(fn, obj) && !e.Summing:
		e.out(v, pos, "is returned by way of %s", obj.Name())
	case !declaredIn(fn, obj):
		e.out(v, pos, "is stored in %s, a variable of the function around this one,", obj.Name())
	case obj.Pos() < e.from || e.to < obj.Pos():
		e.out(v, pos, "is stored in %s, which outlives the pass,", obj.Name())
	default:
		// A method may have had its address before, without a sign of that.
		v.flowInsensitive = v.flowInsensitive || !isReference(obj.Type())
		if old := e.Carriers[obj]; old != nil && (!old.Unproven || v.Unproven) && (old.flowInsensitive || !v.flowInsensitive) {
			return
		}
		if code.IsResult(fn, obj) {
			e.results[code.ResultIndex(fn, obj)] = &v
		}
		v.Obj = obj
		if len(e.Carriers) > 0 && obj.Name() != v.what {
			v.what = obj.Name() + ", which " + holds(v.Unproven) + " " + e.name + ","
		}
		e.Carriers[obj] = &v
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

// mentions follows v from every place that mentions its variable.
func (e *Escape) mentions(v *Carrier) {
	for id := range e.fn.Preorder((*ast.Ident)(nil)) {
		if e.p.Info.ObjectOf(id.Node().(*ast.Ident)) != v.Obj || code.IsSet(id) {
			continue
		}
		own := code.EnclosingFunc(id) == e.fn
		v.flowInsensitive = v.flowInsensitive || e.p.MutableElsewhere(v.Obj)
		if own && e.Alive != nil && !v.flowInsensitive && !e.Alive(id) {
			continue
		}
		e.follow(id, *v)
		if !own {
			e.captured(id, v)
		}
	}
}

// captured follows the function literals around id, which mentions v, that v is not declared in: they hold it.
func (e *Escape) captured(id inspector.Cursor, v *Carrier) {
	for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
		n := lit.Node()
		if lit == e.fn || n.Pos() <= v.Obj.Pos() && v.Obj.Pos() < n.End() {
			return
		}
		if soft, seen := e.literals[n]; seen && (!soft || v.Unproven) {
			continue
		}
		e.literals[n] = v.Unproven
		e.follow(lit, Carrier{what: "a function literal that uses " + v.Name(), Unproven: v.Unproven, flowInsensitive: true})
	}
}

// Name is the variable of v.
func (v *Carrier) Name() string { return v.Obj.Name() }

// follow climbs from cur, an expression that yields v, to where the value goes.
func (e *Escape) follow(cur inspector.Cursor, v Carrier) {
	for {
		cur = code.ClimbParens(cur)
		if x, ok := cur.Node().(ast.Expr); ok && !mayContainContext(e.p, x) {
			return
		}
		kind, i := cur.ParentEdge()
		parent := cur.Parent()
		switch n := parent.Node().(type) {
		case *ast.SelectorExpr:
			up := code.ClimbParens(parent)
			if _, method := e.p.Info.Uses[n.Sel].(*types.Var); !method && up.ParentEdgeKind() == edge.CallExpr_Fun {
				e.passed(up.Parent(), callee.Receiver, v)
				return
			}
			cur = parent
		case *ast.StarExpr, *ast.SliceExpr, *ast.TypeAssertExpr, *ast.CompositeLit, *ast.Ellipsis:
			cur = parent
		case *ast.IndexExpr:
			if kind == edge.IndexExpr_Index {
				if code.IsSet(parent) || parent.ParentEdgeKind() == edge.IncDecStmt_X {
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
