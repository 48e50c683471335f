package value

import (
	"fmt"
	"go/ast"
	"go/types"
	"testing"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// TestUseOf asks what becomes of the channel that the last call yields.
func TestUseOf(t *testing.T) {
	ask(t, []question{
		{"x := 0; <-time.After(d)", "receive"},
		{"x := 0; select { case <-time.After(d): case <-done: }", "select"},
		{"x := 0; for at := (<-time.After(d)); ; {}", "header"},
		{"x := 0; for range time.Tick(d) {}", "range"},
		{"x := 0; c := time.After(d)", "variable"},
		{"x := 0; kept.channel = time.After(d)", "escape"},
		{"x := 0; shared = time.After(d)", "package"},
		{"x := 0; return time.After(d)", "escape"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return UseOf(p, lastCall(s)).Kind.Variant()
	})
}

// TestBindingOf asks what the timer of the last call is bound to.
func TestBindingOf(t *testing.T) {
	ask(t, []question{
		{"x := 0; timer := time.NewTimer(d)", "local timer"},
		{"x := 0; kept.timer = time.NewTimer(d)", "field timer"},
		{"x := 0; k := keeper{timer: time.NewTimer(d)}", "field timer"},
		{"x := 0; shared = time.After(d)", "global shared"},
		{"x := 0; _ = time.NewTimer(d)", "dropped "},
		{"x := 0; time.NewTimer(d)", "dropped "},
		{"x := 0; <-time.NewTimer(d).C", "dropped "},
		{"x := 0; return time.NewTimer(d)", "elsewhere "},
		{"x := 0; m := map[int]*time.Timer{}; m[1] = time.NewTimer(d)", "elsewhere "},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		b := BindingOf(p, lastCall(s), 0)
		return [...]string{"elsewhere", "local", "field", "global", "dropped"}[b.Kind] + " " + b.Variable()
	})
}

// TestPositive asks whether the first argument of the last call is positive.
func TestPositive(t *testing.T) {
	ask(t, []question{
		{"x := 0; time.NewTicker(time.Second)", "true"},
		{"x := time.Second; time.NewTicker(x)", "true"},
		{"x := time.Second; x = time.Minute; time.NewTicker(x)", "true"},
		{"x := d; if x <= 0 { return }; time.NewTicker(x)", "true"},
		{"x := d; if x < 1 { x = time.Second }; time.NewTicker(x)", "true"},
		{"x := 0; if d > 0 { time.NewTicker(d) }", "true"},
		{"x := d; time.NewTicker(max(x, time.Second))", "true"},
		{"x := d; time.NewTicker(x)", "false"},
		{"var x time.Duration; time.NewTicker(x)", "false"},
		{"x := time.Second; x *= 2; time.NewTicker(x)", "false"},
		{"x := time.Second; use(&x); time.NewTicker(x)", "false"},
		{"x := time.Second; x = d; time.NewTicker(x)", "false"},
		{"x := d; if x >= 0 { time.NewTicker(x) }", "false"},
		{"x := time.Second; time.NewTicker(x + time.Second)", "false"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		// The last call may be min or max itself, in the argument.
		for call := range code.EnclosingFunc(s.Cur).Preorder((*ast.CallExpr)(nil)) {
			if n := call.Node().(*ast.CallExpr); p.CalleeName(n) == "time.NewTicker" {
				return fmt.Sprint(Positive(p, call, n.Args[0]))
			}
		}
		return "no call"
	})
}

// TestPurity asks whether the value of x is free of effects, and whether no call can change what it yields.
func TestPurity(t *testing.T) {
	ask(t, []question{
		{"x := 2 * time.Second", "effect-free true, immutable true"},
		{"x := d", "effect-free true, immutable true"},
		{"x := ctx.Done()", "effect-free true, immutable true"},
		{"x := kept.timer", "effect-free true, immutable false"},
		{"x := len(done) + 1", "effect-free true, immutable false"},
		{"x := keeper{ctx: ctx}", "effect-free true, immutable false"},
		{"x := get()", "effect-free true, immutable false"},
		{"x := <-done", "effect-free false, immutable false"},
		{"x := time.Now()", "effect-free false, immutable false"},
		{"x := unknown(ctx)", "effect-free false, immutable false"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		e := s.Cur.Node().(*ast.AssignStmt).Rhs[0]
		return fmt.Sprintf("effect-free %t, immutable %t", EffectFree(p, e), Immutable(p, e))
	})
}

// TestFreshBase asks whether what the last assignment stores in a field is as good as stored in the variable.
func TestFreshBase(t *testing.T) {
	ask(t, []question{
		{"x := keeper{}; x.ctx = ctx", "x"},
		{"x := &keeper{}; x.ctx = ctx", "x"},
		{"x := make([]any, 1); x[0] = ctx", "x"},
		{"x := &kept; x.ctx = ctx", "none"},
		{"x := 0; kept.ctx = ctx", "none"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		fn := code.EnclosingFunc(s.Cur)
		answer := "none"
		for a := range fn.Preorder((*ast.AssignStmt)(nil)) {
			if base := freshBase(p, fn, a.Node().(*ast.AssignStmt).Lhs[0]); base != nil {
				answer = base.Name()
			}
		}
		return answer
	})
}
