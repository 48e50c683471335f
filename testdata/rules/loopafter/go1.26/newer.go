//go:build go1.23

package loopafter

import "time"

// A build constraint chooses the language, never the timers.
func newer(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}
