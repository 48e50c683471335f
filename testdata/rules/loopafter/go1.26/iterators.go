package loopafter

import (
	"iter"
	"maps"
	"slices"
	"time"
)

// A loop over a function: the body is a loop body like any other.
func iteratorFunction(seq iter.Seq[event], out chan<- event) {
	for e := range seq {
		select {
		case out <- e:
		case <-time.After(time.Second): // want loopafter select yes many churn
			tidy()
		}
	}
}

// Two values, from the standard library.
func iteratorStandard(named map[string]event, out chan<- event) {
	for _, e := range maps.All(named) {
		select {
		case out <- e:
		case <-time.After(time.Second): // want loopafter select yes many churn
			return
		}
	}
}

// A function literal as the sequence; its own wait is in its own loop.
func iteratorLiteral(ch chan event) {
	for i := range func(yield func(int) bool) {
		for n := 0; ; n++ {
			<-time.After(time.Second) // want loopafter receive yes one churn
			if !yield(n) {
				return
			}
		}
	} {
		select {
		case <-ch:
			return
		case <-time.After(time.Duration(i)): // want loopafter select yes one churn
		}
	}
}

// A sequence whose waits are not in a loop.
func iteratorTwice(yield func(time.Time) bool) {
	if !yield(<-time.After(time.Second)) { // want loopafter receive no - none
		return
	}
	yield(<-time.After(time.Minute)) // want loopafter receive no - none
}

// No variables, and a loop that is left in its first pass.
func iteratorOnce(ch chan event) {
	for range iteratorTwice {
		select {
		case <-ch:
			return
		case <-time.After(time.Second): // want loopafter select no - none
			return
		}
	}
}

// A labelled loop over a function in a loop over a function.
func iteratorLabelled(rows [][]event, out chan<- event) {
outer:
	for row := range slices.Values(rows) {
		for e := range slices.Values(row) {
			select {
			case out <- e:
				continue outer
			case <-time.After(time.Second): // want loopafter select yes many churn
				break outer
			}
		}
	}
}

// The wait is in the expression that is ranged over, once.
func iteratorOperand(at func(time.Time) iter.Seq[event]) {
	for e := range at(<-time.After(time.Second)) { // want loopafter receive no - none
		handle(e)
	}
}

// The channel is handed to the sequence, once.
func iteratorArgument(until func(<-chan time.Time) iter.Seq[event]) {
	for e := range until(time.After(time.Second)) { // want loopafter escape no - none
		handle(e)
	}
}

// A goroutine for each element.
func iteratorGo(seq iter.Seq[chan event]) {
	for ch := range seq {
		go func() {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select closure - none
			}
		}()
	}
}

// A yield in the clause; the function that is asked may say that it is enough.
func iteratorYield(ch <-chan event) iter.Seq[event] {
	return func(yield func(event) bool) {
		for {
			select {
			case e, ok := <-ch:
				if !ok || !yield(e) {
					return
				}
			case <-time.After(time.Minute): // want loopafter select yes many churn
				return
			}
		}
	}
}
