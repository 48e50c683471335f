package timerlen

import "time"

// The length tells whether the timer has fired, before Go 1.23.
func lenTimer(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	work()
	return len(timer.C) > 0 // want timerlen len no - bug
}

// The capacity was one.
func capTimer(d time.Duration) int {
	return cap(time.NewTimer(d).C) // want timerlen cap no - none
}

// A ticker.
func lenTicker(ticker *time.Ticker) {
	for range 3 {
		if len(ticker.C) == 0 { // want timerlen len yes - bug
			work()
		}
	}
}

// A drain by length.
func lenDrain(timer *time.Timer, d time.Duration) {
	if !timer.Stop() && len(timer.C) > 0 { // want timerlen drain no - none
		<-timer.C
	}
	for len(timer.C) > 0 { // want timerlen drain yes - none
		<-timer.C
	}
	timer.Reset(d)
}

// A field, an embedded timer, an element, a pointer to a pointer.
type conn struct {
	idle *time.Timer
	*time.Ticker
	value time.Timer
}

func (c *conn) lenFields(all []*time.Timer, p **time.Timer) int {
	n := len(c.idle.C)     // want timerlen len no - bug
	n += len(c.C)          // want timerlen len no - bug
	n += len(c.value.C)    // want timerlen len no - bug
	n += len(all[0].C)     // want timerlen len no - bug
	n += cap((*p).C)       // want timerlen cap no - none
	n += len((c.idle.C))   // want timerlen len no - bug
	n += (len)(c.Ticker.C) // want timerlen len no - bug
	return n
}

// Two in one line.
func lenBoth(timer *time.Timer) bool {
	return len(timer.C) == cap(timer.C) // want timerlen len no - bug ; want timerlen cap no - none
}

// In the first part of a loop, once, and in the last part, each time.
func lenHeader(timer *time.Timer) {
	for n := len(timer.C); n < 10; n += 1 + len(timer.C) { // want timerlen len no - bug ; want timerlen len yes - bug
		work()
	}
}

// In a literal of each pass.
func lenClosure(timers []*time.Timer) {
	for _, timer := range timers {
		go func() {
			use(len(timer.C)) // want timerlen len closure - bug
		}()
	}
}

// In a switch and in a case.
func lenSwitch(timer *time.Timer) {
	switch len(timer.C) { // want timerlen len no - bug
	case cap(timer.C): // want timerlen cap no - none
		work()
	}
}

// A channel of our own.
type fake struct{ C chan time.Time }

func otherChannels(f fake, events chan time.Time, timers []*time.Timer) int {
	return len(f.C) + len(events) + cap(events) + len(timers) + cap(timers)
}

// A function called len.
func otherLen(timer *time.Timer) int {
	len := func(<-chan time.Time) int { return 1 }
	return len(timer.C)
}
