package loopafter

import (
	"math"
	"math/rand"
	"time"
)

const interval = 250 * time.Millisecond

// The duration doubles while the timeouts last.
func durationBackoff(ch chan event) {
	delay := time.Millisecond
	for {
		select {
		case e := <-ch:
			handle(e)
			delay = time.Millisecond
		case <-time.After(delay): // want loopafter select yes many churn
			delay *= 2
		}
	}
}

// The duration is computed by a call for each wait.
func durationCall(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(next()): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The call that computes the duration may change the operand before it.
func durationChangesOperand(w *worker) {
	for {
		select {
		case e := <-w.events:
			handle(e)
		case <-time.After(w.renew()): // want loopafter select yes many churn
			tidy()
		}
	}
}

func (w *worker) renew() time.Duration {
	w.events = make(chan event)
	return w.idle
}

// What is left until a deadline.
func durationUntil(ch chan event, deadline time.Time) error {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Until(deadline)): // want loopafter select yes many churn
			return errTimeout
		}
	}
}

// The duration is read through a pointer, and the loop may be empty.
func durationField(ch chan event, cfg *config, names []string) {
	for range names {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(cfg.timeout): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The duration is a field of the receiver in an endless loop.
func (w *worker) durationReceiver() {
	for {
		select {
		case e := <-w.events:
			handle(e)
		case <-time.After(w.cfg.timeout): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The duration is the loop's own variable.
func durationRangeVariable(ch chan event, delays []time.Duration) {
	for _, delay := range delays {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(delay): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The duration is a new variable of each pass.
func durationShadowed(ch chan event, delay time.Duration) {
	for {
		delay := delay * 2
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(delay): // want loopafter select yes many churn
			tidy()
		}
	}
}

// Arithmetic with a random part.
func durationJitter(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(interval + time.Duration(rand.Int63n(int64(interval)))): // want loopafter select yes one churn
			tidy()
		}
	}
}

// Untyped constants of all sorts.
func durationUntyped(quit, ch chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(1e9): // want loopafter select yes one churn
		}
		select {
		case <-ch:
		case <-time.After(100): // want loopafter select yes many churn
		}
		select {
		case <-ch:
		case <-time.After('a'): // want loopafter select yes many churn
		}
	}
}

// A timer that never fires in practice.
func durationForever(ch chan event) {
	for e := range ch {
		select {
		case <-ch:
			handle(e)
		case <-time.After(math.MaxInt64): // want loopafter select yes many churn
		}
	}
}

// A timer that has fired when it is made; only the timer's clause comes back.
func durationZero(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(0): // want loopafter select yes one churn
			tidy()
		}
	}
}

// A negative constant, spelled out by a conversion.
func durationNegative(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(-1 * time.Duration(5)): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The call is spread over several lines, with a comment inside.
func durationLines(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After( // want loopafter select yes many churn
			// half a second
			500 * time.Millisecond,
		):
			tidy()
		}
	}
}

// The duration is computed by a function literal.
func durationLiteral(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(func() time.Duration { return time.Second }()): // want loopafter select yes many churn
			tidy()
		}
	}
}

// A wait inside the computation of a wait, in a function literal.
func durationWaits(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(func() time.Duration { // want loopafter select yes one churn
			<-time.After(time.Millisecond) // want loopafter receive closure - none
			return time.Second
		}()):
		}
	}
}

// The duration is an element and a map's value.
func durationIndexed(ch chan event, table [3]time.Duration, named map[string]time.Duration) {
	for i := range 3 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(table[i]): // want loopafter select yes many churn
		case <-time.After(named["long"]): // want loopafter select yes many churn
		}
	}
}

// A constant and a type that only the loop knows.
func durationLocalConstant(ch chan event) {
	for {
		const every = time.Second
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(every): // want loopafter select yes many churn
		}
	}
}

func durationLocalType(ch chan event) {
	for {
		type seconds = time.Duration
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(seconds(5)): // want loopafter select yes many churn
		}
	}
}

// Two labels: a goto leads to the first of them.
func labelTwice(ch chan event) {
	if len(ch) > 0 {
		goto again
	}
again:
loop:
	for {
		select {
		case e := <-ch:
			handle(e)
			if len(ch) > 0 {
				goto again
			}
		case <-time.After(time.Second): // want loopafter select yes many churn
			break loop
		}
	}
}

func labelTwiceSelect(ch chan event) {
	for {
	again:
	wait:
		select {
		case e := <-ch:
			handle(e)
			if len(ch) > 0 {
				goto again
			}
			break wait
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}
