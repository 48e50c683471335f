package tick

import (
	"testing"
	"time"
)

// The variable of a type switch may hold anything of its type.
func typeSwitch(x any, quit chan int) {
	switch d := x.(type) {
	case time.Duration:
		for {
			select {
			case <-time.Tick(d): // want tick select yes many churn
				work()
			case <-quit:
				return
			}
		}
	}
}

// A testing.TB is an interface: the Fatal of one's own may return, and the guard then guards nothing.
func guardedByTB(tb testing.TB, d time.Duration, quit chan int) {
	if d <= 0 {
		tb.Fatal("period")
	}
	for {
		select {
		case <-time.Tick(d): // want tick select yes many churn
			work()
		case <-quit:
			return
		}
	}
}

type reporter struct{ testing.TB }

func guardedByEmbedded(r reporter, d time.Duration, quit chan int) {
	if d <= 0 {
		r.FailNow()
	}
	for {
		select {
		case <-time.Tick(d): // want tick select yes many churn
			work()
		case <-quit:
			return
		}
	}
}

// The one of package testing does not.
func guardedByT(t *testing.T, d time.Duration, quit chan int) {
	if d <= 0 {
		t.Fatal("period")
	}
	for {
		select {
		case <-time.Tick(d): // want tick select yes many churn
			work()
		case <-quit:
			return
		}
	}
}
