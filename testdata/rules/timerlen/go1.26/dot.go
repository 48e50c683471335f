package timerlen

import . "time"

// All names of package time, without it.
func lenDot(d Duration, timer *Timer) {
	use(len(After(d)), len(timer.C)) // want timerlen len no - bug ; want timerlen len no - bug
}
