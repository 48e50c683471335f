package flow_test

import (
	"fmt"
	"go/ast"
	"testing"

	"unleak/golden/snippet"
	"unleak/rules/code"
	"unleak/rules/flow"
)

// TestLoops asks whether control can lead from the call of here back to it.
func TestLoops(t *testing.T) {
	ask(t, []question{
		{"here()", "false"},
		{"for { here() }", "true"},
		{"for range 3 { here() }", "true"},
		{"for { here(); break }", "false"},
		{"for { here(); return }", "false"},
		{"for { if b { here(); return } }", "false"},
		{"again: here(); if b { goto again }", "true"},
		{"again: if b { goto again }; here()", "false"},
		{"outer: for { for { here(); break outer } }", "false"},
		{"outer: for { for { here(); continue outer } }", "true"},
		{"for { here(); panic(1) }", "false"},
		{"for { here(); stop() }", "false"},
		{"for { here(); os.Exit(1) }", "false"},
		{"for { switch { case b: here(); return } }", "false"},
		{"for { select { case <-c: here(); default: } }", "true"},
		// What a flag rules out is no way.
		{"done := false; for !done { here(); done = true }", "false"},
		{"done := false; for !done { here(); done = b }", "true"},
		{"done := false; for !done { here(); done = true; undo(&done) }", "true"},
		{"var err error; for err == nil { here(); err = errors.New(\"\") }", "false"},
		// In a literal it is the literal that counts.
		{"for { func() { here() }() }", "false"},
		{"func() { for { here() } }()", "true"},
	}, func(p *code.Package, s flow.Site) string { return fmt.Sprint(s.Flow.Loops(s.Cur)) })
}

// TestInLoop asks how often the call of here runs.
func TestInLoop(t *testing.T) {
	ask(t, []question{
		{"here()", "no"},
		{"for { here() }", "yes"},
		{"for { func() { here() }() }", "closure"},
		{"for { go func() { here() }() }", "closure, with go"},
		{"go func() { for { here() } }()", "yes"},
	}, func(p *code.Package, s flow.Site) string {
		if s.GoStart {
			return string(s.InLoop) + ", with go"
		}
		return string(s.InLoop)
	})
}

// TestCanEnd asks whether control can get from the call of here to the end of the function.
func TestCanEnd(t *testing.T) {
	ask(t, []question{
		{"here()", "true"},
		{"here(); for {}", "false"},
		{"here(); select {}", "false"},
		{"here(); for { if b { return } }", "true"},
		{"here(); for range time.Tick(1) {}", "false"}, // nobody can close the channel
		{"here(); for range c {}", "true"},
		{"here(); stop()", "false"},
		{"here(); maybe()", "true"},
		{"here(); log.Fatal()", "false"},
	}, func(p *code.Package, s flow.Site) string {
		at, ok := s.Flow.PlaceOf(s.Cur)
		return fmt.Sprint(ok && s.Flow.CanEnd(at.Next()))
	})
}

// TestGoto asks how a goto goes around the call of here: to it, or over or back before the place in front of it,
// which is in front of its labels too.
func TestGoto(t *testing.T) {
	ask(t, []question{
		{"here()", ""},
		{"if b { goto end }; here(); end: return", "over "},
		{"start: if b { return }; here(); goto start", "back "},
		{"if b { goto at }; at: here()", "over to "},
		{"at: here(); if b { goto at }", "to "},
	}, func(p *code.Package, s flow.Site) (how string) {
		stmt := code.StatementAt(s.Cur)
		for _, q := range []struct {
			word string
			yes  bool
		}{{"over ", flow.GotoOver(stmt)}, {"to ", flow.GotoTo(stmt)}, {"back ", flow.GotoBehind(stmt)}} {
			if q.yes {
				how += q.word
			}
		}
		return how
	})
}

// A question is asked about the call of here in a function with this body.
type question struct{ body, want string }

func ask(t *testing.T, questions []question, answer func(p *code.Package, s flow.Site) string) {
	t.Helper()
	for _, q := range questions {
		p := snippet.Package(t, `package p

import (
	"errors"
	"log"
	"os"
	"time"
)

func here()

func undo(*bool)

func stop() { panic("stop") }

func maybe() {
	if len(os.Args) > 1 {
		panic("stop")
	}
}

var _, _, _, _ = errors.New, log.Fatal, os.Exit, time.Tick

func f(b bool, c chan int) {
`+q.body+`
}
`)
		for call := range snippet.Func(t, p, "f").Preorder((*ast.CallExpr)(nil)) {
			if p.CalleeName(call.Node().(*ast.CallExpr)) != "p.here" {
				continue
			}
			if got := answer(p, flow.SiteAt(p, call)); got != q.want {
				t.Errorf("%s\n\t%q, want %q", q.body, got, q.want)
			}
		}
	}
}
