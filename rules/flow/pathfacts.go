package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"hash/maphash"
	"maps"
	"strings"

	"golang.org/x/tools/go/cfg"

	"unleak/rules/code"
)

// PathFacts are booleans known on one way through a function: a local flag, whether a local error is nil, whether a
// context is done. They tell which ways control cannot really take. A nil map knows nothing.
//
// What a fact says stays true until the variable is assigned. So facts about flags and nilness are learned only of
// local variables whose address nobody takes and no function literal assigns: nothing but the statements on the way
// can change them. A context that is done stays done; an assignment to the variable through which it is named ends
// the fact.
type PathFacts map[Fact]bool

// A Fact is a question about a variable.
type Fact struct {
	Kind factKind
	Ref  code.Ref
}

type factKind int

const (
	isTrue factKind = iota // of a boolean variable
	NonNil                 // of a variable
	isDone                 // of a context
)

// key is a hash of f. Equal facts have equal keys; different facts have different keys, but for a chance in billions.
func (f PathFacts) key() uint64 {
	type answer struct {
		Fact
		value bool
	}
	var sum uint64
	for k, v := range f {
		sum += maphash.Comparable(keySeed, answer{k, v})
	}
	return sum
}

// keySeed is one for all keys of a run of the program, which are compared with each other.
var keySeed = maphash.MakeSeed()

// enoughFacts bounds what is known at a time: a function with more flags than that in play is generated, and every
// step of a search copies and compares them all. Not to know a fact can only make more ways look possible.
const enoughFacts = 32

// With adds the fact that the answer to k is v.
func (f PathFacts) With(k Fact, v bool) PathFacts {
	if _, ok := f[k]; !ok && len(f) >= enoughFacts {
		return f
	}
	f = maps.Clone(f)
	if f == nil {
		f = PathFacts{}
	}
	f[k] = v
	return f
}

// without forgets what is known about obj.
func (f PathFacts) without(obj types.Object) PathFacts {
	about := func(k Fact, _ bool) bool { return k.Ref.Obj == obj }
	for k := range f {
		if about(k, true) {
			f = maps.Clone(f)
			maps.DeleteFunc(f, about)
			return f
		}
	}
	return f
}

// afterClause is what is known when clause was chosen: a receive from ctx.Done() means that ctx is done.
func (f PathFacts) afterClause(p *code.Package, clause *ast.CommClause) PathFacts {
	if a, ok := clause.Comm.(*ast.AssignStmt); ok {
		for _, l := range a.Lhs {
			f = f.without(p.ObjectOf(l))
		}
	}
	if call, ok := code.ReceiveOperand(clause.Comm).(*ast.CallExpr); ok {
		if r, ok := p.MethodOn(call, "Done"); ok {
			f = f.With(Fact{isDone, r}, true)
		}
	}
	return f
}

// After is what is known after n was executed.
func (f PathFacts) After(p *code.Package, n ast.Node) PathFacts {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			var value ast.Expr
			if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
				value = n.Rhs[i]
			}
			f = f.assign(p, l, value)
			if obj := p.ObjectOf(l); value == nil && code.IsLocal(obj) && !p.MutableElsewhere(obj) && MakesContext(p, n) {
				f = f.With(Fact{NonNil, code.RefTo(obj)}, true)
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			var value ast.Expr
			if len(n.Names) == len(n.Values) {
				value = n.Values[i]
			}
			f = f.assign(p, name, value)
		}
	case *ast.IncDecStmt:
		f = f.without(p.ObjectOf(n.X))
	case *ast.Ident: // the key or value of a range
		f = f.without(p.ObjectOf(n))
	}
	return f
}

// MakesContext reports whether a assigns a new context and its cancel function.
func MakesContext(p *code.Package, a *ast.AssignStmt) bool {
	if len(a.Lhs) != 2 || len(a.Rhs) != 1 {
		return false
	}
	call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
	return ok && strings.HasPrefix(p.CalleeName(call), "context.With")
}

// assign is what is known after lhs = value; a nil value is one we know nothing about.
func (f PathFacts) assign(p *code.Package, lhs, value ast.Expr) PathFacts {
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	if !ok {
		return f
	}
	obj := p.ObjectOf(id)
	if !code.IsLocal(obj) || p.MutableElsewhere(obj) {
		return f
	}
	before := f
	f = f.without(obj)
	if value == nil {
		return f
	}
	if b, ok := before.eval(p, value); ok {
		return f.With(Fact{isTrue, code.RefTo(obj)}, b)
	}
	if b, ok := before.nilness(p, value); ok {
		return f.With(Fact{NonNil, code.RefTo(obj)}, b)
	}
	return f
}

// nilness reports whether e is surely not nil (true) or surely nil (false), if that is known.
func (f PathFacts) nilness(p *code.Package, e ast.Expr) (nonnil, known bool) {
	e = ast.Unparen(e)
	if p.IsNil(e) {
		return false, true
	}
	if call, ok := e.(*ast.CallExpr); ok {
		switch p.CalleeName(call) {
		case "errors.New", "fmt.Errorf", "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker":
			return true, true
		}
		if r, ok := p.MethodOn(call, "Err"); ok {
			v, known := f[Fact{isDone, r}]
			return v, known
		}
	}
	if r, ok := p.RefOf(e); ok {
		v, known := f[Fact{NonNil, r}]
		return v, known
	}
	return false, false
}

// eval evaluates a boolean expression as far as f allows.
func (f PathFacts) eval(p *code.Package, e ast.Expr) (value, known bool) {
	if tv, ok := p.Info.Types[e]; ok && tv.Value != nil && tv.Value.Kind() == constant.Bool {
		return constant.BoolVal(tv.Value), true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		value, known = f[Fact{isTrue, code.RefTo(p.ObjectOf(e))}]
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			value, known = f.eval(p, e.X)
			value = !value
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return f.evalPair(p, e)
		case token.EQL, token.NEQ:
			x, y := e.X, e.Y
			if p.IsNil(x) {
				x, y = y, x
			}
			if p.IsNil(y) {
				value, known = f.nilness(p, x)
				value = value == (e.Op == token.NEQ)
			}
		}
	}
	return value, known
}

// evalPair evaluates x && y or x || y: one side that decides is enough.
func (f PathFacts) evalPair(p *code.Package, e *ast.BinaryExpr) (value, known bool) {
	decides := e.Op == token.LOR
	x, xKnown := f.eval(p, e.X)
	y, yKnown := f.eval(p, e.Y)
	if xKnown && x == decides || yKnown && y == decides {
		return decides, true
	}
	return !decides, xKnown && yKnown
}

// branch tells which successor of b is taken, if f decides its condition.
func (f PathFacts) branch(p *code.Package, b *cfg.Block) (first, known bool) {
	if len(f) == 0 || !Conditional(b) {
		return false, false
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return false, false
	}
	return f.eval(p, cond)
}
