package needlessdrain

import "time"

// Directly before the Reset.
func stopBeforeReset(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for { // want-next needlessdrain stop yes - none
		timer.Stop()
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			return
		}
	}
}

// A field.
func (c *conn) renew() { // want-next needlessdrain stop no - none
	c.idle.Stop()
	c.idle.Reset(c.d)
}

// The result of the Reset is used.
func stopResetUsed(timer *time.Timer, d time.Duration) {
	timer.Stop()
	active := timer.Reset(d)
	use(active)
}

// Something happens in between, without the timer.
func stopThenWork(timer *time.Timer, d time.Duration) {
	timer.Stop()
	work()
	timer.Reset(d)
}

// The result of the Stop is used.
func stopUsed(timer *time.Timer, d time.Duration) {
	active := timer.Stop()
	timer.Reset(d)
	use(active)
}

// The result of the Stop decides.
func stopDecides(timer *time.Timer, d time.Duration) {
	if timer.Stop() {
		timer.Reset(d)
	}
	if !timer.Stop() {
		return
	}
	timer.Reset(d)
}

// Another timer is armed.
func stopOther(a, b *time.Timer, d time.Duration) {
	a.Stop()
	b.Reset(d)
}

// Another field's timer is armed.
func (c *conn) swap(o *conn) {
	c.idle.Stop()
	o.idle.Reset(o.d)
}

// A stop for good.
func stopFinal(timer *time.Timer) {
	timer.Stop()
}

// A deferred stop.
func stopDeferred(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	timer.Reset(d)
	<-timer.C
}

// A Reset on one path only.
func stopMaybeReset(timer *time.Timer, d time.Duration) {
	timer.Stop()
	if d > 0 {
		timer.Reset(d)
	}
}

// In a clause.
func stopInClause(events chan int, timer *time.Timer, d time.Duration) {
	for {
		select {
		case <-events: // want-next needlessdrain stop yes - none
			timer.Stop()
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}
