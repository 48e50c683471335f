package loopafter

import "time"

// A plain wait: a sleep that allocates.
func receiveStatement() {
	for ready() {
		tidy()
		<-time.After(time.Second) // want loopafter receive yes one churn
	}
}

// Parentheses around everything.
func receiveParens() {
	for ready() {
		(<-time.After(time.Second))   // want loopafter receive yes one churn
		<-(time.After(time.Second))   // want loopafter receive yes one churn
		<-((time.After)(time.Second)) // want loopafter receive yes one churn
		_ = (<-(time.After(next())))  // want loopafter receive yes one churn
	}
}

// The time that is received is used.
func receiveAssigned(w *worker) {
	for ready() {
		now := <-time.After(time.Second)     // want loopafter receive yes one churn
		w.last = <-time.After(time.Second)   // want loopafter receive yes one churn
		_, ok := <-time.After(time.Second)   // want loopafter receive yes one churn
		var at = <-time.After(time.Second)   // want loopafter receive yes one churn
		use(<-time.After(time.Second))       // want loopafter receive yes one churn
		use(now, ok, at, []any{time.Now()})  // no wait here
		use((<-time.After(next())).String()) // want loopafter receive yes one churn
	}
}

// In the condition of an if, in its first part, and in a switch.
func receiveConditions(limit time.Time) {
	for ready() {
		if (<-time.After(time.Second)).After(limit) { // want loopafter receive yes one churn
			tidy()
		}
		if now := <-time.After(time.Second); now.IsZero() { // want loopafter receive yes one churn
			tidy()
		}
		switch now := <-time.After(time.Second); { // want loopafter receive yes one churn
		case now.Before(limit):
			tidy()
		}
		switch (<-time.After(time.Second)).Weekday() { // want loopafter receive yes one churn
		case time.Monday:
			tidy()
		}
	}
}

// Two waits in one statement.
func receiveTwice() {
	for ready() {
		use(<-time.After(time.Second), <-time.After(time.Minute)) // want loopafter receive yes one churn ; want loopafter receive yes one churn
	}
}

// The value that a select would send is waited for first.
func receiveAsValue(out chan<- time.Time, quit chan struct{}) {
	for {
		select {
		case out <- <-time.After(time.Second): // want loopafter receive yes one churn
		case <-quit:
			return
		}
	}
}

// A send outside a select.
func receiveSent(out chan<- time.Time) {
	for {
		out <- <-time.After(time.Second) // want loopafter receive yes one churn
	}
}

// A wait before what the loop ranges over, once.
func receiveRanged(names map[time.Weekday][]string) {
	for _, name := range names[(<-time.After(time.Second)).Weekday()] { // want loopafter receive no - none
		use(name)
	}
}

// Outside a loop.
func receiveOutside() {
	<-time.After(time.Second) // want loopafter receive no - none
	for ready() {
		tidy()
	}
	<-time.After(time.Second) // want loopafter receive no - none
}

// A wait that is returned.
func receiveReturned() time.Time {
	return <-time.After(time.Second) // want loopafter receive no - none
}

// A wait in a return statement in a loop happens once.
func receiveReturnedInLoop() time.Time {
	for {
		if ready() {
			return <-time.After(time.Second) // want loopafter receive no - none
		}
	}
}

// In a goto loop.
func receiveGoto() {
retry:
	if err := try(); err != nil {
		<-time.After(time.Second) // want loopafter receive yes one churn
		goto retry
	}
}

// In a clause of another select.
func receiveInClause(ch chan event) {
	for {
		select {
		case <-ch:
			<-time.After(time.Second) // want loopafter receive yes one churn
		default:
			<-time.After(time.Millisecond) // want loopafter receive yes one churn
		}
	}
}

// In the loop's last part.
func headerPost() {
	for i := 0; i < 10; <-time.After(time.Second) { // want loopafter header yes one churn
		i++
	}
}

// In the loop's last part, which is never reached.
func headerPostUnreached() {
	for ; ; <-time.After(time.Second) { // want loopafter header no - none
		if ready() {
			return
		}
		break
	}
}

// In the loop's last part, reached by continue alone.
func headerPostContinue() {
	for ; ; <-time.After(time.Second) { // want loopafter header yes one churn
		if ready() {
			continue
		}
		return
	}
}

// In the loop's condition.
func headerCondition(limit time.Time) {
	for (<-time.After(time.Second)).Before(limit) { // want loopafter header yes one churn
		tidy()
	}
}

// In one half of the loop's condition.
func headerConditionHalf(limit time.Time) {
	for ready() && limit.After(<-time.After(time.Second)) { // want loopafter header yes one churn
		tidy()
	}
}

// In the loop's first part, once.
func headerInit(limit time.Time) {
	for now := <-time.After(time.Second); now.Before(limit); now = now.Add(time.Second) { // want loopafter header no - none
		tidy()
	}
}

// In the first part of an inner loop, once for each pass of the outer one.
func headerInitInner(limit time.Time) {
	for ready() {
		for now := <-time.After(time.Second); now.Before(limit); now = now.Add(time.Second) { // want loopafter header yes one churn
			tidy()
		}
	}
}

// The second receive from the channel blocks for ever.
func rangeBody() {
	for range time.After(time.Second) { // want loopafter range no - bug
		tidy()
	}
}

// With the time that is received.
func rangeValue() {
	for now := range time.After(time.Second) { // want loopafter range no - bug
		use(now)
	}
}

// The body always leaves, so there is no second receive.
func rangeLeaves() {
	for range time.After(time.Second) { // want loopafter range no - none
		tidy()
		break
	}
}

// The body returns, from both branches.
func rangeReturns() error {
	for range time.After(time.Second) { // want loopafter range no - none
		if ready() {
			return nil
		} else {
			return errTimeout
		}
	}
	return errClosed
}

// The body may leave, and may not.
func rangeMayLeave() {
	for range time.After(time.Second) { // want loopafter range no - bug
		if ready() {
			break
		}
	}
}

// continue goes to the second receive.
func rangeContinues() {
	for range time.After(time.Second) { // want loopafter range no - bug
		if ready() {
			continue
		}
		return
	}
}

// The body does not come back from a call.
func rangePanics() {
	for range time.After(time.Second) { // want loopafter range no - none
		panic("late")
	}
}

// In an outer loop, whose passes never end.
func rangeNested() {
	for ready() {
		for range time.After(time.Second) { // want loopafter range yes - bug
			if ready() {
				break
			}
		}
	}
}

// In an outer loop, as an odd way to sleep.
func rangeSleeps() {
	for ready() {
		for range time.After(time.Second) { // want loopafter range yes - none
			break
		}
	}
}

// The inner body goes on with the outer loop.
func rangeContinuesOuter() {
outer:
	for ready() {
		for range time.After(time.Second) { // want loopafter range yes - none
			continue outer
		}
	}
}

// The inner body waits in its own loop; only the wait is repeated.
func rangeWithWait(ch chan event) {
	for range time.After(time.Second) { // want loopafter range no - bug
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}
