package stalereset

import "time"

// The first pass resets the timer at once, the others after a receive.
func instantFirst(done chan struct{}, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		timer.Reset(d)
		select {
		case <-done:
			return
		case <-timer.C:
			d *= 2
		}
	}
}

// Stopped as soon as it is made, to be set later.
func instantStop(events chan int, d time.Duration) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for range events {
		work()
	}
	timer.Reset(d)
	<-timer.C
}

// A duration of zero is over at once.
func instantZero(d time.Duration) {
	timer := time.NewTimer(0) // want-next stalereset reset no - bug
	timer.Reset(d)
	<-timer.C
}

// A wait in between takes time.
func instantNot(d time.Duration) {
	timer := time.NewTimer(d)
	time.Sleep(d) // want-next stalereset reset no - bug
	timer.Reset(d)
	<-timer.C
}

// Only the first pass finds the timer unread, and it is quick.
func instantHead(quit chan struct{}, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for range 3 {
		work()
		timer.Reset(d)
		select {
		case <-timer.C:
		case <-quit:
			return
		}
	}
}
