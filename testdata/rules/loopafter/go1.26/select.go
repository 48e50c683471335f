package loopafter

import (
	"context"
	"time"
)

// Events come back to the select, so every one of them leaves a timer behind.
func selectTwoClauses(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(5 * time.Second): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The timeout ends the loop; the events still leave a timer each.
func selectTimeoutReturns(ch chan event, d time.Duration) error {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(d): // want loopafter select yes many churn
			return errTimeout
		}
	}
}

// The commonest poll loop: the only other way out of the select leaves the function.
func selectPoll(ctx context.Context, d time.Duration) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d): // want loopafter select yes one churn
			if ready() {
				return nil
			}
		}
	}
}

// The wait is the first clause and the others may have effects.
func selectTimerFirst(w *worker) {
	for {
		select {
		case <-time.After(w.idle): // want loopafter select yes many churn
			tidy()
		case e := <-w.source():
			handle(e)
		}
	}
}

func (w *worker) source() chan event { return w.events }

// An operand with a call stands before the wait.
func selectCallBefore(w *worker) {
	for {
		select {
		case e := <-w.reload():
			handle(e)
		case <-time.After(w.idle): // want loopafter select yes many churn
			tidy()
		}
	}
}

func (w *worker) reload() chan event {
	w.events = make(chan event)
	return w.events
}

// A value that is sent is computed by a call before the wait starts.
func selectSendCallBefore(out chan<- time.Duration) {
	for {
		select {
		case out <- next():
		case <-time.After(time.Second): // want loopafter select yes many churn
			return
		}
	}
}

// One clause, no choice: the timer is always received.
func selectSingle() {
	for ready() {
		select {
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// A labelled select whose timer clause breaks out of the select only.
func selectLabelled(ch chan event) {
	for {
	wait:
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
			if ready() {
				break wait
			}
			tidy()
		}
	}
}

// Two timers in one select, both clauses go round again.
func selectTwoTimers(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
			tidy()
		case <-time.After(time.Minute): // want loopafter select yes many churn
			tidy()
		}
	}
}

// The long timer gives up, so the short one can only be left through its own clause; each
// pass through the short one leaves a long one behind.
func selectShortAndLong(quit chan struct{}) error {
	for {
		select {
		case <-quit:
			return nil
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		case <-time.After(time.Hour): // want loopafter select yes many churn
			return errTimeout
		}
	}
}

// Two selects in one loop are judged one by one.
func selectTwice(ch chan event, quit chan struct{}) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
		select {
		case <-quit:
			return
		case <-time.After(time.Minute): // want loopafter select yes one churn
		}
	}
}

// Two waits on one line.
func selectOneLine(a, b chan event) {
	for {
		select {
		case <-a:
			select {
			case <-b:
			case <-choose(time.After(time.Second), time.After(time.Minute)): // want loopafter escape yes - churn ; want loopafter escape yes - churn
			}
		}
	}
}

func choose(a, b <-chan time.Time) <-chan time.Time {
	if ready() {
		return a
	}
	return b
}

// The select stands in an if, a switch, a type switch, a block and another select.
func selectNested(ch chan event, mode int, v any) {
	for {
		if mode > 3 {
			select {
			case <-ch:
			case <-time.After(1 * time.Second): // want loopafter select yes many churn
			}
		}
		switch mode {
		case 1:
			select {
			case <-ch:
			case <-time.After(2 * time.Second): // want loopafter select yes many churn
			}
			fallthrough
		case 2:
			tidy()
		}
		switch v.(type) {
		case string:
			select {
			case <-ch:
				return
			case <-time.After(3 * time.Second): // want loopafter select yes one churn
			}
		}
		{
			select {
			case <-ch:
			case <-time.After(4 * time.Second): // want loopafter select yes many churn
			}
		}
		select {
		case <-ch:
			select {
			case <-ch:
			case <-time.After(5 * time.Second): // want loopafter select yes many churn
			}
		}
	}
}

// break leaves the select, not the loop.
func selectBareBreak(ch chan event, quit chan struct{}) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-quit:
			break
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// break leaves the switch, not the loop, and so comes back as well.
func selectBreakInSwitch(quit chan int) {
	for {
		select {
		case n := <-quit:
			switch n {
			case 0:
				break
			default:
				return
			}
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// One clause leaves in one branch only.
func selectMaybeLeaves(ch chan event) {
	for {
		select {
		case e, ok := <-ch:
			if !ok {
				return
			}
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
			tidy()
		}
	}
}

// Every branch of the other clause leaves.
func selectAllBranchesLeave(ch chan event) error {
	for {
		select {
		case e, ok := <-ch:
			if !ok {
				return errClosed
			} else if e.name == "" {
				return errTimeout
			} else {
				handle(e)
			}
			return nil
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The other clause waits for ever: it does not come back either.
func selectParks(quit chan struct{}) {
	for {
		select {
		case <-quit:
			select {}
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
}

// The other clause spins for ever in a loop of its own.
func selectSpinsElsewhere(quit chan struct{}) {
	for {
		select {
		case <-quit:
			for {
				tidy()
			}
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// Nothing is in a loop here.
func selectOutside(ch chan event) error {
	select {
	case e := <-ch:
		handle(e)
		return nil
	case <-time.After(time.Second): // want loopafter select no - none
		return errTimeout
	}
}

// The loops stand before and after the wait, not around it.
func selectBetweenLoops(ch chan event) {
	for ready() {
		tidy()
	}
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	}
	for ready() {
		tidy()
	}
}

// The loop is the body of the timer's own clause.
func selectLoopInClause(ch chan event) {
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
		for ready() {
			tidy()
		}
	}
}

// The second timer may be set before the select only if the first one is, too: its duration comes first.
func selectCallInTimeoutBefore(ch chan event, idle time.Duration, deadline time.Time) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Until(deadline)): // want loopafter select yes many churn
			tidy()
		case <-time.After(idle): // want loopafter select yes many churn
			return
		}
	}
}

// The first one is not, so the second is not either.
func selectCallsInTimeoutsBefore(w *worker, idle time.Duration, deadline time.Time) {
	for {
		select {
		case e := <-w.reload():
			handle(e)
		case <-time.After(time.Until(deadline)): // want loopafter select yes many churn
			tidy()
		case <-time.After(idle): // want loopafter select yes many churn
			return
		}
	}
}
