// Package loopafter is on Go 1.26, and a setting gives its programs the timers of Go 1.22.
package loopafter

import "time"

// An ordinary wait.
func settingWait(ch chan int, quit chan struct{}) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
		case <-quit:
			return
		}
	}
}
