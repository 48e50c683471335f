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
)

// A tracker is the search for an Escape. It visits each variable that may hold the value, and follows the value from
// every mention of the variable to where it goes: into another variable, which is visited later; into a call; or out.
type tracker struct {
	p *code.Package
	Extent
	Escape
	name     string            // of the variable that is asked about
	todo     []*Carrier        // variables to visit
	literals map[ast.Node]bool // function literals that hold the value; true: that may hold it, by way of an unproven carrier
	results  map[int]*Carrier  // with CallerOwns: what the results of the function may hold
	open     []opened          // what holds a connection until it is closed
	deep     *descent          // the calls on the way to this function; nil if the search began with it
}

// newTracker returns a tracker that has not begun.
func newTracker(p *code.Package, in Extent) *tracker {
	return &tracker{
		p: p, Extent: in, Escape: Escape{Carriers: map[types.Object]*Carrier{}}, literals: map[ast.Node]bool{}, results: map[int]*Carrier{},
	}
}

// run follows the value in obj, a variable of the function.
func (tr *tracker) run(obj types.Object) {
	tr.name = obj.Name()
	tr.keep(obj, Carrier{what: tr.name}, obj.Pos())
	for len(tr.todo) > 0 && tr.Refused == "" {
		v := tr.todo[0]
		tr.todo = tr.todo[1:]
		tr.visit(v)
	}
	tr.unclosed()
}

// out notes that v gets out at pos.
func (tr *tracker) out(v Carrier, pos token.Pos, format string, args ...any) {
	tr.note(v, v.what+" "+fmt.Sprintf(format, args...)+" at "+tr.p.ShortPos(pos))
}

// note notes how v gets out; the first way of each kind is as good as the others.
func (tr *tracker) note(v Carrier, text string) {
	switch {
	case v.Unproven:
		if tr.DerivedEscape == "" {
			tr.DerivedEscape = text
		}
	case tr.Refused == "":
		tr.Refused = text
	}
}

// doubt notes how something may get out.
func (tr *tracker) doubt(text string) {
	if tr.doubted == "" {
		tr.doubted = text
	}
}

// keep notes that the variable obj may hold v from pos on. If the variable outlives the extent, v gets out.
func (tr *tracker) keep(obj types.Object, v Carrier, pos token.Pos) {
	fn := tr.Fn.Node()
	switch {
	case obj == nil:
		tr.out(v, pos, "is stored in a variable that is not known")
	case !code.IsLocal(obj):
		tr.out(v, pos, "is stored in the package-level variable %s", obj.Name())
	case code.IsResult(fn, obj) && !tr.CallerOwns:
		tr.out(v, pos, "is returned by way of %s", obj.Name())
	case !declaredIn(fn, obj):
		tr.out(v, pos, "is stored in %s, a variable of the function around this one,", obj.Name())
	case obj.Pos() < tr.From || tr.To < obj.Pos():
		tr.out(v, pos, "is stored in %s, which outlives the pass,", obj.Name())
	default:
		tr.carry(obj, v)
	}
}

// carry makes obj, a variable of the extent, a carrier of what v holds, to be visited, unless it is known to be one
// already.
func (tr *tracker) carry(obj types.Object, v Carrier) {
	// A method that was called before may have taken the variable's address, and nothing shows that.
	v.flowInsensitive = v.flowInsensitive || !isReference(obj.Type())
	if old := tr.Carriers[obj]; old != nil && (!old.Unproven || v.Unproven) && (old.flowInsensitive || !v.flowInsensitive) {
		return
	}
	if fn := tr.Fn.Node(); code.IsResult(fn, obj) {
		tr.results[code.ResultIndex(fn, obj)] = &v
	}
	v.Obj = obj
	if len(tr.Carriers) > 0 && obj.Name() != v.what {
		holds := "holds"
		if v.Unproven {
			holds = "may hold"
		}
		v.what = obj.Name() + ", which " + holds + " " + tr.name + ","
	}
	tr.Carriers[obj] = &v
	tr.todo = append(tr.todo, &v)
}

// isReference reports whether every use of a variable of type t copies it: then a method has the value, and not the
// variable.
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

// visit follows the value from every mention of the variable of v.
func (tr *tracker) visit(v *Carrier) {
	for id := range tr.Fn.Preorder((*ast.Ident)(nil)) {
		if tr.p.Info.ObjectOf(id.Node().(*ast.Ident)) != v.Obj || code.IsSet(id) {
			continue
		}
		own := code.EnclosingFunc(id) == tr.Fn
		v.flowInsensitive = v.flowInsensitive || tr.p.MutableElsewhere(v.Obj)
		if own && tr.Alive != nil && !v.flowInsensitive && !tr.Alive(id) {
			continue
		}
		tr.follow(id, *v)
		if !own {
			tr.captured(id, v)
		}
	}
}

// captured follows the function literals around the mention id of v that v is not declared in: they hold it.
func (tr *tracker) captured(id inspector.Cursor, v *Carrier) {
	for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
		n := lit.Node()
		if lit == tr.Fn || declaredIn(n, v.Obj) {
			return
		}
		if unproven, seen := tr.literals[n]; seen && (!unproven || v.Unproven) {
			continue
		}
		tr.literals[n] = v.Unproven
		tr.follow(lit, Carrier{what: "a function literal that uses " + v.Name(), Unproven: v.Unproven, flowInsensitive: true})
	}
}

// follow climbs from cur, an expression that yields v, to where the value goes. An expression that yields a part of
// v, or has it as a part, yields what may hold the value; where its type cannot hold a context, the trail ends.
func (tr *tracker) follow(cur inspector.Cursor, v Carrier) {
	for {
		cur = code.ClimbParens(cur)
		if x, ok := cur.Node().(ast.Expr); ok && !mayContainContext(tr.p, x) {
			return
		}
		parent := cur.Parent()
		_, i := cur.ParentEdge()
		switch RoleOf(cur) {
		case Selected:
			if call, ok := tr.methodCall(parent); ok {
				tr.passed(call, callee.Receiver, v)
				return
			}
		case Dereferenced, Indexed, Sliced, Asserted, AddressTaken, Received, Element, ElementKey:
		case Called:
			tr.called(parent, v)
			return
		case Passed, Measured:
			tr.passedAll(cur, v)
			return
		case Stored:
			tr.stored(parent, i, v)
			return
		case Key:
			if index := parent; code.IsSet(index) || RoleOf(index) == Changed {
				tr.store(index.Node().(ast.Expr), v)
			}
			return
		case Returned:
			tr.returned(parent, i, v)
			return
		case Sent:
			tr.out(v, parent.Node().Pos(), "is sent on a channel")
			return
		case Ranged, SetByRange:
			tr.ranged(parent.Node().(*ast.RangeStmt), v)
			return
		case Set, Changed, SentOn, Unused, Discarded, Compared, Tested:
			return // what is stored in, or sent on, something that holds v is not v, nor is what comes of looking at it
		default:
			tr.out(v, cur.Node().Pos(), "is used in a way that is not followed")
			return
		}
		cur = parent
	}
}

// methodCall returns the call of the method that the selector sel denotes: v.M(). A field is none, whatever it holds,
// nor is a method value.
func (tr *tracker) methodCall(sel inspector.Cursor) (call inspector.Cursor, ok bool) {
	_, isField := tr.p.Info.Uses[sel.Node().(*ast.SelectorExpr).Sel].(*types.Var)
	up := code.ClimbParens(sel)
	return up.Parent(), !isField && up.ParentEdgeKind() == edge.CallExpr_Fun
}
