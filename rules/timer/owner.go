package timer

import (
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/value"
)

// NotOurs says why somebody beside the function of s may have timer, or its channel; or returns "".
func NotOurs(p *code.Package, s flow.Site, timer code.Ref) string {
	fn := code.EnclosingFunc(s.Cur).Node()
	switch {
	case timer.Path != "":
		return "the timer is kept in a field: another function may wait for its channel"
	case !code.IsLocal(timer.Obj):
		return "the timer is kept in a package-level variable: another function may wait for its channel"
	case timer.Obj.Pos() < fn.Pos() || timer.Obj.Pos() > fn.End():
		return "the timer is a variable of the function around this one"
	case code.IsResult(fn, timer.Obj):
		return "the timer is a result: who gets it may wait for its channel"
	case timer.Obj.Pos() < s.Body.Pos():
		return "the timer is a parameter: who passed it may wait for its channel"
	case p.MutableElsewhere(timer.Obj) || value.OwnershipOf(p, s, timer.Obj) != value.Owned:
		return "the timer is handed on: who has it may wait for its channel"
	case value.KeepsChannel(p, s, timer.Obj):
		return "the channel of the timer is kept, and would not get the value of another timer"
	}
	return ""
}

// MayBeFunc reports whether timer is one of time.AfterFunc by some assignment to it, or to the variable or field that
// it is a copy of.
func MayBeFunc(p *code.Package, timer code.Ref) bool {
	if madeBy(p, "time.AfterFunc", timer) {
		return true
	}
	if timer.Path != "" || !code.IsLocal(timer.Obj) {
		return false
	}
	cur, ok := p.Root.FindByPos(timer.Obj.Pos(), timer.Obj.Pos())
	if !ok {
		return false
	}
	for o := range p.Origins(cur, timer.Obj) {
		if from, ok := p.RefOf(o.Value); ok && from != timer && madeBy(p, "time.AfterFunc", from) {
			return true
		}
	}
	return false
}
