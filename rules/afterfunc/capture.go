package afterfunc

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
)

// A capture is a variable that a function value keeps alive.
type capture struct {
	obj   types.Object
	name  string
	bytes int64 // that it keeps at least; 0 where that cannot be told
}

// capturesOf returns what the function value fn, an argument of the call s, keeps alive: the variables that a literal
// takes from the functions around it, or the receiver of a method value. Numbers and the like are left out, and so
// are functions of the package, which keep nothing.
func capturesOf(p *rule.Pass, s flow.Site, fn ast.Expr) (list []capture) {
	m := measurer{p, s, &scale{p.Types, map[*types.Named]measure{}}}
	add := func(id *ast.Ident, whole bool) {
		obj := p.ObjectOf(id)
		if !code.IsLocal(obj) || slices.ContainsFunc(list, func(c capture) bool { return c.obj == obj }) {
			return
		}
		if c := (capture{obj, id.Name, m.kept(obj, whole)}); c.bytes > 0 || refers(obj.Type()) && !m.isConstant(obj) {
			list = append(list, c)
		}
	}
	switch fn := ast.Unparen(fn).(type) {
	case *ast.FuncLit:
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if obj := p.Info.Uses[id]; obj != nil && (obj.Pos() < fn.Pos() || fn.End() < obj.Pos()) {
					add(id, true)
				}
			}
			return true
		})
	case *ast.SelectorExpr:
		method, known := p.Info.Uses[fn.Sel].(*types.Func)
		if id := rootOf(fn.X); id != nil {
			// A method with a value receiver keeps a copy of it. A field of a struct in between is not the variable
			// as a whole.
			_, direct := ast.Unparen(fn.X).(*ast.Ident)
			add(id, direct && known && method.Signature().Recv() != nil && !isPointer(method.Signature().Recv().Type()))
		}
	case *ast.Ident:
		add(fn, true)
	}
	return list
}

// rootOf returns the variable at the beginning of a chain of selectors, indices and the like, or nil.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.ParenExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// isPointer reports whether t is a pointer type.
func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// refers reports whether a value of type t can keep something else alive. What is not known can.
func refers(t types.Type) bool { return refersWithin(t, 10) }

// refersWithin looks no deeper than so many types that consist of others: types of broken code can contain themselves.
func refersWithin(t types.Type, depth int) bool {
	if t == nil || depth == 0 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.String || u.Kind() == types.UnsafePointer || u.Kind() == types.Invalid
	case *types.Array:
		return refersWithin(u.Elem(), depth-1)
	case *types.Struct:
		for i := range u.NumFields() {
			if refersWithin(u.Field(i).Type(), depth-1) {
				return true
			}
		}
		return false
	case *types.Chan:
		return false // its buffer, seldom much
	}
	return true
}

// A measurer estimates what variables of the function of s keep alive.
type measurer struct {
	p *rule.Pass
	s flow.Site
	*scale
}

// kept returns what the variable obj keeps alive at least, as far as types and constants tell: arrays and structs,
// and what make, new or a literal made for it, if it is set only once. Strings that are constants are not in the heap
// and count nothing.
func (m measurer) kept(obj types.Object, whole bool) int64 {
	if obj.Type() == nil {
		return 0
	}
	switch obj.Type().Underlying().(type) {
	case *types.Array, *types.Struct:
		if whole {
			return m.of(obj.Type()).least
		}
	case *types.Slice, *types.Pointer:
		if value := m.only(obj); value != nil {
			return m.made(value)
		}
	}
	return 0
}

// isConstant reports whether the variable obj only ever holds a constant string: the program does that anyway.
func (m measurer) isConstant(obj types.Object) bool {
	value := m.only(obj)
	return value != nil && m.p.Info.Types[value].Value != nil
}

// only returns the one value that the variable obj is set to, or nil if there are others, or none that can be seen.
func (m measurer) only(obj types.Object) ast.Expr {
	if sets, ok := m.p.SettersOf(m.p.OutermostDecl(m.s.Cur), obj); ok && len(sets) == 1 {
		return sets[0].Value
	}
	return nil
}

// made returns the size of what the expression e allocates.
func (m measurer) made(e ast.Expr) int64 {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		b, _ := m.p.ObjectOf(e.Fun).(*types.Builtin)
		switch {
		case b != nil && b.Name() == "make" && len(e.Args) > 1:
			return m.elements(e.Args[0], m.number(e.Args[len(e.Args)-1]))
		case b != nil && b.Name() == "new" && len(e.Args) == 1:
			return m.of(m.p.Info.Types[e.Args[0]].Type).least
		case len(e.Args) == 1 && m.p.Info.Types[e.Fun].IsType():
			return m.elements(e.Fun, int64(len(m.p.ConstString(e.Args[0])))) // []byte("constant")
		}
	case *ast.CompositeLit:
		return m.elements(e, int64(len(e.Elts)))
	case *ast.UnaryExpr:
		if lit, ok := ast.Unparen(e.X).(*ast.CompositeLit); ok && e.Op == token.AND {
			return m.of(m.p.Info.Types[lit].Type).least
		}
	}
	return 0
}

// elements returns the size of n elements of the slice type of e.
func (m measurer) elements(e ast.Expr, n int64) int64 {
	t := m.p.Info.Types[e].Type
	if t == nil {
		return 0
	}
	if slice, ok := t.Underlying().(*types.Slice); ok {
		return times(m.of(slice.Elem()).least, n)
	}
	return 0
}

// number returns the value of a constant, or 0.
func (m measurer) number(e ast.Expr) int64 {
	if v := m.p.Info.Types[e].Value; v != nil && v.Kind() == constant.Int {
		n, _ := constant.Int64Val(v)
		return n
	}
	return 0
}

// total adds up what captures keep at least.
func total(list []capture) (n int64) {
	for _, c := range list {
		n = min(n+c.bytes, enoughBytes)
	}
	return n
}

// keeps says what captures keep alive, for messages: "at least 1.0 MiB: buf; and what req, s refer to". It is empty
// if there is nothing to say.
func keeps(list []capture) string {
	const worthCounting = 1 << 10 // bytes
	var counted, others []string
	for _, c := range list {
		if c.bytes >= worthCounting {
			counted = append(counted, c.name)
		} else {
			others = append(others, c.name)
		}
	}
	refer := ""
	switch {
	case len(others) == 1:
		refer = "what " + others[0] + " refers to"
	case len(others) > 1:
		refer = "what " + names3(others) + " refer to"
	}
	if len(counted) == 0 {
		return refer
	}
	text := "at least " + bytesText(total(list)) + ": " + names3(counted)
	if refer != "" {
		text += "; and " + refer
	}
	return text
}

// names3 lists names, the first three in full.
func names3(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
