package loopafter

import (
	"testing"
	"time"
)

// Fatal ends the test, so only the wait itself comes back.
func TestFatal(t *testing.T) {
	errs := make(chan error)
	for !ready() {
		select {
		case err := <-errs:
			t.Fatal(err)
		case <-time.After(time.Millisecond): // want loopafter select yes one churn
		}
	}
}

// Every spelling of giving up.
func TestGivesUp(t *testing.T) {
	a, b, c, d := make(chan int), make(chan int), make(chan int), make(chan int)
	for !ready() {
		select {
		case <-a:
			t.Fatalf("a")
		case <-b:
			t.FailNow()
		case <-c:
			t.Skip("c")
		case <-d:
			t.SkipNow()
		case <-time.After(time.Millisecond): // want loopafter select yes one churn
		}
	}
}

// Error reports and goes on.
func TestError(t *testing.T) {
	errs := make(chan error)
	for !ready() {
		select {
		case err := <-errs:
			t.Error(err)
		case <-time.After(time.Millisecond): // want loopafter select yes many churn
		}
	}
}

// The helper's t is an interface.
func eventually(tb testing.TB, quit chan struct{}) {
	tb.Helper()
	for !ready() {
		select {
		case <-quit:
			tb.Skipf("quit")
		case <-time.After(time.Millisecond): // want loopafter select yes one churn
		}
	}
}

// A subtest for each pass.
func TestSubtests(t *testing.T) {
	ch := make(chan event)
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			select {
			case <-ch:
			case <-time.After(time.Millisecond): // want loopafter select closure - none
				t.Log("late")
			}
			eventually(t, nil)
		})
	}
}

// A benchmark's loop.
func BenchmarkWait(b *testing.B) {
	ch := make(chan int, 1)
	for i := 0; i < b.N; i++ {
		ch <- i
		select {
		case <-ch:
		case <-time.After(time.Hour): // want loopafter select yes many churn
			b.Fatal("late")
		}
	}
}
