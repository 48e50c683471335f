package broken

import (
	"time"

	"example.com/does/not/exist"
	. "example.com/neither/does/this"
	"time"
)

// Nothing is known about the other packages; this is time.After all the same.
func unresolved(m missing.Type) {
	for {
		select {
		case v := <-exist.Channel(m):
			undefined(v)
		case <-time.After(exist.Timeout): // want loopafter select yes many churn
			return 1, 2, 3
		}
	}
}

// Declared twice.
func unresolved(int) {
	x := 1
	for x := range unknown {
		<-time.After(x) // want loopafter receive yes one churn
	}
}

// A label that does not exist, a break outside loops, a goto into a block.
func labels(ch chan int) {
	<-time.After(time.Second) // want loopafter receive no - none
	break
	continue nowhere
	for {
		select {
		case <-ch:
			continue nowhere
		}
		goto inside
	}
	{
	inside:
	}
}

// A method of a type that does not exist, and a body that is not there.
func (m *Missing[T]) wait() { for { <-time.After(m.d) } } // want loopafter receive yes one churn

func external(time.Duration)
