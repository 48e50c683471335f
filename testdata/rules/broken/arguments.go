package broken

import "time"

// Calls that do not compile, with too few arguments and too many.
func arguments(ch chan int, d time.Duration) {
	for {
		select {
		case <-ch:
		case <-time.After():
		}
		select {
		case <-ch:
		case <-time.After(d, d):
		}
		select {
		case <-ch:
		case <-time.After(d...):
		}
	}
}
