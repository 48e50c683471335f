package afterfunc

import (
	"errors"
	"time"
)

// Fire and forget.
func discarded() {
	time.AfterFunc(time.Second, work) // want afterfunc discarded no - none
}

// To nobody.
func discardedBlank() {
	_ = time.AfterFunc(time.Second, work) // want afterfunc discarded no - none
}

// For each event.
func discardedLoop(events chan int) {
	for range events {
		time.AfterFunc(time.Second, work) // want afterfunc discarded yes many none
	}
}

// In a function that runs later.
func discardedNested() {
	time.AfterFunc(time.Second, func() { // want afterfunc discarded no - none
		time.AfterFunc(time.Second, work) // want afterfunc discarded no - none
	})
}

// Started as a goroutine and deferred: the result is dropped, too.
func discardedGo() {
	go time.AfterFunc(time.Second, work)    // want afterfunc discarded no - none
	defer time.AfterFunc(time.Second, work) // want afterfunc discarded no - none
}

// Stopped by a defer.
func variableDeferred() {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - none
	defer timer.Stop()
	work()
}

// Stopped on every path.
func variableStopped() error {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - none
	if done() {
		timer.Stop()
		return errors.New("done")
	}
	timer.Stop()
	return nil
}

// Not stopped on the early return.
func variableEarlyReturn() error {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - leak
	if done() {
		return errors.New("done")
	}
	timer.Stop()
	return nil
}

// Never stopped, but armed again.
func variableReset(events chan int) {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - leak
	for range events {
		timer.Reset(time.Second)
	}
}

// Stopped by a deferred literal.
func variableDeferredLiteral() {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - none
	defer func() { timer.Stop() }()
	work()
}

// Its own function arms it again.
func variableSelf() {
	var timer *time.Timer
	timer = time.AfterFunc(time.Second, func() { // want afterfunc variable no - none
		timer.Reset(time.Second)
	})
}

// Not stopped when the pass goes on.
func variableLoop(events chan int) {
	for range events {
		timer := time.AfterFunc(time.Second, work) // want afterfunc variable yes many leak
		if done() {
			continue
		}
		timer.Stop()
	}
}

// Stopped on each pass.
func variableLoopStopped(events chan int) {
	for range events {
		timer := time.AfterFunc(time.Second, work) // want afterfunc variable yes - none
		work()
		timer.Stop()
	}
}

// A goroutine for each pass.
func variableClosure(events chan int) {
	for range events {
		go func() {
			timer := time.AfterFunc(time.Second, work) // want afterfunc variable closure - leak
			if done() {
				timer.Stop()
			}
		}()
	}
}

// The wrong variable is stopped.
func variableShadowed() {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - leak
	if done() {
		timer := time.AfterFunc(time.Minute, work) // want afterfunc variable no - none
		timer.Stop()
		return
	}
	timer.Stop()
}

// Returned from a variable.
func variableReturned() *time.Timer {
	timer := time.AfterFunc(time.Second, work) // want afterfunc variable no - none
	return timer
}

// The package stops this field.
type lease struct {
	expiry *time.Timer
	grace  *time.Timer
}

func newLease() *lease {
	l := &lease{expiry: time.AfterFunc(time.Minute, work)} // want afterfunc field no - none
	l.expiry = time.AfterFunc(time.Hour, work)             // want afterfunc field no - none
	return l
}

func (l *lease) release() { l.expiry.Stop() }

// Nobody stops this one.
func (l *lease) wait() {
	l.grace = time.AfterFunc(time.Minute, work) // want afterfunc field no - leak
}

// Armed again for each event, while nobody stops it.
func (l *lease) extend(events chan int) {
	for range events {
		l.grace.Reset(time.Minute)
	}
}

// Returned at once.
func escapeReturned() *time.Timer {
	return time.AfterFunc(time.Second, work) // want afterfunc escape no - none
}

// Handed on, sent, kept in a slice.
func escapeHandedOn(out chan *time.Timer, all []*time.Timer) []*time.Timer {
	use(time.AfterFunc(time.Second, work))                // want afterfunc escape no - none
	out <- time.AfterFunc(time.Second, work)              // want afterfunc escape no - none
	return append(all, time.AfterFunc(time.Minute, work)) // want afterfunc escape no - none
}

// Only the Stop is handed on.
func escapeStop() func() bool {
	return time.AfterFunc(time.Second, work).Stop // want afterfunc escape no - none
}

// Timers of other makes are the business of other rules.
func others() {
	timer := time.NewTimer(time.Second)
	<-timer.C
	f := time.AfterFunc // want afterfunc value no - none
	f(time.Second, work)
}

type clock struct{}

func (clock) AfterFunc(time.Duration, func()) *time.Timer { return nil }

// A clock for tests.
func fake(clk clock) {
	timer := clk.AfterFunc(time.Second, work)
	use(timer)
}
