// Package broken holds files that no compiler takes.
package broken

import "time"

// Fine so far: this site comes before the error.
func before(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second):
		}
	}
}

func syntaxError( {
	for {
		<-time.After(time.Second)
	}
}

func after(ch chan int) {
	<-time.Tick(time.Second
}
