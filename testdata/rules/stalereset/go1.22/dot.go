package stalereset

import . "time"

// The package is imported with a dot.
func dotPlain(events chan int, d Duration) {
	timer := NewTimer(d)
	for range events { // want-next stalereset reset yes - bug
		timer.Reset(d)
	}
	<-timer.C
}

// The function has something else called NewTimer.
func dotShadowed(events chan int, d Duration) {
	timer := NewTimer(d)
	for NewTimer := range events { // want-next stalereset reset yes - bug
		timer.Reset(d)
		use(NewTimer)
	}
	<-timer.C
}
