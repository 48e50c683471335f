package stalereset

import "time"

// The clause has just received the value.
func freshOwnClause(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
		case <-timer.C:
			work()
			timer.Reset(d)
		}
	}
}

// The value is always received before.
func freshReceived(d time.Duration) {
	timer := time.NewTimer(d)
	for !done() {
		<-timer.C
		timer.Reset(d)
	}
}

// The other clause leaves, so the head of the loop is reached with the value received.
func freshLazy(quit chan struct{}, d time.Duration) {
	var timer *time.Timer
	for !done() {
		if timer == nil {
			timer = time.NewTimer(d)
		} else {
			timer.Reset(d)
		}
		select {
		case <-quit:
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// The timer was stopped in time.
func freshStopTrue(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			if timer.Stop() {
				timer.Reset(d)
			} else {
				timer = time.NewTimer(d)
			}
		case <-timer.C:
			return
		}
	}
}

// The same, the other way round.
func freshStopFalse(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events {
		if !timer.Stop() {
			timer = time.NewTimer(d)
		} else {
			timer.Reset(d)
		}
	}
	<-timer.C
}

// The exact drain waits for the value.
func freshDrained(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}

// The exact drain with a flag.
func freshFlagged(events chan int, d time.Duration) {
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

// A timer that starts out stopped and drained.
func freshParked(events chan int, d time.Duration) {
	timer := time.NewTimer(0)
	<-timer.C
	for range events {
		timer.Reset(d)
		<-timer.C
	}
}

type conn struct {
	idle *time.Timer
	d    time.Duration
}

// A field: nobody knows what came before.
func (c *conn) touch() { c.idle.Reset(c.d) }

// A parameter.
func freshParameter(timer *time.Timer, d time.Duration) {
	work()
	timer.Reset(d)
}

// The timer of AfterFunc has no channel.
func freshAfterFunc(events chan int, d time.Duration) {
	timer := time.AfterFunc(d, work)
	for range events {
		timer.Reset(d)
	}
}

// A ticker.
func freshTicker(events chan int, d time.Duration) {
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	for {
		select {
		case <-events:
			ticker.Reset(d)
		case <-ticker.C:
			return
		}
	}
}

// Another goroutine receives.
func freshGo(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	go func() {
		for range timer.C {
			work()
		}
	}()
	for range events {
		timer.Reset(d)
	}
}

// The timer may be anybody's.
func freshOrigin(d time.Duration, give func() *time.Timer) {
	timer := give()
	work()
	timer.Reset(d)
	<-timer.C
}

// Another type with the same names.
type fake struct{ C chan int }

func (*fake) Reset(time.Duration) bool { return false }

func freshFake(events chan int, d time.Duration) {
	timer := &fake{}
	for range events {
		timer.Reset(d)
		<-timer.C
	}
}

// The new timer takes the variable just before.
func freshReplaced(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			timer.Stop()
			timer = time.NewTimer(d)
		case <-timer.C:
			timer.Reset(d)
		}
	}
}

// The channel has another name.
func freshOtherName(quit chan struct{}, d time.Duration) {
	timer := time.NewTimer(d)
	fired := timer.C
	for {
		select {
		case <-fired:
			timer.Reset(d)
		case <-quit:
			return
		}
	}
}

// Walking over a slice takes no time.
func freshSlice(events []int, d time.Duration) {
	timer := time.NewTimer(d)
	for range events {
		timer.Stop()
		timer.Reset(d)
	}
}

// The other clause never comes back: nobody closes the channel of a ticker.
func freshEndless(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-events:
			for range time.Tick(d) {
				work()
			}
		case <-timer.C:
		}
		timer.Reset(d)
	}
}
