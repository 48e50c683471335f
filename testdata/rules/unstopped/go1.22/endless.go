package unstopped

import "time"

// Nobody can close the channel of a ticker, so this loop never ends.
func endlessRange() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for range ticker.C {
		work()
	}
}

// The only way out stops it.
func endlessRangeStopped() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for range ticker.C {
		if done() {
			ticker.Stop()
			return
		}
	}
}

// Another way out does not.
func endlessRangeForgotten() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - leak
	for range ticker.C {
		if done() {
			break
		}
	}
}

// A ticker without a name.
func endlessDropped() {
	for range time.NewTicker(time.Second).C { // want unstopped discarded no - none
		work()
	}
}

var limits *time.Timer

// A timer that is kept where nobody stops it, and need not.
func endlessKept() {
	limits = time.NewTimer(time.Minute) // want unstopped timer no - none
	for range limits.C {
		limits.Reset(time.Minute)
	}
}

// The range over somebody else's channel may end.
func endlessNot(events chan int) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - leak
	for range events {
		<-ticker.C
	}
}
