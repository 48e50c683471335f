package value

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// Ownership says who can use the timer or ticker in a local variable.
type Ownership int

const (
	Owned    Ownership = iota // the function alone: it stops, resets and compares it, and receives from its channel
	HandedOn                  // others: it is returned, stored or passed on, or its channel is
	Captured                  // a function literal that is not deferred where it stands
)

// OwnershipOf returns who can use the timer or ticker in the local variable obj of the function of s. Of
//
//	t := time.NewTimer(d); defer t.Stop(); <-t.C
//	t := time.NewTimer(d); use(t)
//	t := time.NewTimer(d); go func() { t.Stop() }()
//
// the first is Owned, the second HandedOn and the third Captured.
func OwnershipOf(p *code.Package, s flow.Site, obj types.Object) Ownership {
	who := ownershipOf(p, s, obj)
	p.Note("does the timer stay with the function?", [...]string{"yes", "no: it is handed on", "no: a function literal captures it"}[who])
	return who
}

// ownershipOf is OwnershipOf, without a word on the trail.
func ownershipOf(p *code.Package, s flow.Site, obj types.Object) Ownership {
	switch fn := code.EnclosingFunc(s.Cur).Node(); {
	case code.IsResult(fn, obj):
		return HandedOn
	case !declaredIn(fn, obj):
		return Captured // by this literal, from the function around it
	}
	for id := range p.Mentions(s.Cur, obj) {
		if StandingOf(id, s.Body) == Apart {
			return Captured
		}
		switch RoleOf(id) {
		case Declared, Set, Compared, Discarded:
		case Selected:
			if selectionHandsOn(p, s, code.ClimbParens(id).Parent()) {
				return HandedOn
			}
		default:
			return HandedOn
		}
	}
	return Owned
}

// selectionHandsOn reports whether the selector sel, on a timer that the function of s has in a local variable, hands
// the timer or its channel on. A method that is called does not, t.Stop(), but a method value does, f(t.Stop): it
// holds the timer. The channel t.C stays in the function where it is received from, compared, measured, or kept in a
// local variable that does not escape itself.
func selectionHandsOn(p *code.Package, s flow.Site, sel inspector.Cursor) bool {
	role := RoleOf(sel)
	if sel.Node().(*ast.SelectorExpr).Sel.Name != "C" {
		return role != Called
	}
	switch role {
	case Received, Ranged, Compared, Measured, AddressTaken:
		return false
	}
	u := UseOf(p, sel)
	return u.Kind != UseVariable || channelEscapes(p, s, u.V.Obj, false)
}

// ChannelEscapes reports whether others than the function of s can receive from the channel in the local variable
// obj: its value has another use than to be received from, compared or replaced. With literals, function literals in
// the function do not count as others. In
//
//	c := time.After(d); select { case <-c: case <-done: }
//	c := time.After(d); return c
//
// the channel of the second function escapes.
func ChannelEscapes(p *code.Package, s flow.Site, obj types.Object, literals bool) bool {
	return p.Ask("can others receive from the channel?", channelEscapes(p, s, obj, literals))
}

// channelEscapes is ChannelEscapes, without a word on the trail.
func channelEscapes(p *code.Package, s flow.Site, obj types.Object, literals bool) bool {
	if p.MutableElsewhere(obj) || code.IsResult(code.EnclosingFunc(s.Cur).Node(), obj) {
		return true
	}
	for id := range p.Mentions(s.Cur, obj) {
		if !literals && StandingOf(id, s.Body) != Here {
			return true
		}
		switch RoleOf(id) {
		case Declared, Set, Compared, Ranged, Received:
		default:
			return true
		}
	}
	return false
}

// KeepsChannel reports whether the function of s has a use for the channel of the timer in the local variable obj
// that goes on when the variable holds another timer. To receive from it at once, and to measure it, are no such
// uses: <-t.C, len(t.C). But these are:
//
//	c := t.C
//	for range t.C { … }
func KeepsChannel(p *code.Package, s flow.Site, obj types.Object) bool {
	channel := code.Ref{Obj: obj, Path: ".C"}
	for sel := range code.EnclosingFunc(s.Cur).Preorder((*ast.SelectorExpr)(nil)) {
		if r, ok := p.RefOf(sel.Node().(*ast.SelectorExpr)); !ok || r != channel {
			continue
		}
		if role := RoleOf(sel); role != Received && role != Measured {
			return true
		}
	}
	return false
}

// CapturedByOthers reports whether code that does not run in turn with the function of s can use the local variable
// obj: a function literal that is not deferred where it stands, or, where obj is declared in the function around this
// one, that function. In
//
//	x := 0; defer func() { x++ }()
//	x := 0; go func() { x++ }()
//
// the x of the second function is captured by others.
func CapturedByOthers(p *code.Package, s flow.Site, obj types.Object) bool {
	if !declaredIn(code.EnclosingFunc(s.Cur).Node(), obj) {
		return true
	}
	for id := range p.Mentions(s.Cur, obj) {
		if StandingOf(id, s.Body) == Apart {
			return true
		}
	}
	return false
}

// StoppedByName reports whether some file of the package stops, hands on or copies what is kept in a field or
// package-level variable called name. It goes by the name alone, whatever the struct: a Stop that has nothing to do
// with it costs a finding, and a Stop that is missed would be a false alarm. For the name "timer",
//
//	s.timer.Stop()
//	use(s.timer)
//
// are such places; s.timer.Reset(d) and s.timer == nil are none.
func StoppedByName(p *code.Package, name string) bool {
	return p.Ask("does some file stop, hand on or copy what is kept under that name?", p.AnyNamed(name, stopsOrHandsOn))
}

// stopsOrHandsOn reports whether the mention cur of a field or variable is a place for StoppedByName.
func stopsOrHandsOn(cur inspector.Cursor) bool {
	switch RoleOf(cur) {
	case Selected:
		return cur.Parent().Node().(*ast.SelectorExpr).Sel.Name == "Stop"
	case Passed, Measured, Returned, Stored, Discarded, Sent, Element, AddressTaken:
		return true
	}
	return false
}

// PassedTo reports whether call gets r, or something that holds r, as an argument: the function that is called may do
// with it what it likes. A field is passed to methods, too, as their receiver or in it. The field s.timer is passed
// to
//
//	use(s.timer)
//	use(&s)
//	s.run()
//	s.timer.Stop()
//
// so that who knows what Stop does asks for that first. It is not passed to use(s.name), nor the variable t to
// t.Stop().
func PassedTo(p *code.Package, call *ast.CallExpr, r code.Ref) bool {
	holds := func(e ast.Expr) bool {
		if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
			e = u.X
		}
		got, ok := p.RefOf(e)
		return ok && got.Obj == r.Obj && strings.HasPrefix(r.Path+".", got.Path+".")
	}
	for _, arg := range call.Args {
		if holds(arg) {
			return true
		}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && r.Path != "" && holds(sel.X)
}
