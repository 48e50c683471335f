// Package before holds functions that receive an old value, or hang. Each returns when it received the last value of its timer.
package before

import "time"

// All are the functions by name. Each sets its timer to d, whoever wakes it from its waits.
var All = map[string]func(d time.Duration, wake <-chan bool) time.Time{
	"stale": stale, "late": late, "parked": parked, "again": again, "hangs": hangs, "hangsAtEnd": hangsAtEnd,
}

// The timer fires during the wait, and its value is never received.
func stale(d time.Duration, wake <-chan bool) time.Time {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-wake
	timer.Reset(d)
	return <-timer.C
}

// The value is on its way while the drain looks.
func late(d time.Duration, wake <-chan bool) time.Time {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-wake
	if !timer.Stop() {
		select {
		case <-timer.C:
		default:
		}
	}
	timer.Reset(d)
	return <-timer.C
}

// The timer is stopped long before it is set again.
func parked(d time.Duration, wake <-chan bool) time.Time {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-wake
	timer.Stop()
	<-wake
	timer.Reset(d)
	return <-timer.C
}

// Either clause leads to the Reset, on each pass.
func again(d time.Duration, wake <-chan bool) (at time.Time) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-wake:
			<-wake
			timer.Reset(d)
		case at = <-timer.C:
			return at
		}
	}
}

// The value was received when the drain waits for it.
func hangs(d time.Duration, wake <-chan bool) (at time.Time) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for range 2 {
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
		select {
		case <-wake:
			<-wake
		case at = <-timer.C:
		}
	}
	return at
}

// So it was here.
func hangsAtEnd(d time.Duration, wake <-chan bool) time.Time {
	timer := time.NewTimer(d)
	at := <-timer.C
	if !timer.Stop() {
		<-timer.C
	}
	return at
}
