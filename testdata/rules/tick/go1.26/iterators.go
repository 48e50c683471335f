package tick

import (
	"iter"
	"sync"
	"testing/synctest"
	"time"
)

// A sequence of ticks: the function that yields ends when it is told so.
func iteratorTicks(every time.Duration) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		for now := range time.Tick(every) { // want tick range yes - none
			if !yield(now) {
				return
			}
		}
	}
}

// A new ticker for each element.
func iteratorPerElement(seq iter.Seq[chan int]) {
	for ch := range seq {
		ticks := time.Tick(time.Second) // want tick variable yes many churn
		select {
		case <-ch:
		case <-ticks:
		}
	}
}

// A wait group starts the function that ticks.
func iteratorGroup(wg *sync.WaitGroup, quits []chan int) {
	for _, quit := range quits {
		wg.Go(func() {
			ticks := time.Tick(time.Second) // want tick variable closure - none
			for {
				select {
				case <-quit:
					return
				case <-ticks:
					synctest.Wait()
				}
			}
		})
	}
}
