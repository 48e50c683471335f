//line /nowhere/else.y:100
package broken

import "time"

// The positions that are reported are those of this file.
func lines(ch chan int) {
//line other.go:7
	for {
		select {
		case <-ch:
		/*line third.go:3:9*/ case <-time.After(time.Second): // want loopafter select yes many churn
		}
//line :1
		<-time.After(time.Second) // want loopafter receive yes one churn
	}
}
