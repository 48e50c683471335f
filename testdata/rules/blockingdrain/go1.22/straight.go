package blockingdrain

import (
	"errors"
	"time"
)

var errLate = errors.New("late")

// Armed and not received from: the value is there or it never will be.
func straightFresh(d time.Duration) {
	timer := time.NewTimer(d)
	work() // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	<-timer.C
}

// The value was received before.
func straightReceived(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// The timer was stopped before.
func straightStopped(d time.Duration) {
	timer := time.NewTimer(d)
	timer.Stop() // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// Received, and armed again.
func straightRearmed(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	timer.Reset(d) // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// Received, and another timer takes the variable.
func straightReplaced(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	timer = time.NewTimer(d) // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// Drained twice without a Reset.
func straightTwice(d time.Duration) {
	timer := time.NewTimer(d) // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// Drained twice with a Reset in between.
func straightTwiceReset(d time.Duration) {
	timer := time.NewTimer(d) // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d) // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// Received on one path of two.
func straightMaybeReceived(d time.Duration) {
	timer := time.NewTimer(d)
	if done() {
		<-timer.C
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// Received on one path, which returns.
func straightReceivedAndLeft(d time.Duration) error {
	timer := time.NewTimer(d)
	if done() {
		<-timer.C
		return errLate
	} // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	return nil
}

// The condition is the wrong way round: it waits for the value of a timer that was stopped.
func inverted(d time.Duration) {
	timer := time.NewTimer(d)
	work() // want-next blockingdrain inverted no - bug
	if timer.Stop() {
		<-timer.C
	}
}

// The wrong way round in a loop.
func invertedLoop(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events { // want-next blockingdrain inverted yes - bug
		if timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
	}
}

// Stopped at the end, for the defer.
func straightDeferredStop(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	work() // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// The value goes to a variable.
func straightReceivedInto(d time.Duration) {
	timer := time.NewTimer(d)
	now := <-timer.C
	use(now) // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// Parentheses.
func straightParens(d time.Duration) {
	timer := time.NewTimer(d) // want-next blockingdrain drain no - none
	if !(timer.Stop()) {
		<-(timer.C)
	} // want-next blockingdrain drain no - bug
	if !(timer).Stop() {
		(<-timer.C)
	}
}

// Another timer was received from.
func straightOther(d time.Duration) {
	first, second := time.NewTimer(d), time.NewTimer(d)
	<-first.C // want-next blockingdrain drain no - none
	if !second.Stop() {
		<-second.C
	}
}

// The inner variable of the same name was received from.
func straightShadowed(d time.Duration) {
	timer := time.NewTimer(d)
	if done() {
		timer := time.NewTimer(d)
		<-timer.C
	} // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// Two functions with the same names: this one only drains.
func straightParameter(timer *time.Timer) { // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// A parameter that was received from.
func straightParameterReceived(timer *time.Timer) {
	<-timer.C // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// The value was received under another name.
func straightOtherName(quit chan struct{}, d time.Duration) {
	timer := time.NewTimer(d)
	fired := timer.C
	select {
	case <-fired:
	case <-quit:
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}
