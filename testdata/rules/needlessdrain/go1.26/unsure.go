package needlessdrain

import "time"

// The duration of the Reset is a call that may look at the timer.
func unsureDuration(timer *time.Timer, next func() time.Duration) { // want-next needlessdrain stop no - none
	timer.Stop()
	timer.Reset(next())
}

// A ticker's Reset stops it, too.
func unsureTicker(ticker *time.Ticker, d time.Duration) {
	ticker.Stop()
	ticker.Reset(d)
}

// The drain is spread over a comment.
func unsureComment(timer *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !timer.Stop() {
		// wait for the value
		<-timer.C
	}
	// and go on
	timer.Reset(d)
}

// AfterFunc's function would run at the old time and at the new one without the stop, some say.
func unsureAfterFunc(d time.Duration) {
	timer := time.AfterFunc(d, work)
	timer.Stop()
	timer.Reset(d)
}

// A comment in front of a Reset that keeps its Stop.
func unsureCommentAbove(timer *time.Timer, next func() time.Duration) {
	if !timer.Stop() { // want needlessdrain drain no - none
		<-timer.C
	}
	// Start anew.
	timer.Reset(next())
}
