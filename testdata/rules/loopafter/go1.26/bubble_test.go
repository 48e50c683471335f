package loopafter

import (
	"testing"
	"testing/synctest"
	"time"
)

// A bubble's clock moves when everybody waits.
func TestBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ch := make(chan event)
		go func() {
			for range 3 {
				<-time.After(time.Minute) // want loopafter receive yes one churn
				ch <- event{}
			}
			close(ch)
		}()
		for {
			select {
			case _, ok := <-ch:
				if !ok {
					return
				}
			case <-time.After(time.Hour): // want loopafter select yes many churn
				t.Fatal("late")
			}
		}
	})
}
