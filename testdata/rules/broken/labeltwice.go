package broken

import "time"

// A label that is declared twice.
func labelTwice(quit chan int) {
	timer := time.NewTimer(time.Second)
	for {
		select {
		case <-timer.C:
		case <-quit:
		again:
			for {
				return
			}
		}
		select {
		case <-timer.C:
		case <-quit:
		again:
			for {
				return
			}
		}
	}
}
