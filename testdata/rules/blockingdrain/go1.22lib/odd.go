package blockingdrain

import "time"

// The channel is used again, so that an old value would be found.
func oddAgain(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	work()
	timer.Reset(d)
	<-timer.C
}

// The channel is used again, but it is another timer's.
func oddAgainNew(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	work()
	timer = time.NewTimer(d)
	<-timer.C
}

// The channel is used again on the next pass.
func oddAgainLoop(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events: // want-next blockingdrain drain yes - bug
			if !timer.Stop() {
				<-timer.C
			}
		case <-timer.C:
			work()
		}
	}
}

// Each pass has its own timer.
func oddOwnLoop(events chan int, d time.Duration) {
	for {
		timer := time.NewTimer(d)
		select {
		case <-events:
		case <-timer.C:
			work()
		} // want-next blockingdrain drain yes - bug
		if !timer.Stop() {
			<-timer.C
		}
	}
}

// A deferred literal uses the channel.
func oddAgainDeferred(d time.Duration) {
	timer := time.NewTimer(d)
	defer func() {
		select {
		case <-timer.C:
			work()
		default:
		}
	}()
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// So does the literal itself.
func oddAgainLiteral(d time.Duration) {
	timer := time.NewTimer(d)
	defer func() { // want-next blockingdrain drain no - bug
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
		<-timer.C
	}()
	<-timer.C
}

// The value is used.
func oddValue(d time.Duration) (at time.Time) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		at = <-timer.C
	}
	return at
}

// The drain does more.
func oddMore(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
		work()
	}
	timer.Reset(d)
}

// The result of Stop is kept for others.
func oddInit(d time.Duration) {
	var stopped bool
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if stopped = timer.Stop(); !stopped {
		<-timer.C
	}
	use(stopped)
}

// It has a name of its own.
func oddInitOwn(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if stopped := timer.Stop(); !stopped {
		<-timer.C
	}
	timer.Reset(d)
	<-timer.C
}

// A label.
func oddLabel(d time.Duration) {
	timer := time.NewTimer(d)
again:
	<-timer.C
	if done() {
		goto again
	}
	goto drain
drain: // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// The else of another if.
func oddElse(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	if done() {
		work() // want-next blockingdrain drain no - bug
	} else if !timer.Stop() {
		<-timer.C
	}
}

// Before a Reset whose result is used.
func oddResult(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	use(timer.Reset(d))
	<-timer.C
}

// Before a Reset whose duration depends on the timer.
func oddDuration(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d * time.Duration(1+len(timer.C)))
	<-timer.C
}

// A parameter before a Reset.
func oddParameter(timer *time.Timer, d time.Duration) {
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

// A named result.
func oddNamed(d time.Duration) (timer *time.Timer) {
	timer = time.NewTimer(d)
	<-timer.C
	if !timer.Stop() { // want blockingdrain drain no - none
		<-timer.C
	}
	return timer
}

// Captured by a goroutine.
func oddCaptured(d time.Duration) {
	timer := time.NewTimer(d)
	go func() { <-timer.C }()
	if !timer.Stop() { // want blockingdrain drain no - none
		<-timer.C
	}
}

// The channel is kept.
func oddKept(d time.Duration) {
	timer := time.NewTimer(d)
	fired := timer.C
	<-fired // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	<-fired
}

// Measured, not kept.
func oddMeasured(d time.Duration) {
	timer := time.NewTimer(d)
	use(cap(timer.C))
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	<-timer.C
}

// Comments, and a plain Stop in front.
func oddComments(d time.Duration) {
	timer := time.NewTimer(d)
	timer.Stop()
	// want-next blockingdrain drain no - bug
	if !timer.Stop() { // it fired
		<-timer.C // take the value
	} // and be done
	// the end
}

// Two timers, in and out of a loop.
func oddTwo(events chan int, d time.Duration) {
	a, b := time.NewTimer(d), time.NewTimer(2*d)
	defer b.Stop()
	for {
		select {
		case <-events:
		case <-a.C:
		case <-b.C:
			return
		} // want-next blockingdrain drain yes - bug
		if !a.Stop() {
			<-a.C
		}
		a.Reset(d) // want-next blockingdrain drain yes - none
		if !b.Stop() {
			<-b.C
		}
		b.Reset(2 * d)
	}
}
