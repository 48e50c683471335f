//go:build !go1.23

package loopafter

import "time"

// A file for old Go versions; the module's class is kept.
func older(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}
