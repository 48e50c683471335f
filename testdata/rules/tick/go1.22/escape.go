package tick

import "time"

// Made for the whole package.
var global = time.Tick(time.Minute) // want tick package no - none

var (
	globalTyped <-chan time.Time = time.Tick(time.Second) // want tick package no - none
	a, b                         = 1, time.Tick(5)        // want tick package no - none
)

// Nothing ever comes from this one.
var globalOff = time.Tick(off) // want tick package no - bug

// Returned.
func escapeReturned() <-chan time.Time {
	return time.Tick(time.Second) // want tick escape no - leak
}

// Returned from within a branch, with something else.
func escapeReturnedPair(every time.Duration) (<-chan time.Time, error) {
	if every > 0 {
		return time.Tick(every), nil // want tick escape no - leak
	}
	return nil, nil
}

// Kept in a field.
func (p *poller) escapeField() {
	p.ticks = time.Tick(p.every) // want tick escape no - leak
}

// Kept in a literal.
func escapeLiteral(every time.Duration) *poller {
	return &poller{ticks: time.Tick(every), every: every} // want tick escape no - leak
}

// Kept in a slice and a map.
func escapeStored(named map[string]<-chan time.Time) []<-chan time.Time {
	named["fast"] = time.Tick(time.Second)              // want tick escape no - leak
	return []<-chan time.Time{time.Tick(2 * time.Hour)} // want tick escape no - leak
}

// Handed to a function, to a goroutine and to a deferred call.
func escapeArgument() {
	use(time.Tick(time.Second))       // want tick escape no - leak
	go use(time.Tick(time.Second))    // want tick escape no - leak
	defer use(time.Tick(time.Second)) // want tick escape no - leak
}

// Sent.
func escapeSent(out chan<- (<-chan time.Time)) {
	out <- time.Tick(time.Second) // want tick escape no - leak
}

// Handed to a literal.
func escapeToLiteral() {
	go func(ticks <-chan time.Time) {
		for range ticks {
			work()
		}
	}(time.Tick(time.Second)) // want tick escape no - leak
}

// The function, not a call of it.
var every = time.Tick // want tick value no - none

func valueLocal() {
	f := time.Tick // want tick value no - none
	for range f(time.Second) {
		work()
	}
	use(time.Tick)     // want tick value no - none
	use(every, (f), a) // no more of it here
}

// A field that holds the function.
type clock struct {
	tick func(time.Duration) <-chan time.Time
}

func valueField() *clock {
	return &clock{tick: time.Tick} // want tick value no - none
}

// Calls of such a field are somebody else's business.
func (c *clock) valueCalled() {
	for range c.tick(time.Second) {
		work()
	}
}

type fakeClock struct{}

func (fakeClock) Tick(time.Duration) <-chan time.Time { return nil }

// A clock for tests.
func fakeTick(clk fakeClock) {
	for range clk.Tick(time.Second) {
		work()
	}
}

// A variable called time.
func shadowed(time fakeClock) {
	for range time.Tick(1) {
		work()
	}
}

// time.NewTicker is the business of another rule, and time.Tick in a string is none at all.
func others() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for range t.C {
		use("time.Tick(time.Second)")
	}
}

var _ = []any{global, globalTyped, globalOff, b}
