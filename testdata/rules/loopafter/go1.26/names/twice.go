package names

import (
	"time"
	time2 "time"
)

// One package under two names.
func twice(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time2.Second): // want loopafter select yes many churn
		case <-time2.After(time.Second): // want loopafter select yes many churn
		}
	}
}
