package stalereset

import (
	"context"
	"time"
)

// The event's clause arms a timer that may have fired at the same moment.
func staleOtherClause(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-events: // want-next stalereset reset yes - bug
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}

// The head of the loop does, on every pass.
func staleLoopHead(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for { // want-next stalereset reset yes - bug
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			work()
		}
	}
}

// The end of the loop does, after either clause.
func staleLoopEnd(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			work()
		case <-timer.C:
		} // want-next stalereset reset yes - bug
		timer.Reset(d)
	}
}

// The timer may have fired in the meantime.
func staleStraight(d time.Duration) {
	timer := time.NewTimer(d)
	time.Sleep(d) // want-next stalereset reset no - bug
	timer.Reset(d)
	<-timer.C
}

// Stop without a drain leaves the old value where it is.
func staleStopped(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events {
		timer.Stop() // want-next stalereset reset yes - bug
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
		}
	}
}

// The result of Reset is used.
func staleResult(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events: // want-next stalereset reset yes - bug
			active := timer.Reset(d)
			use(active)
		case <-timer.C:
			return
		}
	}
}

// The drain looks once and goes on: the value may come after it has looked.
func staleDrain(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		} // want-next stalereset drain yes - bug
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			work()
		}
	}
}

// The same in the event's clause.
func staleDrainClause(ctx context.Context, events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-ctx.Done():
			return
		case <-events:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			} // want-next stalereset drain yes - bug
			timer.Reset(d)
		case <-timer.C:
			work()
			timer.Reset(d)
		}
	}
}

// The drain does not even ask whether the timer was stopped.
func staleDrainAlways(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			timer.Stop()
			select {
			case <-timer.C:
			default:
			} // want-next stalereset drain yes - bug
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}

// One of two branches has received.
func staleBranch(d time.Duration) {
	timer := time.NewTimer(d)
	if done() {
		<-timer.C
	} else {
		time.Sleep(d)
	} // want-next stalereset reset no - bug
	timer.Reset(d)
	<-timer.C
}

// Two timers: this one was not received from.
func staleOther(d time.Duration) {
	first, second := time.NewTimer(d), time.NewTimer(d)
	<-first.C // want-next stalereset reset no - bug
	second.Reset(d)
	first.Reset(d)
	<-first.C
	<-second.C
}

// Declared first.
func staleDeclared(events chan int, d time.Duration) {
	var timer *time.Timer
	timer = time.NewTimer(d)
	for range events { // want-next stalereset reset yes - bug
		timer.Reset(d)
		<-events
	}
	<-timer.C
}

// In a goroutine.
func staleGo(events chan int, d time.Duration) {
	go func() {
		timer := time.NewTimer(d)
		for {
			select {
			case <-events: // want-next stalereset reset yes - bug
				timer.Reset(d)
			case <-timer.C:
				return
			}
		}
	}()
}

// The channel has another name, and the other case does not receive from it.
func staleOtherName(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	var fired <-chan time.Time
	for {
		fired = timer.C
		select {
		case <-fired:
		case <-events:
		} // want-next stalereset reset yes - bug
		timer.Reset(d)
	}
}

// A name that is sometimes another timer's.
func staleTwoTimers(events chan int, d time.Duration) {
	timer, spare := time.NewTimer(d), time.NewTimer(d)
	fired := timer.C
	for range events {
		<-fired // want-next stalereset reset yes - bug
		timer.Reset(d)
		fired = spare.C
	}
}

// Waiting for the next element gives the timer time to fire.
func staleRange(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events {
		timer.Stop() // want-next stalereset reset yes - bug
		timer.Reset(d)
	}
}
