// Package env is the world of a generated program: channels on which things happen at chosen moments, durations that cost
// something, and a trace of all it does.
package env

import (
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"sync"
	"time"

	"example.com/differential/clock"
)

// An Env is the world of one goroutine of a program.
type Env struct {
	A, B chan int // a value is there for a moment: who does not wait misses it
	C    chan int // values wait to be received
	Out  chan int // somebody takes a value, now and then
	Quit chan int // closed when nothing more will happen
	D    time.Duration

	run   *run
	start time.Time
	log   []string
	taken []int
	calls int
	steps int
	kids  []*Env
}

// run is what the goroutines of a program share.
type run struct {
	mu     sync.Mutex
	wg     sync.WaitGroup
	frames int // functions that were called, which may each own their timers
	over   bool
	cut    bool // some goroutine was ended
	start  time.Time
}

const (
	maxLog   = 120
	maxSteps = 3000
)

func newEnv(r *run) *Env {
	return &Env{
		A: make(chan int), B: make(chan int), C: make(chan int, 8), Out: make(chan int), Quit: make(chan int),
		D: 4 * time.Millisecond, run: r, start: r.start,
	}
}

// step ends the goroutine when it has done enough, with its deferred calls.
func (e *Env) step() {
	e.steps++
	if e.steps > maxSteps || len(e.log) > maxLog {
		e.run.mu.Lock()
		e.run.cut = true
		e.run.mu.Unlock()
		runtime.Goexit()
	}
}

// Log writes to the trace.
func (e *Env) Log(what ...any) {
	e.log = append(e.log, fmt.Sprint(int64(time.Since(e.start)), " ", strings.TrimSpace(fmt.Sprintln(what...))))
	e.step()
}

// Tick writes a received time to the trace.
func (e *Env) Tick(t time.Time) { e.Log("tick", int64(t.Sub(e.start))) }

// Next is a duration with a side effect.
func (e *Env) Next() time.Duration {
	e.calls++
	e.Log("next", e.calls)
	e.D = time.Duration(e.calls%3+2) * time.Millisecond
	return time.Duration(e.calls%4+2)*time.Millisecond + 5*time.Nanosecond
}

// Slow is a duration that takes a while.
func (e *Env) Slow() time.Duration {
	e.Work(time.Millisecond)
	return 3*time.Millisecond + 11*time.Nanosecond
}

// Swap is a duration with an effect on what other clauses wait for.
func (e *Env) Swap() time.Duration {
	e.A, e.B = e.B, e.A
	return e.Next()
}

// Maybe is e, or nothing.
func (e *Env) Maybe() *Env {
	if e.Ask() {
		return nil
	}
	return e
}

// Work takes d.
func (e *Env) Work(d time.Duration) {
	e.Log("work", int64(d))
	time.Sleep(d + 3*time.Nanosecond)
}

// Ask answers yes or no.
func (e *Env) Ask() bool {
	e.step()
	e.calls++
	return e.calls*2654435761>>3%5 < 2
}

// More answers yes a few times.
func (e *Env) More() bool {
	e.step()
	e.calls++
	return e.calls%9 != 8
}

// Over answers yes once nothing more will happen, and now and then before.
func (e *Env) Over() bool {
	select {
	case <-e.Quit:
		return true
	default:
		return !e.More()
	}
}

// Chan is an operand with a side effect.
func (e *Env) Chan(c chan int) chan int {
	e.Log("chan")
	return c
}

// SlowChan is an operand that takes a while.
func (e *Env) SlowChan(c chan int) chan int {
	e.Work(2 * time.Millisecond)
	return c
}

// Value is a value with a side effect.
func (e *Env) Value(n int) int {
	e.Log("value", n)
	return n
}

// Boom panics now and then.
func (e *Env) Boom() {
	if e.Ask() && e.Ask() {
		panic("boom")
	}
}

// Frame notes that a function with timers of its own was called.
func (e *Env) Frame() {
	e.step()
	e.run.mu.Lock()
	defer e.run.mu.Unlock()
	e.run.frames++
}

