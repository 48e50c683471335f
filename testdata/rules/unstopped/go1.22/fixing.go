package unstopped

import "time"

// A deferred function waits for the timer: it would run after the Stop.
func fixDeferredReceives(quit chan int) {
	var timer *time.Timer
	defer func() {
		<-timer.C
	}()
	timer = time.NewTimer(time.Second) // want unstopped timer no - leak
	<-quit
}

// A deferred drain that blocks.
func fixDeferredDrains(quit chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	if done() {
		return
	}
	defer func() {
		if !timer.Stop() {
			<-timer.C
		}
	}()
	<-quit
}

// A comment belongs to the deferred Stop that comes too late.
func fixDeferredLate(quit chan int) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - leak
	if done() {
		return
	}
	// Nobody needs it any more.
	defer ticker.Stop()
	<-quit
}

// The deferred Stop is that of another timer.
func fixDeferredOther(quit chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	if done() {
		timer = time.NewTimer(time.Minute) // want unstopped timer no - none
	}
	defer timer.Stop()
	<-quit
}

// Set again and again: what is left at the end is another timer.
func fixReplaced(events chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	for range events {
		if timer.Stop() {
			timer.Reset(time.Second)
		} else {
			timer = time.NewTimer(time.Second) // want unstopped timer yes many leak
		}
		if done() {
			return
		}
	}
}

// Set to nothing in a loop.
func fixCleared(events chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	for range events {
		if done() {
			timer = nil
			continue
		}
		<-timer.C
	}
}

// Declared in an if, a switch, and in a group.
func fixDeclared(quit chan int) {
	if timer := time.NewTimer(time.Second); done() { // want unstopped timer no - leak
		<-timer.C
	}
	var (
		n     = 1
		timer = time.NewTimer(time.Second) // want unstopped timer no - leak
	)
	select {
	case <-quit:
	case <-timer.C:
		use(n)
	}
}

// A comment on the line, and a label.
func fixLabelled(quit chan int) {
	goto start
start:
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	// Wait.
	select {
	case <-quit:
	case <-timer.C:
	}
}

// All ways out of a pass.
func fixPass(events, quit chan int) (n int) {
outer:
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		for {
			select {
			case v, ok := <-events:
				switch {
				case !ok:
					break outer
				case v == 0:
					continue outer
				case v == 1:
					timer.Stop()
					continue outer
				}
				n += v
			case <-quit:
				return n
			case <-timer.C:
				continue outer
			}
		}
	}
	return n
}

// Some ways out stop it already.
func fixPassStopped(events, quit chan int) {
	for {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		select {
		case <-quit:
			timer.Stop()
			return
		case <-events:
			if done() {
				return
			}
			timer.Stop()
		case <-timer.C:
			return
		}
	}
}

// The way out uses it.
func fixPassUsed(events chan int) bool {
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		if done() {
			return <-timer.C == time.Time{}
		}
		work()
	}
	return false
}

// Something else goes by its name where the pass is left.
func fixPassHidden(events chan int) {
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		if timer := done(); timer {
			continue
		}
		select {
		case <-events:
		case <-timer.C:
		}
	}
}

// Deferred in the loop.
func fixPassDeferred(events chan int) {
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		if done() {
			continue
		}
		defer timer.Stop()
		<-timer.C
	}
}

// Set once more in the pass.
func fixPassReset(events chan int) {
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		<-timer.C
		timer.Reset(time.Minute)
		select {
		case <-events:
		case <-timer.C:
		}
	}
}

// The duration may be anything: a ticker that panics did so before.
func fixDuration(d time.Duration, quit chan int) {
	ticks := time.NewTicker(d).C // want unstopped discarded no - leak
	select {
	case <-quit:
	case <-ticks:
	}
	select {
	case <-quit:
	case <-time.NewTicker(d).C: // want unstopped discarded no - leak
	}
}

// The channel of a timer, kept and waited for.
func fixChannel(quit chan int, d time.Duration) {
	timeout := time.NewTimer(d).C // want unstopped discarded no - leak
	for {
		select {
		case <-quit:
			return
		case <-timeout:
			return
		}
	}
}

// An operand is evaluated before the timer is made.
func fixOrder(next func() chan int) {
	select {
	case <-next():
	case <-time.NewTimer(time.Second).C: // want unstopped discarded no - leak
	}
}

// A ticker for each pass.
func fixTickerPass(events chan int) {
	for {
		select {
		case <-events:
		case <-time.NewTicker(time.Second).C: // want unstopped discarded yes many leak
		}
	}
}

// The range over a timer.
func fixTimerRanged() {
	for range time.NewTimer(time.Second).C { // want unstopped discarded no - leak
		return
	}
}

//go:nosplit
func fixPragma(quit chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	select {
	case <-quit:
	case <-timer.C:
	}
}

// Stopped at first, and then set: nobody stops that.
func fixSetAfterStop(events chan int) {
	timer := time.NewTimer(time.Hour) // want unstopped timer no - leak
	timer.Stop()
	for range events {
		timer.Reset(time.Minute)
		select {
		case <-events:
			return
		case <-timer.C:
		}
	}
}

// Stopped, set, and stopped again.
func fixSetAndStopped(events chan int) {
	timer := time.NewTimer(time.Hour) // want unstopped timer no - none
	timer.Stop()
	timer.Reset(time.Minute)
	select {
	case <-events:
	case <-timer.C:
	}
	timer.Stop()
}

// The same with a ticker.
func fixTickerSetAfterStop(events chan int) {
	ticker := time.NewTicker(time.Hour) // want unstopped ticker no - leak
	ticker.Stop()
	if done() {
		ticker.Reset(time.Minute)
	}
	<-events
}

// Set again in a loop, and to nothing behind it: the closure would stop nothing, which panics.
func fixClearedAtEnd(events chan int) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - leak
	for range events {
		if done() {
			ticker = time.NewTicker(time.Minute) // want unstopped ticker yes many leak
		}
		<-ticker.C
	}
	ticker = nil
	use(ticker == nil)
}

// Cleared on a way out of the pass.
func fixPassCleared(events chan int) {
	for range events {
		timer := time.NewTimer(time.Second) // want unstopped timer yes many leak
		if done() {
			timer.Stop()
			timer = nil
		}
		use(timer == nil)
		<-events
	}
}

// The second statement declares one new variable, and gives the first one another timer.
func fixPassNotNew(events chan int) {
	for range events {
		ticker, n := time.NewTicker(time.Second), 1 // want unstopped ticker yes many leak
		<-ticker.C
		ticker, m := time.NewTicker(time.Minute), 2 // want unstopped ticker yes many leak
		<-ticker.C
		use(n, m)
	}
}

// A fix of the Reset has the variable hold another timer, and here it holds none at the end.
func fixClearedAndReset(events chan int) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - leak
	for {
		select {
		case n := <-events:
			timer.Reset(time.Second)
			if n == 0 {
				timer = nil
				return
			}
		case <-timer.C:
		}
	}
}
