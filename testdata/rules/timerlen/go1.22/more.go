package timerlen

import (
	"time"
	clock "time"
)

// By way of local variables, however they are declared.
func lenVariables(d time.Duration, timer *time.Timer) {
	after := time.After(d)
	use(len(after)) // want timerlen len no - none
	var tick = time.Tick(d)
	use(len(tick)) // want timerlen len no - none
	var c, n <-chan time.Time = timer.C, nil
	use(len(c), len(n)) // want timerlen len no - none
	var later <-chan time.Time
	if done() {
		later = timer.C
	}
	use(len(later)) // want timerlen len no - none
	same := later
	use(len(same), cap(same)) // want timerlen len no - none ; want timerlen cap no - none
	func() {
		use(len(after)) // want timerlen len no - none
	}()
}

// What a variable holds is not always known.
func lenUnknown(given <-chan time.Time, all []chan time.Time, timer *time.Timer, pair func() (<-chan time.Time, error)) {
	use(len(given))
	c := timer.C
	if done() {
		c = given
	}
	use(len(c))
	for _, c := range all {
		use(len(c))
	}
	two, err := pair()
	use(len(two), err)
	var other <-chan time.Time
	set(&other)
	use(len(other))
	a, b := c, c
	a, b = b, a
	use(len(a), len(b))
}

func set(c *<-chan time.Time) { *c = make(chan time.Time, 1) }

func lenGeneric[C ~chan time.Time, T any](c C, all []T) int { return len(c) + cap(c) + len(all) }

type alias = time.Timer

// Other names of the package and of the type.
func lenAlias(timer *alias, d clock.Duration) {
	use(len(timer.C), len(clock.After(d)), len(clock.NewTicker(d).C)) // want timerlen len no - none ; want timerlen len no - none ; want timerlen len no - none
}

// Fields of this package that are only ever set to the channel of a timer.
type poll struct {
	ticks  <-chan time.Time
	mixed  <-chan time.Time
	passed <-chan time.Time
	Public <-chan time.Time
}

func newPoll(ticker *time.Ticker, given <-chan time.Time) *poll {
	return &poll{ticks: ticker.C, mixed: given, Public: ticker.C}
}

func (p *poll) reset(timer *time.Timer) {
	p.ticks = nil
	p.mixed = timer.C
	p.passed = timer.C
	set(&p.passed)
}

func (p *poll) waiting() bool {
	return len(p.ticks) > len(p.mixed)+len(p.passed)+len(p.Public) // want timerlen len no - none
}

func (p *poll) next(timer *time.Timer) {
	use(len(p.mixed), len(p.passed), len(p.Public))
	if len(p.ticks) == 0 { // want timerlen len no - none
		<-timer.C
	}
}

// Drains beside a Stop or Reset need not run where it discards the value.
func drainStopped(timer *time.Timer, ticker *time.Ticker, d time.Duration) {
	timer.Stop()
	for len(timer.C) > 0 { // want timerlen drain yes - none
		<-timer.C
	}
	if stopped := timer.Stop(); !stopped {
		for 0 < len(timer.C) { // want timerlen drain yes - none
			_ = <-timer.C
		}
	}
	if len(timer.C) != 0 { // want timerlen drain no - none
		<-timer.C
	}
	timer.Reset(d)
	ticker.Reset(d)
	for range len(ticker.C) { // want timerlen drain no - none
		<-ticker.C
	}
	for {
		if len(ticker.C) > 0 { // want timerlen drain yes - none
			<-ticker.C
		} else {
			break
		}
	}
}

// Without one the value stays.
func drainTicks(ticker *time.Ticker, tick <-chan time.Time) {
	defer ticker.Stop()
	for range ticker.C {
		for len(ticker.C) > 0 { // want timerlen drain yes - none
			<-ticker.C
		}
		for {
			if len(ticker.C) > 0 { // want timerlen drain yes - none
				_ = <-ticker.C
			} else {
				break
			}
		}
		work()
	}
	ticks := ticker.C
	for len(ticks) > 0 { // want timerlen drain yes - none
		<-ticks
	}
}

// More than a drain.
func drainAndWork(timer *time.Timer, other *time.Timer) {
	timer.Stop()
	for len(timer.C) > 0 { // want timerlen len yes - none
		<-timer.C
		work()
	}
	if len(timer.C) > 0 { // want timerlen len no - none
		<-other.C
	}
	if len(timer.C) > 0 { // want timerlen len no - none
		<-timer.C
	} else {
		work()
	}
	if len(timer.C) > 0 { // want timerlen len no - none
		use(<-timer.C)
	}
}

// Which timers has this program?
func probe(timer *time.Timer) bool {
	if !timer.Stop() && cap(timer.C) != 0 { // want timerlen cap no - none
		<-timer.C
	}
	return cap(time.After(0)) == 1 // want timerlen cap no - none
}
