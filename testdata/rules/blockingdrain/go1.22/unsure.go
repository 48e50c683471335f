package blockingdrain

import "time"

// The timer of AfterFunc has no channel: a drain of it waits for ever.
func unsureAfterFunc(d time.Duration) {
	timer := time.AfterFunc(d, work) // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// Deferred, in a function that has received the value by then.
func unsureDeferred(d time.Duration) {
	timer := time.NewTimer(d)
	defer func() { // want-next blockingdrain drain no - bug
		if !timer.Stop() {
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
	if !fired { // want-next blockingdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
	}
}
