package blockingdrain

import "time"

type conn struct {
	idle *time.Timer
	d    time.Duration
	*time.Timer
}

// A field's timer: what other methods do is not known.
func (c *conn) touch() { // want-next blockingdrain drain no - none
	if !c.idle.Stop() {
		<-c.idle.C
	}
	c.idle.Reset(c.d)
}

// Received from in the same method.
func (c *conn) wait() {
	<-c.idle.C // want-next blockingdrain drain no - bug
	if !c.idle.Stop() {
		<-c.idle.C
	}
	c.idle.Reset(c.d)
}

// An embedded timer.
func (c *conn) pause() { // want-next blockingdrain drain no - none
	if !c.Stop() {
		<-c.C
	}
}

// Two timers: the one that is stopped is not the one that is waited for.
func crossed(a, b *time.Timer) {
	if !a.Stop() {
		<-b.C
	}
}

// Another field of the same value.
type pair struct{ a, b *time.Timer }

func (p *pair) crossed() {
	if !p.a.Stop() {
		<-p.b.C
	}
}

// A type of our own with the same names.
type fake struct{ C chan time.Time }

func (*fake) Stop() bool { return false }

func fakeDrain(timer *fake) {
	<-timer.C
	if !timer.Stop() {
		<-timer.C
	}
}

// A function of another name that only looks alike.
func noDrain(timer *time.Timer, events chan int) {
	if !timer.Stop() {
		<-events
	}
	if !timer.Reset(time.Second) {
		<-timer.C
	}
	if !done() {
		<-timer.C
	}
}

// In a literal of its own.
func literal(d time.Duration) func() {
	return func() {
		timer := time.NewTimer(d)
		<-timer.C // want-next blockingdrain drain no - bug
		if !timer.Stop() {
			<-timer.C
		}
	}
}

// In a goroutine of each pass.
func literalLoop(n int, d time.Duration) {
	for range n {
		go func() {
			timer := time.NewTimer(d)
			work() // want-next blockingdrain drain closure - none
			if !timer.Stop() {
				<-timer.C
			}
		}()
	}
}
