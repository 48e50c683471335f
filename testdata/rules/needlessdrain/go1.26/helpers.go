package needlessdrain

import "time"

// Sets a timer anew.
func resetTimer(t *time.Timer, d time.Duration) { // want needlessdrain helper no - none
	if !t.Stop() { // want needlessdrain drain no - none
		select {
		case <-t.C:
		default:
		}
	}
	t.Reset(d)
}

// Stops a timer for good.
func stopTimer(t *time.Timer) { // want needlessdrain helper no - none
	t.Stop() // want needlessdrain drain no - none
	select {
	case <-t.C:
	default:
	}
}

// The parameters the other way round; nobody uses it.
func rearmTimer(_d time.Duration, t *time.Timer) { // want needlessdrain helper no - none
	t.Stop() // want needlessdrain stop no - none
	t.Reset(_d)
}

func callHelpers(c *conn, events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer stopTimer(timer) // want needlessdrain call no - none
	for range events {
		resetTimer(timer, d)             // want needlessdrain call yes - none
		resetTimer(timer, next())        // want needlessdrain call yes - none
		resetTimer((timer), 2*d+c.d)     // want needlessdrain call yes - none
		resetTimer(c.idle, time.Second)  // want needlessdrain call yes - none
		(resetTimer)(timer, time.Minute) // want needlessdrain call yes - none
	}
}

// Calls that stay.
func keepCalls(c *conn, give func() *time.Timer, timers []*time.Timer, d time.Duration) {
	resetTimer(give(), d)      // want needlessdrain call no - none
	resetTimer(timers[0], d)   // want needlessdrain call no - none
	resetTimer(c.idle, next()) // want needlessdrain call no - none
	var value time.Timer
	resetTimer(&value, d)            // want needlessdrain call no - none
	resetTimer(c.idle /* ours */, d) // want needlessdrain call no - none
	go resetTimer(c.idle, d)         // want needlessdrain call no - none
	later := time.AfterFunc(d, work)
	resetTimer(later, d) // want needlessdrain call no - none
	defer resetTimer(    // want needlessdrain call no - none
		c.idle,
		d)
}

func next() time.Duration { return time.Duration(time.Now().Nanosecond()) }

// The same in a file that says nothing else of timers is below, in calls.go.

// Not a helper: it has a result.
func resultTimer(t *time.Timer, d time.Duration) bool { // want-next needlessdrain drain no - none
	if !t.Stop() {
		<-t.C
	}
	return t.Reset(d)
}

// Not a helper: it does something else, too.
func moreTimer(t *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !t.Stop() {
		<-t.C
	}
	t.Reset(d)
	work()
}

// Not a helper: the duration is changed.
func changedTimer(t *time.Timer, d time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(2 * d)
}

// Not a helper: others may call it.
func ResetTimer(t *time.Timer, d time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(d)
}

// Not a helper: a parameter that it does not use.
func unusedTimer(t *time.Timer, d, _ time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(d)
}

// Not a helper by its name.
func again(t *time.Timer, d time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(d)
}

// Not a helper: there is nothing needless in it.
func plainTimer(t *time.Timer, d time.Duration) { t.Reset(d) }

// Not a helper: a method.
func (c *conn) resetTimer(t *time.Timer, d time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(d)
}

// Not a helper: it is generic.
func anyTimer[D ~int64](t *time.Timer, d time.Duration) { // want-next needlessdrain stop no - none
	t.Stop()
	t.Reset(d)
}

func callOthers(c *conn, d time.Duration) {
	use(resultTimer(c.idle, d))
	moreTimer(c.idle, d)
	changedTimer(c.idle, d)
	ResetTimer(c.idle, d)
	unusedTimer(c.idle, d, d)
	again(c.idle, d)
	plainTimer(c.idle, d)
	c.resetTimer(c.idle, d)
	anyTimer[int64](c.idle, d)
}
