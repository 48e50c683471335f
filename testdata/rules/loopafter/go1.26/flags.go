package loopafter

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A clause sets the flag that ends the loop.
func flagNotDone(quit chan struct{}) {
	done := false
	for !done {
		select {
		case <-quit:
			done = true
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The same flag the other way round.
func flagRunning(quit chan struct{}) {
	running := true
	for running {
		select {
		case <-quit:
			running = false
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The flag is one of two conditions that must hold.
func flagAnd(quit chan struct{}) {
	done := false
	for i := 0; i < 10 && !done; i++ {
		select {
		case <-quit:
			done = true
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// The flag is one of two conditions of which one is enough.
func flagOr(quit chan struct{}, pending int) {
	done := false
	for !done || pending > 0 {
		select {
		case <-quit:
			done = true
			pending--
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The flag gets a value that nobody knows.
func flagUnknown(quit chan struct{}) {
	done := false
	for !done {
		select {
		case <-quit:
			done = ready()
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The flag is set in one branch only.
func flagSometimes(quit chan int) {
	done := false
	for !done {
		select {
		case n := <-quit:
			if n > 0 {
				done = true
			}
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The flag is taken back before the condition is reached.
func flagTakenBack(quit chan struct{}) {
	done := false
	for !done {
		select {
		case <-quit:
			done = true
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
		if ready() {
			done = false
		}
	}
}

// The flag belongs to the outer pass, which starts the inner loop again.
func flagPerOuterPass(quit chan struct{}) {
	for {
		done := false
		for !done {
			select {
			case <-quit:
				done = true
			case <-time.After(time.Second): // want loopafter select yes many churn
			}
		}
	}
}

// The inner clause ends both loops by their common flag.
func flagEndsBoth(quit chan struct{}) {
	done := false
	for !done {
		for !done {
			select {
			case <-quit:
				done = true
			case <-time.After(time.Second): // want loopafter select yes one churn
			}
		}
	}
}

// A new variable of the same name is set, the loop's flag is not.
func flagShadowed(quit chan struct{}) {
	done := false
	for !done {
		select {
		case <-quit:
			done := true
			use(done)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The wrong value is set: the loop goes on.
func flagWrongValue(quit chan struct{}) {
	done := false
	for !done {
		select {
		case <-quit:
			done = false
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The flag is a field, which others may change at any time.
func flagField(w *worker) {
	for !w.done {
		select {
		case <-w.quit:
			w.done = true
		case <-time.After(w.idle): // want loopafter select yes many churn
		}
	}
}

// The flag is tested after the select.
func flagTestedAfter(quit chan struct{}) {
	for {
		stop := false
		select {
		case <-quit:
			stop = true
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
		if stop {
			return
		}
		tidy()
	}
}

// The flag is tested the other way round, and continue skips the return.
func flagTestedInverted(quit chan struct{}) {
	for {
		stop := false
		select {
		case <-quit:
			stop = true
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
		if !stop {
			tidy()
			continue
		}
		return
	}
}

// The test asks for more than the flag.
func flagTestedWithMore(quit chan struct{}, n int) {
	for {
		stop := false
		select {
		case <-quit:
			stop = true
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
		if stop && n > 3 {
			return
		}
		n++
	}
}

// The error of an ended context surely is one.
func flagContextError(ctx context.Context) error {
	var err error
	for {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
		if err != nil {
			return err
		}
		tidy()
	}
}

// A made error surely is one, and the loop's condition tests it.
func flagMadeError(quit, abort chan struct{}) error {
	var err error
	for err == nil {
		select {
		case <-quit:
			err = errors.New("quit")
		case <-abort:
			err = fmt.Errorf("aborted after %v", time.Second)
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
	return err
}

// The error may be nil.
func flagMaybeError(quit chan struct{}) error {
	var err error
	for err == nil {
		select {
		case <-quit:
			err = try()
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
	return err
}

// The error is that of an inner variable of the same name.
func flagShadowedError(ctx context.Context) error {
	var err error
	for err == nil {
		select {
		case <-ctx.Done():
			err := ctx.Err()
			use(err)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
	return err
}

// continue skips the test of the flag.
func flagSkippedTest(quit chan struct{}) {
	stop := false
	for {
		select {
		case <-quit:
			stop = true
			continue
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
		if stop {
			return
		}
	}
}