// Child is the world of a goroutine that is about to start, and will call Done.
func (e *Env) Child() *Env {
	e.Frame()
	e.run.mu.Lock()
	defer e.run.mu.Unlock()
	child := newEnv(e.run)
	if e.run.over {
		close(child.Quit)
	}
	e.kids = append(e.kids, child)
	e.run.wg.Add(1)
	return child
}

// Done says that the goroutine of a child ends. It must be deferred.
func (e *Env) Done() {
	if r := recover(); r != nil {
		e.log = append(e.log, fmt.Sprint("panic: ", r))
	}
	e.run.wg.Done()
}

// Go runs f in a goroutine, with a world of its own.
func (e *Env) Go(f func(*Env)) {
	child := e.Child()
	go func() {
		defer child.Done()
		f(child)
	}()
}

// all returns e and what came of it, in an order that does not depend on the scheduler.
func (e *Env) all() []*Env {
	e.run.mu.Lock()
	defer e.run.mu.Unlock()
	var out []*Env
	var walk func(*Env)
	walk = func(e *Env) {
		out = append(out, e)
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(e)
	return out
}

// An Event is something that happens: a value on A, B or C, or somebody takes one from Out.
type Event struct {
	At time.Duration
	On byte
	N  int
}

// Schedule makes events. No two of them, and no event and no timer that starts with another or with the program, fall on the same
// moment: each has microseconds of its own.
func Schedule(seed int64) []Event {
	r := rand.New(rand.NewSource(seed))
	var out []Event
	at := time.Duration(0)
	for i, n := 0, r.Intn(14)+2; i < n; i++ {
		at += time.Duration(r.Intn(9)) * time.Millisecond
		out = append(out, Event{At: at + time.Duration(i+1)*time.Microsecond, On: "aaabcco"[r.Intn(7)], N: i})
	}
	return out
}

// A Result is what is known of a run.
type Result struct {
	Trace  []string
	Count  clock.Count // when all goroutines had ended
	Frames int
	Hangs  bool
	Cut    bool // some goroutine had done enough, and was ended wherever it was
}

// Run runs program against events, and waits until nothing moves any more.
func Run(program func(*Env), mode clock.Mode, events []Event) Result {
	clock.Begin(mode)
	r := &run{start: time.Now(), frames: 1}
	e := newEnv(r)
	r.wg.Add(1)
	go func() {
		defer e.Done()
		program(e)
		e.Log("end")
	}()
	done := make(chan struct{})
	var out Result
	go func() {
		r.wg.Wait()
		out.Count = clock.Counted()
		close(done)
	}()
	e.happen(events)
	late := time.NewTimer(2 * time.Minute)
	select {
	case <-done:
		late.Stop()
	case <-late.C:
		out.Hangs = true
	}
	r.mu.Lock()
	out.Frames, out.Cut = r.frames, r.cut
	r.mu.Unlock()
	for _, x := range e.all() {
		out.Trace = append(append(out.Trace, x.log...), fmt.Sprint("taken ", x.taken))
	}
	if out.Hangs {
		out.Trace = append(out.Trace, "hangs")
	}
	clock.End()
	time.Sleep(time.Minute) // the clock of a bubble stops with its first goroutine: let all others end
	return out
}

// happen makes the events happen to whoever waits for them, and says at last that it was all.
func (e *Env) happen(events []Event) {
	for _, event := range events {
		time.Sleep(time.Until(e.start.Add(event.At)))
		for _, x := range e.all() {
			x.meet(event)
		}
	}
	time.Sleep(500*time.Millisecond + 700*time.Microsecond)
	all := e.all()
	e.run.mu.Lock()
	defer e.run.mu.Unlock()
	e.run.over = true
	for _, x := range all {
		close(x.Quit)
	}
}

func (e *Env) meet(event Event) {
	switch event.On {
	case 'a':
		select {
		case e.A <- event.N:
		default:
		}
	case 'b':
		select {
		case e.B <- event.N:
		default:
		}
	case 'c':
		select {
		case e.C <- event.N:
		default:
		}
	case 'o':
		select {
		case n := <-e.Out:
			e.taken = append(e.taken, n)
		default:
		}
	}
}
