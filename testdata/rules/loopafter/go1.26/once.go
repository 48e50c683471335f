package loopafter

import (
	"context"
	"time"
)

// Every clause returns: the loop around the select is there for the continue before it, and
// no path leads from the wait back to it.
func onceEveryClauseReturns(ch chan event) error {
	for {
		if !ready() {
			continue
		}
		select {
		case e := <-ch:
			handle(e)
			return nil
		case <-time.After(time.Second): // want loopafter select no - none
			return errTimeout
		}
	}
}

// A counted loop that never counts.
func onceCounted(ch chan event) error {
	for i := 0; i < 3; i++ {
		select {
		case <-ch:
			return nil
		case <-time.After(time.Second): // want loopafter select no - none
			return errTimeout
		}
	}
	return nil
}

// The clauses break out of the select, and the statement after it returns.
func onceBreakThenReturn(ch chan event) error {
	var err error
	for {
		select {
		case <-ch:
			break
		case <-time.After(time.Second): // want loopafter select no - none
			err = errTimeout
		}
		return err
	}
}

// A labelled break leaves from one clause, a return from the other.
func onceLabelledBreak(ch chan event) {
loop:
	for ready() {
		select {
		case <-ch:
			break loop
		case <-time.After(time.Second): // want loopafter select no - none
			return
		}
	}
	tidy()
}

// The last statement of the loop breaks.
func onceBreakAtEnd(ch chan event) {
	for _, e := range []event{{}, {}} {
		handle(e)
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select no - none
		}
		break
	}
}

// goto leaves the loop from both clauses.
func onceGotoOut(ch chan event) {
	for {
		select {
		case <-ch:
			goto done
		case <-time.After(time.Second): // want loopafter select no - none
			goto done
		}
	}
done:
	tidy()
}

// The inner loop leaves at once, the outer one comes back.
func onceInnerOnly(ch chan event) {
	for ready() {
		for {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select yes many churn
			}
			break
		}
	}
}

// The retry waits only when the attempt failed, and then it is the last thing that happens.
func onceWaitThenGiveUp(ctx context.Context) error {
	for {
		err := try()
		if err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second): // want loopafter select no - none
			return err
		}
	}
}

// A plain wait just before the loop is left.
func onceReceive() {
	for {
		if ready() {
			<-time.After(time.Second) // want loopafter receive no - none
			break
		}
		tidy()
	}
}

// A channel variable of a pass that is always the last.
func onceVariable(ch chan event) error {
	for {
		if !ready() {
			continue
		}
		timeout := time.After(time.Second) // want loopafter variable no - none
		select {
		case <-ch:
			return nil
		case <-timeout:
			return errTimeout
		}
	}
}

// The clauses end in calls that do not return.
func oncePanics(ch chan event) {
	for {
		select {
		case <-ch:
			return
		case <-time.After(time.Second): // want loopafter select no - none
			panic("timeout")
		}
	}
}

// Handing the channel on, once.
func onceEscape() {
	for {
		use(time.After(time.Second)) // want loopafter escape no - none
		return
	}
}

// Recursion is not a loop.
func onceRecursive(ch chan event, depth int) {
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	}
	if depth > 0 {
		onceRecursive(ch, depth-1)
	}
}

// Neither is a call in a loop of somebody else.
func onceCaller(ch chan event) {
	for ready() {
		_ = onceCallee(ch)
	}
}

func onceCallee(ch chan event) bool {
	select {
	case <-ch:
		return true
	case <-time.After(time.Second): // want loopafter select no - none
		return false
	}
}
