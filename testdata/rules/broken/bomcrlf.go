package broken

import "time"

// A byte order mark and carriage returns.
func crlf(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

var raw = `a
b`
