package unstopped

import (
	. "time"
	clock "time"
)

// Only the channel is kept: nobody can stop this ticker.
func discardedChannel(quit chan struct{}) {
	ticks := NewTicker(Second).C // want unstopped discarded no - leak
	for {
		select {
		case <-quit:
			return
		case <-ticks:
			work()
		}
	}
}

// In a select outside loops.
func discardedSelect(quit chan struct{}) {
	select {
	case <-quit:
	case <-clock.NewTimer(clock.Second).C: // want unstopped discarded no - leak
	}
}

// In a select in a loop.
func discardedLoop(events chan int) {
	for {
		select {
		case <-events:
		case <-NewTimer(Second).C: // want unstopped discarded yes many leak
			work()
		}
	}
}

// Received at once: nothing is left.
func discardedReceived() {
	<-NewTimer(Second).C // want unstopped discarded no - none
}

// A ticker ticks on even if its first tick was received.
func discardedTickerReceived() {
	<-NewTicker(Second).C // want unstopped discarded no - leak
}

// Assigned to nothing.
func discardedBlank() {
	_ = NewTicker(Second) // want unstopped discarded no - leak
}

// The result is dropped.
func discardedStatement() {
	NewTimer(Second) // want unstopped discarded no - leak
}

// Reset in one breath.
func discardedRanged() {
	for range NewTicker(Second).C { // want unstopped discarded no - leak
		if done() {
			return
		}
	}
}

// No way out of the loop.
func discardedEndless() {
	for {
		select {
		case <-after:
			work()
		}
	}
}

var after = NewTicker(Minute).C // want unstopped ticker no - none

// AfterFunc and Tick are the business of other rules.
func others() {
	AfterFunc(Second, work)
	use(Tick(Second), NewTimer) // want unstopped value no - none
}
