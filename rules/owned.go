package rules

import (
	"go/ast"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// notOurs says why somebody beside the function of s may have a hold of timer, or of its channel; or returns "".
func (p *Pass) notOurs(s site, timer ref) string {
	fn := enclosingFunc(s.cur).Node()
	switch {
	case timer.path != "":
		return "the timer is kept in a field: another function may wait for its channel"
	case !isLocal(timer.obj):
		return "the timer is kept in a package-level variable: another function may wait for its channel"
	case timer.obj.Pos() < fn.Pos() || timer.obj.Pos() > fn.End():
		return "the timer is a variable of the function around this one"
	case isResult(fn, timer.obj):
		return "the timer is a result: who gets it may wait for its channel"
	case timer.obj.Pos() < s.body.Pos():
		return "the timer is a parameter: who passed it may wait for its channel"
	case p.mutableElsewhere(timer.obj) || p.fateOf(s, timer.obj) != fateOpen:
		return "the timer is handed on: who has it may wait for its channel"
	case p.keepsChannel(s, timer):
		return "the channel of the timer is kept, and would not get the value of another timer"
	}
	return ""
}

// keepsChannel reports whether the function of s does anything with the channel of timer but receive from it at once, or measure it.
func (p *Pass) keepsChannel(s site, timer ref) bool {
	for sel := range enclosingFunc(s.cur).Preorder((*ast.SelectorExpr)(nil)) {
		if got, ok := p.refOf(sel.Node().(*ast.SelectorExpr)); !ok || got != (ref{timer.obj, ".C"}) {
			continue
		}
		switch p.useOf(sel).kind {
		case useSelect, useReceive, useHeader:
		default:
			if !measured(climbParens(sel)) {
				return true
			}
		}
	}
	return false
}

// measured reports whether cur stands in len(cur) or cap(cur).
func measured(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	id, ok := cur.Parent().Node().(*ast.CallExpr).Fun.(*ast.Ident)
	return ok && (id.Name == "len" || id.Name == "cap")
}

// mayBeFunc reports whether timer is one of time.AfterFunc by some assignment to it, or to the variable or field that it is a copy of.
func (p *Package) mayBeFunc(timer ref) bool {
	if p.madeBy("time.AfterFunc", timer) {
		return true
	}
	if timer.path != "" || !isLocal(timer.obj) {
		return false
	}
	cur, ok := p.root.FindByPos(timer.obj.Pos(), timer.obj.Pos())
	if !ok {
		return false
	}
	for o := range p.origins(p.siteAt(cur), timer.obj) {
		if from, ok := p.refOf(o.value); ok && from != timer && p.madeBy("time.AfterFunc", from) {
			return true
		}
	}
	return false
}

// An origin is what a variable is set to in one place.
type origin struct {
	stmt     inspector.Cursor // the statement or ValueSpec
	value    ast.Expr         // nil: not known
	declares bool             // the variable begins there
}

// origins yields what the local variable obj is set to in the function of s, by assignments and declarations that give it a value.
func (p *Package) origins(s site, obj types.Object) iter.Seq[origin] {
	return func(yield func(origin) bool) {
		for id := range p.mentions(s, obj) {
			value, sets := assignedAt(id)
			if !sets || value == nil && isDeclared(id) {
				continue
			}
			o := origin{climbParens(id).Parent(), value, p.Info.Defs[id.Node().(*ast.Ident)] == obj}
			if !yield(o) {
				return
			}
		}
	}
}
