package unstopped

import (
	"context"
	"errors"
	"log"
	"os"
	"time"
)

// A ticker in a function that ends.
func tickerForgotten(quit chan struct{}) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for {
		select {
		case <-quit:
			return
		case <-ticker.C:
			work()
		}
	}
}

// Stopped by a defer.
func tickerDeferred(quit chan struct{}) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	defer ticker.Stop()
	for {
		select {
		case <-quit:
			return
		case <-ticker.C:
			work()
		}
	}
}

// Stopped by a defer, after an early return.
func tickerDeferredLate(quit chan struct{}) error {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	if done() {
		return errors.New("done")
	}
	defer ticker.Stop()
	<-ticker.C
	<-quit
	return nil
}

// Stopped by a defer in one case only.
func tickerDeferredSometimes(verbose bool) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	if verbose {
		defer ticker.Stop()
	}
	<-ticker.C
}

// Stopped by hand on every way out.
func tickerStopped(quit chan struct{}) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for {
		select {
		case <-quit:
			ticker.Stop()
			return
		case <-ticker.C:
			if done() {
				ticker.Stop()
				return
			}
		}
	}
}

// Stopped on one way out of two.
func tickerStoppedOnce(quit chan struct{}) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for {
		select {
		case <-quit:
			return
		case <-ticker.C:
			if done() {
				ticker.Stop()
				return
			}
		}
	}
}

// Nothing ends the loop.
func tickerEndless(events chan int) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for {
		select {
		case <-events:
		case <-ticker.C:
			work()
		}
	}
}

// The paths without a stop end the process.
func tickerExits(errs chan error) {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for {
		select {
		case err := <-errs:
			if err == nil {
				os.Exit(0)
			}
			log.Fatal(err)
		case <-ticker.C:
			work()
		}
	}
}

// Receiving does not stop a ticker.
func tickerReceived() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	<-ticker.C
}

// Reset does not stop it either.
func tickerReset() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	ticker.Reset(time.Minute)
	<-ticker.C
}

// A timer whose wait may be left by another clause.
func timerForgotten(ctx context.Context) error {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Stopped in the other clause, received in its own.
func timerStoppedOrReceived(ctx context.Context) error {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	select {
	case <-ctx.Done():
		timer.Stop()
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Received on every path.
func timerReceived() {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	work()
	<-timer.C
}

// Received, and armed again: that wait may be left.
func timerRearmed(quit chan struct{}) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	<-timer.C
	timer.Reset(time.Minute)
	select {
	case <-quit:
	case <-timer.C:
	}
}

// An overall deadline of a loop; the way out is another clause.
func timerDeadline(events chan int) {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	for {
		select {
		case _, ok := <-events:
			if !ok {
				return
			}
		case <-timer.C:
			return
		}
	}
}

// Declared first, made under a condition, stopped under another.
func timerConditional(quit chan struct{}, limit time.Duration) {
	var timer *time.Timer
	var expired <-chan time.Time
	if limit > 0 {
		timer = time.NewTimer(limit) // want unstopped timer no - none
		expired = timer.C
	}
	select {
	case <-quit:
	case <-expired:
	}
}

// Made under a condition, and stopped where it was made.
func timerConditionalDeferred(quit chan struct{}, limit time.Duration) {
	var expired <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit) // want unstopped timer no - none
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-quit:
	case <-expired:
	}
}

// Another timer takes the variable before the first one is stopped.
func timerOverwritten(quit chan struct{}) {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	if done() {
		timer = time.NewTimer(time.Second) // want unstopped timer no - none
	}
	defer timer.Stop()
	select {
	case <-quit:
	case <-timer.C:
	}
}

// The inner variable of the same name is stopped, the outer one is not.
func timerShadowed(quit chan struct{}) {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	if done() {
		timer := time.NewTimer(time.Second) // want unstopped timer no - none
		defer timer.Stop()
		<-timer.C
	}
	select {
	case <-quit:
	case <-timer.C:
	}
}

// A panic does not count.
func timerPanics(quit chan error) {
	timer := time.NewTimer(time.Minute) // want unstopped timer no - none
	select {
	case err := <-quit:
		panic(err)
	case <-timer.C:
	}
}

// Two at once.
func timerTwo(quit chan struct{}) {
	short, long := time.NewTimer(time.Second), time.NewTimer(time.Hour) // want unstopped timer no - none ; want unstopped timer no - none
	defer short.Stop()
	select {
	case <-quit:
	case <-short.C:
	case <-long.C:
	}
}

// Stopped through the drain that everybody writes.
func timerDrained(quit chan struct{}) {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	<-quit
	if !timer.Stop() {
		<-timer.C
	}
}

// The result of Stop is used.
func timerStopUsed() bool {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	work()
	return timer.Stop()
}

// A goto skips the stop.
func timerGoto() {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	if done() {
		goto end
	}
	timer.Stop()
end:
	work()
}
