//go:build !windows && !special

package loopafter

import "time"

// One file for each system: this one is for all but Windows.
func system(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}
