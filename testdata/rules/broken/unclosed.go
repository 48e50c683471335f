package broken

import "time"

func unclosed(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second):
			/* this comment is never closed
		}
	}
}
