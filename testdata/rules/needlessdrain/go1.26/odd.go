package needlessdrain

import "time"

// The result of Stop has a name.
func oddInit(timer *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if stopped := timer.Stop(); !stopped {
		<-timer.C
	}
	timer.Reset(d)
}

// The result of Stop is kept for others.
func oddInitKept(timer *time.Timer, d time.Duration) {
	var stopped bool
	if stopped = timer.Stop(); !stopped {
		<-timer.C
	}
	timer.Reset(d)
	use(stopped)
}

// Something else comes first.
func oddInitWork(timer *time.Timer, d time.Duration) {
	if ok := done(); !timer.Stop() {
		<-timer.C
		use(ok)
	}
	if use(); !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// A goto leads to the drain.
func oddLabel(timer *time.Timer, d time.Duration) {
again: // want-next needlessdrain drain yes - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	if done() {
		goto again
	}
}

// A goto leads to the Reset.
func oddLabelReset(timer *time.Timer, d time.Duration) {
	if done() {
		goto set
	}
	work() // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
set:
	timer.Reset(d)
}

// A goto leads to the Stop.
func oddLabelStop(timer *time.Timer, d time.Duration) {
again:
	timer.Stop()
	timer.Reset(d)
	if done() {
		goto again
	}
}

// The else of another if.
func oddElse(timer *time.Timer, d time.Duration) {
	if done() {
		work() // want-next needlessdrain drain no - none
	} else if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// Headers are no lists of statements.
func oddHeader(timer *time.Timer, d time.Duration) {
	for timer.Stop(); ; timer.Reset(d) {
		work()
	}
}

// Headers of an if and a switch.
func oddHeaders(timer *time.Timer, d time.Duration) {
	if timer.Stop(); done() {
		timer.Reset(d)
	}
	switch timer.Stop(); {
	default:
		timer.Reset(d)
	}
}

// In the clauses of a switch and a type switch.
func oddSwitch(x any, timer *time.Timer, d time.Duration) {
	switch {
	case done(): // want-next needlessdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
	default: // want-next needlessdrain stop no - none
		timer.Stop()
		timer.Reset(d)
	}
	switch x.(type) {
	case int: // want-next needlessdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
	}
}

// The duration of the Reset is a call: the Stop stays.
func oddDuration(timer *time.Timer, next func() time.Duration) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(next())
}

// Such a Stop with a drain of its own.
func oddDurationSelect(timer *time.Timer, next func() time.Duration) { // want-next needlessdrain drain no - none
	timer.Stop()
	select {
	case <-timer.C:
	default:
	}
	timer.Reset(next())
}

// The duration is arithmetic, a conversion and a field.
func (c *conn) oddArithmetic(n int) { // want-next needlessdrain stop no - none
	c.idle.Stop()
	c.idle.Reset(time.Duration(n)*c.d + time.Second)
}

// The result of Reset is used.
func oddResult(timer *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	active := timer.Reset(d)
	use(active)
}

// Stopped and drained more than once.
func oddTwice(timer *time.Timer, d time.Duration) {
	timer.Stop() // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	} // want-next needlessdrain drain no - none
	if !timer.Stop() {
		select {
		case <-timer.C:
		default:
		}
	}
	timer.Reset(d)
}

// Drained twice, for good.
func oddTwiceFinal(timer *time.Timer) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	} // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// The select looks before the timer is stopped: the timer runs on.
func oddLook(timer *time.Timer, d time.Duration) {
	select {
	case <-timer.C:
	default:
	} // want-next needlessdrain stop no - none
	timer.Stop()
	timer.Reset(d)
}

// The value of the drain goes to a variable.
func oddAssigned(timer *time.Timer, d time.Duration) (at time.Time) {
	if !timer.Stop() {
		select {
		case at = <-timer.C:
		default:
		}
	}
	timer.Reset(d)
	return at
}

// The value is dropped in so many words.
func oddBlank(timer *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		_ = <-timer.C
	} // want-next needlessdrain drain no - none
	if !timer.Stop() {
		select {
		case _, _ = <-timer.C:
		default:
		}
	}
	timer.Reset(d)
}

// A comment above.
func oddAbove(timer *time.Timer, d time.Duration) {
	work() // want-next needlessdrain drain no - none
	/* drain it */ if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// A comment behind, at the end of a clause.
func oddBehind(timer *time.Timer, d time.Duration) {
	switch {
	case done(): // want-next needlessdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		} // drained
	case d > 0: // want-next needlessdrain stop no - none
		timer.Stop()   // first
		timer.Reset(d) // then
		// and no more
	}
}

// A timer made by AfterFunc has no channel.
func oddAfterFunc(d time.Duration) {
	timer := time.AfterFunc(d, work) // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// A value that holds a timer.
func oddValue(timer time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// Behind a pointer to a pointer.
func oddPointer(timer **time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !(*timer).Stop() {
		<-(*timer).C
	}
	(*timer).Reset(d)
}

// On one line.
func oddLine(timer *time.Timer, d time.Duration) { timer.Stop(); timer.Reset(d) } // want needlessdrain stop no - none

// In a literal that is called at the end.
func oddDeferred(timer *time.Timer, d time.Duration) {
	defer func() { // want-next needlessdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
	}()
	work()
}

// An embedded timer.
type clock struct{ *time.Timer }

func (c clock) restart(d time.Duration) { // want-next needlessdrain stop no - none
	c.Stop()
	c.Reset(d)
}

// A drain of something that is reached through a call is not followed.
func oddCall(timer func() *time.Timer, d time.Duration) {
	if !timer().Stop() {
		<-timer().C
	}
	timer().Stop()
	timer().Reset(d)
}

// More than the result of Stop decides.
func oddGuarded(timer *time.Timer, read bool, d time.Duration) {
	if !timer.Stop() && !read {
		<-timer.C
	}
	timer.Reset(d)
}

type watch struct{ expire, idle *time.Timer }

// The timer of a field is made by AfterFunc, in another file.
func (w *watch) oddExpire(d time.Duration) {
	w.expire.Stop()
	w.expire.Reset(d)
	t := w.expire
	t.Stop()
	t.Reset(d) // want-next needlessdrain drain no - none
	if !t.Stop() {
		<-t.C
	}
	o := w.idle // want-next needlessdrain stop no - none
	o.Stop()
	o.Reset(d)
}
