package rules

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"hash/maphash"
	"maps"
	"strings"

	"golang.org/x/tools/go/cfg"
)

// facts are booleans known on one way through a function: a local flag, whether a local error is
// nil, whether a context is done. They serve to tell ways that control cannot really take.
// A nil map knows nothing.
type facts map[fact]bool

// A fact is a question about a variable.
type fact struct {
	kind factKind
	ref  ref
}

type factKind int

const (
	isTrue factKind = iota // of a boolean variable
	nonNil                 // of a variable
	isDone                 // of a context
)

// key sums f up in a number: equal facts have equal keys, and different ones do not, but for a chance in billions.
func (f facts) key() uint64 {
	type answer struct {
		fact
		value bool
	}
	var sum uint64
	for k, v := range f {
		sum += maphash.Comparable(keySeed, answer{k, v})
	}
	return sum
}

var keySeed = maphash.MakeSeed()

// enoughFacts bounds what is known at a time: a function with more flags than that in play is generated, and every step of
// a search copies and compares them all. Not to know a fact can only make more ways look possible.
const enoughFacts = 32

func (f facts) with(k fact, v bool) facts {
	if _, ok := f[k]; !ok && len(f) >= enoughFacts {
		return f
	}
	f = maps.Clone(f)
	if f == nil {
		f = facts{}
	}
	f[k] = v
	return f
}

// without forgets what is known about obj.
func (f facts) without(obj types.Object) facts {
	about := func(k fact, _ bool) bool { return k.ref.obj == obj }
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
func (f facts) afterClause(p *Package, clause *ast.CommClause) facts {
	if a, ok := clause.Comm.(*ast.AssignStmt); ok {
		for _, l := range a.Lhs {
			f = f.without(p.objectOf(l))
		}
	}
	if call, ok := receiveOperand(clause.Comm).(*ast.CallExpr); ok {
		if r, ok := p.methodOn(call, "Done"); ok {
			f = f.with(fact{isDone, r}, true)
		}
	}
	return f
}

// after is what is known after n was executed.
func (f facts) after(p *Package, n ast.Node) facts {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			var value ast.Expr
			if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
				value = n.Rhs[i]
			}
			f = f.assign(p, l, value)
			if obj := p.objectOf(l); value == nil && isLocal(obj) && !p.mutableElsewhere(obj) && p.makesContext(n) {
				f = f.with(fact{nonNil, ref{obj: obj}}, true)
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
		f = f.without(p.objectOf(n.X))
	case *ast.Ident: // the key or value of a range
		f = f.without(p.objectOf(n))
	}
	return f
}

// makesContext reports whether a assigns a new context and its cancel function.
func (p *Package) makesContext(a *ast.AssignStmt) bool {
	if len(a.Lhs) != 2 || len(a.Rhs) != 1 {
		return false
	}
	call, ok := ast.Unparen(a.Rhs[0]).(*ast.CallExpr)
	return ok && strings.HasPrefix(p.callee(call), "context.With")
}

// assign is what is known after lhs = value; a nil value is one we know nothing about.
func (f facts) assign(p *Package, lhs, value ast.Expr) facts {
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	if !ok {
		return f
	}
	obj := p.objectOf(id)
	if !isLocal(obj) || p.mutableElsewhere(obj) {
		return f
	}
	before := f
	f = f.without(obj)
	if value == nil {
		return f
	}
	if b, ok := before.eval(p, value); ok {
		return f.with(fact{isTrue, ref{obj: obj}}, b)
	}
	if b, ok := before.nilness(p, value); ok {
		return f.with(fact{nonNil, ref{obj: obj}}, b)
	}
	return f
}

// nilness reports whether e is surely not nil (true) or surely nil (false), if that is known.
func (f facts) nilness(p *Package, e ast.Expr) (nonnil, known bool) {
	e = ast.Unparen(e)
	if p.isNil(e) {
		return false, true
	}
	if call, ok := e.(*ast.CallExpr); ok {
		switch p.callee(call) {
		case "errors.New", "fmt.Errorf", "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker":
			return true, true
		}
		if r, ok := p.methodOn(call, "Err"); ok {
			v, known := f[fact{isDone, r}]
			return v, known
		}
	}
	if r, ok := p.refOf(e); ok {
		v, known := f[fact{nonNil, r}]
		return v, known
	}
	return false, false
}

// eval evaluates a boolean expression as far as f allows.
func (f facts) eval(p *Package, e ast.Expr) (value, known bool) {
	if tv, ok := p.Info.Types[e]; ok && tv.Value != nil && tv.Value.Kind() == constant.Bool {
		return constant.BoolVal(tv.Value), true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		value, known = f[fact{isTrue, ref{obj: p.objectOf(e)}}]
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
			if p.isNil(x) {
				x, y = y, x
			}
			if p.isNil(y) {
				value, known = f.nilness(p, x)
				value = value == (e.Op == token.NEQ)
			}
		}
	}
	return value, known
}

// evalPair evaluates x && y or x || y: one side that decides is enough.
func (f facts) evalPair(p *Package, e *ast.BinaryExpr) (value, known bool) {
	decides := e.Op == token.LOR
	x, xKnown := f.eval(p, e.X)
	y, yKnown := f.eval(p, e.Y)
	if xKnown && x == decides || yKnown && y == decides {
		return decides, true
	}
	return !decides, xKnown && yKnown
}

// branch tells which successor of b is taken, if f decides its condition.
func (f facts) branch(p *Package, b *cfg.Block) (first, known bool) {
	if len(f) == 0 || !conditional(b) {
		return false, false
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return false, false
	}
	return f.eval(p, cond)
}
