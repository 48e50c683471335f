package loopafter_test

import (
	"testing"
	"time"
)

// The tests of another package in the same folder.
func TestOutside(t *testing.T) {
	ch := make(chan int)
	close(ch)
	for range 3 {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many churn
			t.Fatal("timeout")
		}
	}
}
