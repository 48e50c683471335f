package blockingdrain

import "time"

// After a select either clause may have been chosen.
func selectEither(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-events:
	case <-timer.C:
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// In the other clause nothing was received.
func selectOtherClause(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-events: // want-next blockingdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
	case <-timer.C:
	}
}

// In its own clause the value is gone.
func selectOwnClause(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-events:
	case <-timer.C: // want-next blockingdrain drain no - bug
		if !timer.Stop() {
			<-timer.C
		}
	}
}

// At the head of a loop whose timer clause comes back.
func loopHead(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for { // want-next blockingdrain drain yes - bug
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			work()
		}
	}
}

// At the head of a loop whose timer clause leaves.
func loopHeadTimeoutLeaves(events chan int, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for { // want-next blockingdrain drain yes - none
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
		select {
		case <-events:
			work()
		case <-timer.C:
			return errLate
		}
	}
}

// In the other clause, before the timer is armed again; its own clause arms it, too.
func loopClause(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events: // want-next blockingdrain drain yes - none
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-timer.C:
			work()
			timer.Reset(d)
		}
	}
}

// The timer's own clause forgets to arm it again.
func loopClauseForgets(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events: // want-next blockingdrain drain yes - bug
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-timer.C:
			work()
		}
	}
}

// A batch that is flushed when it is full, or late.
func loopBatch(events chan int, d time.Duration) {
	var batch []int
	timer := time.NewTimer(d)
	for {
		select {
		case n := <-events:
			batch = append(batch, n)
			if len(batch) < 100 {
				continue
			}
		case <-timer.C:
		}
		use(batch)
		batch = nil // want-next blockingdrain drain yes - bug
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
	}
}

// After the loop, which is left by either clause.
func loopAfter(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
loop:
	for {
		select {
		case _, ok := <-events:
			if !ok {
				break loop
			}
		case <-timer.C:
			break loop
		}
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// After the loop, which the timer's clause does not leave this way.
func loopAfterEvents(events chan int, d time.Duration) error {
	timer := time.NewTimer(d)
loop:
	for {
		select {
		case _, ok := <-events:
			if !ok {
				break loop
			}
		case <-timer.C:
			return errLate
		}
	} // want-next blockingdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	return nil
}

// A flag says that the value is gone, and the drain knows.
func flagged(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	read := false
	for {
		if !timer.Stop() && !read {
			<-timer.C
		}
		read = false
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			read = true
		}
	}
}

// The non-blocking drain that everybody prints is the business of another rule.
func nonBlocking(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events {
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		}
		timer.Reset(d)
	}
}

// A wait between the receive and the drain is no Reset.
func selectTwice(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-events:
		return
	case <-timer.C:
	}
	for range events {
		work()
	} // want-next blockingdrain drain no - bug
	if !timer.Stop() {
		<-timer.C
	}
}

// In a loop over events, with a Reset at the end of each pass.
func loopRange(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events { // want-next blockingdrain drain yes - none
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(d)
	}
}

// In a loop over events, without a Reset: the second pass hangs.
func loopRangeForgets(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events { // want-next blockingdrain drain yes - bug
		if !timer.Stop() {
			<-timer.C
		}
	}
}
