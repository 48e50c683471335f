package loopafter

import (
	"context"
	"time"
)

// What the duration changes must not be read after it, as it would be if the timer were set in front of the select.

type feed chan int

func (f *feed) next() time.Duration { *f = nil; return time.Second }

func (f *feed) close() { *f = nil }

// The method has the address of f, without a sign of that.
func unseenPointerMethod(f feed) (n int) {
	for {
		select {
		case <-f:
			n++
		case <-time.After(f.next()): // want loopafter select yes many churn
			return n
		}
	}
}

// So does the method value, for as long as it lives.
func unseenMethodValue(f feed) (n int) {
	stop := f.close
	last := func() time.Duration { stop(); return time.Second }
	for {
		select {
		case <-f:
			n++
		case <-time.After(last()): // want loopafter select yes many churn
			return n
		}
	}
}

type life struct{ context.Context }

// A literal changes a field, and Done goes through it.
func unseenField(c life, jobs chan int) bool {
	renew := func() time.Duration { c.Context = context.Background(); return time.Second }
	for {
		select {
		case <-c.Done():
			return true
		case <-jobs:
		case <-time.After(renew()): // want loopafter select yes many churn
			return false
		}
	}
}

// A literal sets the variable as that of its loop.
func unseenRange(ch chan int) (n int) {
	step := func() time.Duration {
		for _, ch = range []chan int{nil} {
		}
		return time.Second
	}
	for {
		select {
		case <-ch:
			n++
		case <-time.After(step()): // want loopafter select yes many churn
			return n
		}
	}
}

// A goroutine does: read in front of the loop, the duration would be read while it is written.
func unseenRangeElsewhere(all []time.Duration, quit chan int) {
	d, ready := time.Minute, make(chan int)
	go func() {
		for _, d = range all {
		}
		close(ready)
	}()
	for {
		<-ready
		select {
		case <-time.After(d): // want loopafter select yes many churn
			return
		case <-quit:
		}
	}
}

// The function around the goroutine sets the variable while the duration is evaluated.
func unseenOuter(ch chan int) (n int) {
	ask, answer, done := make(chan int), make(chan time.Duration), make(chan int)
	d := func() time.Duration { ask <- 1; return <-answer }
	go func() {
		for range 2 {
			select {
			case <-ch:
				n++
			case <-time.After(d()): // want loopafter select yes many churn
			}
		}
		close(done)
	}()
	<-ask
	ch = nil
	answer <- time.Second
	<-done
	return n
}

// append writes into the array behind at, from which the operand in front is chosen; copy does as well.
func unseenAppend(chans [3]chan int, at []int) (n int) {
	for {
		select {
		case <-chans[at[0]]:
			n++
		case <-time.After(time.Duration(len(append(at[:0], 1)))): // want loopafter select yes many churn
			return n
		}
	}
}

func unseenCopy(chans [2]chan int, at, next []int) (n int) {
	for {
		select {
		case <-chans[at[0]]:
			n++
		case <-time.After(time.Duration(copy(at, next)) * time.Second): // want loopafter select yes many churn
			return n
		}
	}
}

// Here nothing changes what is read: a method without a pointer, a captured variable that is set once.
func seenValueMethod(f plainFeed, quit chan int) {
	for {
		select {
		case <-f:
		case <-quit:
			return
		case <-time.After(f.every()): // want loopafter select yes many churn
		}
	}
}

type plainFeed chan int

func (f plainFeed) every() time.Duration { return time.Second }

func seenCaptured(ch chan int, every func() time.Duration) {
	go func() {
		for {
			select {
			case <-ch:
			case <-time.After(every()): // want loopafter select yes many churn
			}
		}
	}()
}
