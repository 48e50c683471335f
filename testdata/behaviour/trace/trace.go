// Package trace runs loops in virtual time and writes down what they do.
package trace

import (
	"fmt"
	"strings"
	"time"
)

// An Env is the world of one loop.
type Env struct {
	A, B, Quit chan int
	Out        chan int
	D          time.Duration

	start time.Time
	log   []string
	calls int
}

// Log notes an event with its virtual time.
func (e *Env) Log(what ...any) {
	e.log = append(e.log, fmt.Sprintf("%v %s", time.Since(e.start), strings.TrimSpace(fmt.Sprintln(what...))))
}

// Next is a duration with a side effect.
func (e *Env) Next() time.Duration {
	e.calls++
	e.Log("next", e.calls)
	return time.Duration(e.calls%4+2)*time.Millisecond + 5*time.Nanosecond
}

// Work takes a while.
func (e *Env) Work(d time.Duration) {
	e.Log("work")
	time.Sleep(d + 3*time.Nanosecond)
}

// Ask tells yes every third time.
func (e *Env) Ask() bool {
	e.calls++
	return e.calls%3 == 0
}

// Trace returns what was logged.
func (e *Env) Trace() []string { return e.log }

// An Event is something that happens to a loop: a send of N on A, B or Quit.
type Event struct {
	At time.Duration
	On byte
	N  int
}

// Run runs loop in the current bubble against the events, and returns its trace. Nothing is left running
// when it returns but a loop that does not end.
func Run(loop func(*Env), events []Event) []string {
	e := &Env{A: make(chan int), B: make(chan int), Quit: make(chan int), Out: make(chan int), D: 4 * time.Millisecond, start: time.Now()}
	done := make(chan struct{})
	stop := make(chan struct{})
	go func() {
		defer close(done)
		loop(e)
		e.Log("end")
	}()
	go func() {
		for {
			select {
			case n := <-e.Out:
				_ = n
				time.Sleep(7*time.Millisecond + 11*time.Nanosecond)
			case <-stop:
				return
			}
		}
	}()
	for _, event := range events {
		time.Sleep(time.Until(e.start.Add(event.At)))
		ch := map[byte]chan int{'a': e.A, 'b': e.B, 'q': e.Quit}[event.On]
		select {
		case ch <- event.N:
		case <-done:
		case <-time.After(3*time.Millisecond + 13*time.Nanosecond): // it is busy
		}
	}
	for over := false; !over; {
		select {
		case e.Quit <- 0:
		case <-done:
			over = true
		case <-time.After(time.Hour):
			e.Log("hangs")
			over = true
		}
	}
	close(stop)
	time.Sleep(time.Minute) // the clock stops with the caller: let all others end
	return e.Trace()
}
