package loopafter

import "time"

// A timeout for each pass, left behind by every event.
func channelPerPass(ch chan event) {
	for {
		timeout := time.After(time.Second) // want loopafter variable yes many churn
		select {
		case e := <-ch:
			handle(e)
		case <-timeout:
			tidy()
		}
	}
}

// A timeout for each pass, always received before the next one.
func channelPerPassReceived(quit chan struct{}) {
	for {
		timeout := time.After(time.Second) // want loopafter variable yes one churn
		select {
		case <-quit:
			return
		case <-timeout:
			tidy()
		}
	}
}

// Work goes on while the timer runs, then the rest is waited for.
func channelPace() {
	for range 10 {
		tick := time.After(time.Second) // want loopafter variable yes one churn
		tidy()
		<-tick
	}
}

// Declared with var and a type.
func channelDeclared(ch chan event) {
	for {
		var timeout <-chan time.Time = time.After(time.Second) // want loopafter variable yes many churn
		select {
		case e := <-ch:
			handle(e)
		case <-timeout:
		}
	}
}

// One of two variables of an assignment.
func channelTuple(ch chan event) {
	for {
		name, timeout := "idle", time.After(time.Second) // want loopafter variable yes many churn
		select {
		case e := <-ch:
			handle(e)
		case <-timeout:
			use(name)
		}
	}
}

// An overall deadline, made once before the loop.
func channelDeadline(ch chan event) error {
	deadline := time.After(time.Minute) // want loopafter variable no - none
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-deadline:
			return errTimeout
		}
	}
}

// An overall deadline, made in the loop's first part.
func channelForInit(ch chan event) error {
	for deadline := time.After(time.Minute); ; { // want loopafter variable no - none
		select {
		case e := <-ch:
			handle(e)
		case <-deadline:
			return errTimeout
		}
	}
}

// A deadline of the inner loop, left behind when that loop has got its event.
func channelInnerDeadline(ch chan event) {
	for ready() {
		deadline := time.After(time.Minute) // want loopafter variable yes many churn
		for found := false; !found; {
			select {
			case e := <-ch:
				found = e.name != ""
			case <-deadline:
				return
			}
		}
	}
}

// A quiet period: each event starts it anew and drops the timer before.
func channelDebounce(ch chan event) {
	var quiet <-chan time.Time
	for {
		select {
		case _, ok := <-ch:
			if !ok {
				return
			}
			quiet = time.After(time.Second) // want loopafter variable yes many churn
		case <-quiet:
			quiet = nil
			tidy()
		}
	}
}

// A batch: the first event starts the timer, the others do not, and only its end clears it.
func channelBatch(ch chan event) {
	var flush <-chan time.Time
	for {
		select {
		case e := <-ch:
			handle(e)
			if flush == nil {
				flush = time.After(time.Second) // want loopafter variable yes one churn
			}
		case <-flush:
			flush = nil
			tidy()
		}
	}
}

// A batch that is also cleared when it is full, with the timer still running.
func channelBatchFull(ch chan event) {
	var flush <-chan time.Time
	n := 0
	for {
		select {
		case e := <-ch:
			handle(e)
			n++
			if flush == nil {
				flush = time.After(time.Second) // want loopafter variable yes many churn
			}
			if n == 100 {
				flush, n = nil, 0
			}
		case <-flush:
			flush, n = nil, 0
			tidy()
		}
	}
}

// The timer is made again by its own clause and by no other.
func channelRearmed(ch chan event) {
	tick := time.After(time.Second) // want loopafter variable no - none
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-tick:
			tidy()
			tick = time.After(time.Second) // want loopafter variable yes one churn
		}
	}
}

// The timer is made on some passes only, in a variable of the pass.
func channelConditional(ch chan event) {
	for {
		var timeout <-chan time.Time
		if ready() {
			timeout = time.After(time.Second) // want loopafter variable yes many churn
		}
		select {
		case e := <-ch:
			handle(e)
		case <-timeout:
			tidy()
		}
	}
}

// On some passes; and the other clause leaves.
func channelConditionalLeaves(quit chan struct{}) {
	for {
		var timeout <-chan time.Time
		if ready() {
			timeout = time.After(time.Second) // want loopafter variable yes one churn
		}
		select {
		case <-quit:
			return
		case <-timeout:
			tidy()
		}
	}
}

// The channel stays nil: there is no timer, and nothing is dropped.
func channelNil(ch chan event) {
	var timeout <-chan time.Time
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-timeout:
			return
		}
	}
}

// One variable, two places that make a timer; the events drop what runs.
func channelTwoSources(ch chan event) {
	timeout := time.After(time.Second) // want loopafter variable no - none
	for {
		select {
		case e := <-ch:
			handle(e)
			timeout = time.After(time.Minute) // want loopafter variable yes many churn
		case <-timeout:
			timeout = time.After(time.Second) // want loopafter variable yes many churn
		}
	}
}

// The timer is waited for before it is replaced.
func channelReceivedFirst(ch chan event) {
	timeout := time.After(time.Second) // want loopafter variable no - none
	for e := range ch {
		handle(e)
		<-timeout
		timeout = time.After(time.Second) // want loopafter variable yes one churn
	}
}

// A continue between the making and the wait drops the timer.
func channelSkipped(quit chan struct{}) {
	for {
		timeout := time.After(time.Second) // want loopafter variable yes many churn
		if ready() {
			continue
		}
		select {
		case <-quit:
			return
		case <-timeout:
		}
	}
}

// The same channel is waited for in two selects of the pass.
func channelTwoSelects(a, b chan event) {
	for {
		timeout := time.After(time.Second) // want loopafter variable yes many churn
		select {
		case e := <-a:
			handle(e)
		case <-timeout:
			return
		}
		select {
		case e := <-b:
			handle(e)
		case <-timeout:
			return
		}
	}
}

// The variable has no loop around it.
func channelOnce(ch chan event) {
	timeout := time.After(time.Second) // want loopafter variable no - none
	select {
	case <-ch:
	case <-timeout:
	}
}

// A parameter takes the channel.
func channelParameter(ch chan event, timeout <-chan time.Time) {
	for {
		select {
		case <-ch:
			timeout = time.After(time.Second) // want loopafter variable yes many churn
		case <-timeout:
			return
		}
	}
}

// A named result: the caller gets the channel, and nobody may stop its timer.
func channelResult(ch chan event) (timeout <-chan time.Time) {
	for {
		timeout = time.After(time.Second) // want loopafter variable yes - churn
		select {
		case <-ch:
			return
		case <-timeout:
		}
	}
}
