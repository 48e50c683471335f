package value

import (
	"go/types"
	"regexp"
	"testing"

	"unleak/rules/code"
	"unleak/rules/flow"
)

// position is where something happens, at the end of a reason.
var position = regexp.MustCompile(` at p\.go:\d+`)

// TestEscapeOf asks how the context that the first statement makes may outlive the function.
func TestEscapeOf(t *testing.T) {
	const made = "child, cancel := context.WithCancel(ctx); defer cancel(); "
	ask(t, []question{
		{made + "<-child.Done()", "stays"},
		{made + "err := child.Err(); return err", "stays"},
		{made + "grand := context.WithValue(child, 1, 2); <-grand.Done()", "stays"},
		{made + "k := &keeper{ctx: child}; <-k.ctx.Done()", "stays"},
		{made + "list := []context.Context{child}; for _, c := range list { <-c.Done() }", "stays"},
		{made + "defer func() { <-child.Done() }()", "stays"},
		{made + "stop := make(chan bool); go func() { defer close(stop); <-child.Done() }(); <-stop", "stays"},
		{made + "wait := func(c context.Context) { <-c.Done() }; wait(child)", "stays"},
		{made + "borrow(child)", "stays"},
		{made + "same(child).Err()", "stays"},

		{made + "return child", "refused: child is returned"},
		{made + "kept.ctx = child", "refused: child is stored in kept.ctx"},
		{made + "result = child", "refused: child is returned by way of result"},
		{made + "k := &kept; k.ctx = child", "refused: child is stored in k.ctx"},
		{made + "go func() { <-child.Done() }()",
			"refused: a function literal that uses child is used by a goroutine, not known to be waited for, that is started"},
		{made + "grand := context.WithValue(child, 1, 2); return grand", "refused: grand, which holds child, is returned"},
		{made + "wait := func() { <-child.Done() }; return wait",
			"refused: wait, which holds child, is returned"},
		{made + "retain(child)", "refused: child is passed to retain, where c is stored in kept.ctx"},
		{made + "return same(child)", "refused: child is returned"},

		{made + "unknown(child)", "doubted: child is passed to unknown, which may keep it,"},
		{made + "return unknown(child)", "doubted: child is returned"},
	}, func(p *code.Package, s flow.Site, obj types.Object) string {
		fn := code.EnclosingFunc(s.Cur)
		e := EscapeOf(p, Extent{Fn: fn, From: fn.Node().Pos(), To: fn.Node().End()}, obj)
		switch {
		case e.Refused != "":
			return "refused: " + position.ReplaceAllString(e.Refused, "")
		case e.Doubts() != "":
			return "doubted: " + position.ReplaceAllString(e.Doubts(), "")
		}
		return "stays"
	})
}
