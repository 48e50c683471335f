package value

import (
	"fmt"
	"go/ast"
	"go/types"
	"testing"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// TestOwnershipOf asks who can use the timer.
func TestOwnershipOf(t *testing.T) {
	ask(t, []question{
		{"timer := time.NewTimer(d); defer timer.Stop(); <-timer.C", "owned"},
		{"timer := time.NewTimer(d); defer func() { timer.Stop() }()", "owned"},
		{"timer := time.NewTimer(d); if timer != nil { _ = timer }", "owned"},
		{"timer := time.NewTimer(d); c := timer.C; <-c", "owned"},
		{"timer := time.NewTimer(d); _ = len(timer.C)", "owned"},
		{"timer := time.NewTimer(d); use(timer)", "handed on"},
		{"timer := time.NewTimer(d); return timer", "handed on"},
		{"timer := time.NewTimer(d); kept.timer = timer", "handed on"},
		{"timer := time.NewTimer(d); c := timer.C; use(c)", "handed on"},
		{"timer := time.NewTimer(d); use(timer.C)", "handed on"},
		{"timer := time.NewTimer(d); use(timer.Stop)", "handed on"},
		{"timer := time.NewTimer(d); p := &timer; (*p).Stop()", "handed on"},
		{"timer := time.NewTimer(d); go func() { timer.Stop() }()", "captured"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return [...]string{"owned", "handed on", "captured"}[OwnershipOf(p, s, obj)]
	})
}

// TestChannelEscapes asks whether others can receive from the channel, function literals counted as others and not.
func TestChannelEscapes(t *testing.T) {
	ask(t, []question{
		{"c := time.After(d); <-c", "false, with literals false"},
		{"c := time.After(d); select { case <-c: case <-done: }", "false, with literals false"},
		{"c := time.Tick(d); for range c {}", "false, with literals false"},
		{"c := time.After(d); if c != nil { c = nil }", "false, with literals false"},
		{"c := time.After(d); go func() { <-c }()", "true, with literals false"},
		{"c := time.After(d); go func() { use(c) }()", "true, with literals true"},
		{"c := time.After(d); go func() { c = nil }()", "true, with literals true"},
		{"c := time.After(d); return c", "true, with literals true"},
		{"c := time.After(d); use(c)", "true, with literals true"},
		{"c := time.After(d); kept.channel = c", "true, with literals true"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return fmt.Sprintf("%t, with literals %t", ChannelEscapes(p, s, obj, false), ChannelEscapes(p, s, obj, true))
	})
}

// TestKeepsChannel asks whether the channel of the timer has a use that would miss another timer.
func TestKeepsChannel(t *testing.T) {
	ask(t, []question{
		{"timer := time.NewTimer(d); <-timer.C", "false"},
		{"timer := time.NewTimer(d); select { case <-timer.C: case <-done: }", "false"},
		{"timer := time.NewTimer(d); use(len(timer.C))", "false"},
		{"timer := time.NewTimer(d); c := timer.C; <-c", "true"},
		{"timer := time.NewTimer(d); for range timer.C {}", "true"},
		{"timer := time.NewTimer(d); use(timer.C)", "true"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return fmt.Sprint(KeepsChannel(p, s, obj))
	})
}

// TestCapturedByOthers asks whether code that runs on its own can use x.
func TestCapturedByOthers(t *testing.T) {
	ask(t, []question{
		{"x := 0; x++; use(&x)", "false"},
		{"x := 0; defer func() { x++ }()", "false"},
		{"x := 0; defer func() { func() { x++ }() }()", "true"},
		{"x := 0; func() { x++ }()", "true"},
		{"x := 0; go func() { x++ }()", "true"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return fmt.Sprint(CapturedByOthers(p, s, obj))
	})
}

// TestIsCapture asks whether some mention of x is a capture.
func TestIsCapture(t *testing.T) {
	ask(t, []question{
		{"x := 0; x++", "false"},
		{"x := 0; defer func() { x++ }()", "true"},
		{"x := 0; go func() { x++ }()", "true"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		captured := false
		for id := range p.Mentions(s.Cur, obj) {
			captured = captured || IsCapture(id, obj)
		}
		return fmt.Sprint(captured)
	})
}

// TestStoppedByName asks whether the package stops, hands on or copies what is called timer.
func TestStoppedByName(t *testing.T) {
	ask(t, []question{
		{"k := &kept; k.timer.Stop()", "true"},
		{"k := &kept; use(k.timer)", "true"},
		{"k := &kept; timer := k.timer; timer.Reset(d)", "true"},
		{"k := &kept; k.timer = time.NewTimer(d)", "false"},
		{"k := &kept; k.timer.Reset(d)", "false"},
		{"k := &kept; if k.timer == nil { <-k.timer.C }", "false"},
		{"k := keeper{timer: time.NewTimer(d)}", "false"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return fmt.Sprint(StoppedByName(p, "timer"))
	})
}

// TestPassedTo asks whether the last call of each snippet gets the field timer of the variable that it begins with.
func TestPassedTo(t *testing.T) {
	ask(t, []question{
		{"k := &kept; use(k.timer)", "true"},
		{"k := &kept; use(&k)", "true"},
		{"k := &kept; use(*k)", "true"},
		{"k := &kept; k.timer.Stop()", "true"},
		{"k := &kept; use(k.channel)", "false"},
		{"k := &kept; use(kept)", "false"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		return fmt.Sprint(PassedTo(p, lastCall(s).Node().(*ast.CallExpr), code.Ref{Obj: obj, Path: ".timer"}))
	})
}
