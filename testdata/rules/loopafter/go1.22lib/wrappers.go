package loopafter

import (
	"math/rand"
	"time"
)

// A function that only makes the timer.
func pause() <-chan time.Time {
	return time.After(time.Second) // want loopafter escape no - none
}

// One that computes the duration on the way.
func jittered(d time.Duration) <-chan time.Time {
	return time.After(d + time.Duration(rand.Int63n(int64(d)))) // want loopafter escape no - none
}

// A method.
func (w *worker) pause() <-chan time.Time {
	return time.After(w.idle) // want loopafter escape no - none
}

// One with a type parameter.
func pauseFor[N ~int | ~int64](n N) <-chan time.Time {
	return time.After(time.Duration(n)) // want loopafter escape no - none
}

// The wrapper's timers accumulate like any other.
func wrapperSelect(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-pause(): // want loopafter wrapper yes many leak
			tidy()
		}
	}
}

// Every other clause leaves.
func wrapperPoll(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case now := <-jittered(time.Second): // want loopafter wrapper yes one churn
			use(now)
		}
	}
}

// A method as wrapper.
func (w *worker) wrapperMethod() {
	for {
		select {
		case e := <-w.events:
			handle(e)
		case <-w.pause(): // want loopafter wrapper yes many leak
			tidy()
		}
	}
}

// A wrapper with an inferred and with a given type argument.
func wrapperGeneric(ch chan event) {
	for {
		select {
		case <-ch:
		case <-pauseFor(5): // want loopafter wrapper yes many leak
		}
		select {
		case <-ch:
		case <-pauseFor[int64](5): // want loopafter wrapper yes many leak
		}
	}
}

// A plain wait with a wrapper, and one in the loop's last part.
func wrapperReceive() {
	for ; ready(); <-pause() { // want loopafter wrapper yes one churn
		<-pause() // want loopafter wrapper yes one churn
	}
}

// Not in a loop: nothing is listed at the call.
func wrapperOutside(ch chan event) {
	select {
	case <-ch:
	case <-pause():
	}
	<-pause()
}

// A loop that is left at the end of its first pass.
func wrapperOnce(ch chan event) {
	for {
		select {
		case <-ch:
			return
		case <-pause():
			return
		}
	}
}

// A function that does something first is a wrapper, too.
func logged() <-chan time.Time {
	tidy()
	return time.After(time.Second) // want loopafter escape no - none
}

// A call of it is listed as well.
func wrapperLogged(ch chan event) {
	for {
		select {
		case <-ch:
		case <-logged(): // want loopafter wrapper yes many leak
		}
	}
}

// A function that returns a channel it was given is none either.
func same(c <-chan time.Time) <-chan time.Time { return c }

// The timer is made once.
func wrapperSame(ch chan event) {
	c := time.After(time.Minute) // want loopafter variable no - none
	for {
		select {
		case <-ch:
		case <-same(c):
			return
		}
	}
}

// A local function of the same name hides the wrapper.
func wrapperHidden(ch chan event) {
	pause := func() <-chan event { return ch }
	for {
		select {
		case e := <-pause():
			handle(e)
		case <-ch:
			return
		}
	}
}

type pauser interface{ pause() <-chan time.Time }

// A method of an interface may be anything.
func wrapperInterface(p pauser, ch chan event) {
	for {
		select {
		case <-ch:
		case <-p.pause():
		}
	}
}

// Two results are no wrapper: the channel cannot be received from at the call.
func pair() (<-chan time.Time, error) {
	return time.After(time.Second), nil // want loopafter escape no - none
}

var _ = pair
