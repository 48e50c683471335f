// Package env is the world of a generated program that makes contexts: a parent that somebody may cancel and that counts its
// children, answers to questions, and a trace of all it does. Nothing here takes a context: who gets one may keep it, and an engine has to
// believe that.
package env

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

// An Env is the world of one goroutine of a program.
type Env struct {
	Ctx   context.Context // from which all contexts come
	After func(*Env)      // looks at whatever the program left behind; set by the program

	run   *run
	log   []string
	calls int
	steps int
	kids  []*Env
}

// run is what the goroutines of a program share.
type run struct {
	mu    sync.Mutex
	start time.Time
	salt  int
	cut   bool // some goroutine was ended
}

const maxSteps = 400

// Log writes to the trace.
func (e *Env) Log(what ...any) {
	e.log = append(e.log, fmt.Sprint(int64(time.Since(e.run.start)), " ", strings.TrimSpace(fmt.Sprintln(what...))))
	e.step()
}

// step ends the goroutine when it has done enough, with its deferred calls.
func (e *Env) step() {
	if e.steps++; e.steps > maxSteps {
		e.run.mu.Lock()
		e.run.cut = true
		e.run.mu.Unlock()
		runtime.Goexit()
	}
}

// Ask answers yes or no.
func (e *Env) Ask() bool {
	e.step()
	e.calls++
	return (e.calls*2654435761+e.run.salt*40503)>>4%5 < 2
}

// More answers yes a few times.
func (e *Env) More() bool {
	e.step()
	e.calls++
	return e.calls%4 != 3
}

// Child is the world of another goroutine.
func (e *Env) Child() *Env {
	e.run.mu.Lock()
	defer e.run.mu.Unlock()
	child := &Env{Ctx: e.Ctx, run: e.run}
	e.kids = append(e.kids, child)
	return child
}

// Done must be deferred in a goroutine: its panics are part of the trace.
func (e *Env) Done() {
	if r := recover(); r != nil {
		e.log = append(e.log, fmt.Sprint("panic: ", r))
	}
}

// all are the lines of e and what came of it, in an order that does not depend on the scheduler.
func (e *Env) all() []string {
	out := append([]string{}, e.log...)
	for _, k := range e.kids {
		out = append(append(out, "goroutine"), k.all()...)
	}
	return out
}

// A Parent is a kind of context that all contexts of a program come from.
type Parent string

const (
	Standard Parent = ""        // of package context
	Counting Parent = "counts"  // one that knows its children, as package context lets it
	Foreign  Parent = "foreign" // one for each of whose children package context starts a goroutine
)

// A Result is what is known of a run.
type Result struct {
	Trace    []string
	Cut      bool  // some goroutine had done enough, and was ended wherever it was
	Children []int // registered with a parent that counts: at the return, and at every later moment something was looked at
	Peak     int   // of them, at the same time
}

var errParent = errors.New("parent")

// later is when the harness looks at what is left behind: for the first time at the return, as soon as nothing moves any more, for the last time
// past all deadlines.
var later = []time.Duration{1, time.Millisecond, 3 * time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond, 100 * time.Millisecond, time.Second}

// Run runs program, and looks at what it leaves behind. The parent is cancelled at the end, or by some schedules before.
func Run(program func(*Env), kind Parent, schedule int64) (out Result) {
	r := &run{start: time.Now(), salt: int(schedule)}
	parent, cancel := newParent(kind)
	e := &Env{Ctx: parent.ctx, run: r}
	if early := []time.Duration{0, 4, 0, 11, 25}[schedule%5]; early > 0 {
		time.AfterFunc(early*time.Millisecond+777*time.Nanosecond, func() { cancel(errParent) })
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer e.Done()
		program(e)
		e.Log("end")
	}()
	after := &Env{Ctx: parent.ctx, run: r}
	late := time.NewTimer(time.Minute)
	select {
	case <-done:
		late.Stop()
	case <-late.C:
		after.Log("hangs")
	}
	look := func() {
		out.Children = append(out.Children, parent.children())
		after.steps = 0
		after.Log("later")
		if e.After != nil {
			e.After(after)
		}
	}
	for _, d := range later {
		time.Sleep(d)
		look()
	}
	cancel(errParent)
	time.Sleep(time.Millisecond + 333*time.Nanosecond)
	look()
	time.Sleep(time.Minute) // the clock of a bubble stops with its first goroutine: let all others end
	out.Trace, out.Cut, out.Peak = append(e.all(), after.all()...), r.cut, parent.peak()
	return out
}
