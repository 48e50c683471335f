package blockingdrain

import "time"

// The timer of AfterFunc has no channel: a drain of it waits for ever.
func unsureAfterFunc(d time.Duration) {
	timer := time.AfterFunc(d, work)
	if !timer.Stop() { // want blockingdrain drain no - bug
		<-timer.C
	}
}

// Deferred, in a function that has received the value by then.
func unsureDeferred(d time.Duration) {
	timer := time.NewTimer(d)
	defer func() {
		if !timer.Stop() { // want blockingdrain drain no - bug
			<-timer.C
		}
	}()
	<-timer.C
}

// A flag keeps the drain away from the path on which the value is gone.
func unsureFlag(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	fired := false
	select {
	case <-events:
	case <-timer.C:
		fired = true
	}
	if !fired {
		if !timer.Stop() { // want blockingdrain drain no - none
			<-timer.C
		}
	}
}
