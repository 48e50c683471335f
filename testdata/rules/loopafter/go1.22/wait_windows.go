package loopafter

import "time"

// One file for each system: this one is for Windows.
func system(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}
