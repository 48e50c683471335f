// Package names reaches time.After under other names, and other things under its name.
package names

import clock "time"

// The package has another name here.
func alias(ch chan int) {
	for {
		select {
		case <-ch:
		case <-clock.After(clock.Second): // want loopafter select yes many leak
		}
	}
}

// A local variable hides the other name.
func aliasHidden(ch chan int) {
	clock := waiter{}
	for {
		select {
		case <-ch:
		case <-clock.After(1):
		}
	}
}

type waiter struct{}

func (waiter) After(int) <-chan int { return nil }

// time is free for a variable.
func aliasTime(ch chan int) {
	time := waiter{}
	for {
		select {
		case <-ch:
		case <-time.After(1):
		case <-clock.After(clock.Second): // want loopafter select yes many leak
		}
	}
}
