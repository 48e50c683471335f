package needlessdrain

import "time"

// The exact drain before a Reset.
func drainBlocking(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-events: // want-next needlessdrain drain yes - none
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}

// The drain that looks once, before a Reset.
func drainNonBlocking(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for { // want-next needlessdrain drain yes - none
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		}
		timer.Reset(d)
		select {
		case <-events:
		case <-timer.C:
			work()
		}
	}
}

// The drain that looks once, whatever Stop has said.
func drainAlways(d time.Duration) {
	timer := time.NewTimer(d)
	work() // want-next needlessdrain drain no - none
	timer.Stop()
	select {
	case <-timer.C:
	default:
	}
	timer.Reset(d)
	<-timer.C
}

// The default clause comes first.
func drainDefaultFirst(d time.Duration) {
	timer := time.NewTimer(d)
	work() // want-next needlessdrain drain no - none
	if !timer.Stop() {
		select {
		default:
		case <-timer.C:
		}
	}
	timer.Reset(d)
	<-timer.C
}

// A drain that hangs, for the value was received before.
func drainHangs(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	<-timer.C
}

// The last thing that happens to the timer.
func drainFinal(d time.Duration) {
	timer := time.NewTimer(d)
	work() // want-next needlessdrain drain no - none
	if !timer.Stop() {
		<-timer.C
	}
}

// The last thing on one path.
func drainFinalPath(quit chan int, d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-quit: // want-next needlessdrain drain no - none
		if !timer.Stop() {
			<-timer.C
		}
		return
	case <-timer.C:
	}
	work()
}

// Deferred.
func drainDeferred(quit chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer func() { // want-next needlessdrain drain no - none
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		}
	}()
	select {
	case <-quit:
	case <-timer.C:
	}
}

type conn struct {
	idle *time.Timer
	d    time.Duration
}

// A field.
func (c *conn) touch() { // want-next needlessdrain drain no - none
	if !c.idle.Stop() {
		<-c.idle.C
	}
	c.idle.Reset(c.d)
}

// The last thing that happens to a field's timer in this method.
func (c *conn) Close() { // want-next needlessdrain drain no - none
	if !c.idle.Stop() {
		<-c.idle.C
	}
}

// Parentheses.
func drainParens(timer *time.Timer, d time.Duration) { // want-next needlessdrain drain no - none
	if !(timer.Stop()) {
		<-(timer.C)
	}
	(timer).Reset(d)
}

// In a goroutine of each pass.
func drainGo(n int, d time.Duration) {
	for range n {
		go func() {
			timer := time.NewTimer(d)
			work() // want-next needlessdrain drain closure - none
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
			<-timer.C
		}()
	}
}

// The value of the drain is used.
func keptValue(d time.Duration) (at time.Time) {
	timer := time.NewTimer(d)
	work()
	if !timer.Stop() {
		at = <-timer.C
	}
	timer.Reset(d)
	<-timer.C
	return at
}

// The drain has something else to say.
func keptElse(d time.Duration) {
	timer := time.NewTimer(d)
	work()
	if !timer.Stop() {
		<-timer.C
		use("late")
	}
	timer.Reset(d)
	<-timer.C
}

// The select waits for something else, too.
func keptSelect(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	if !timer.Stop() {
		select {
		case <-timer.C:
		case <-events:
		}
	}
	timer.Reset(d)
	<-timer.C
}

// A look into the channel without a Stop: the timer goes on.
func keptLook(d time.Duration) {
	timer := time.NewTimer(d)
	select {
	case <-timer.C:
		return
	default:
	}
	<-timer.C
}

// Two timers.
func keptOther(a, b *time.Timer, d time.Duration) {
	if !a.Stop() {
		<-b.C
	}
	b.Reset(d)
}

// The wrong way round: it hangs, and what was meant is not known.
func keptInverted(timer *time.Timer, d time.Duration) {
	if timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

type fake struct{ C chan int }

func (*fake) Stop() bool { return false }

func (*fake) Reset(time.Duration) bool { return false }

// Another type with the same names.
func keptFake(timer *fake, d time.Duration) {
	if !timer.Stop() {
		<-timer.C
	}
	timer.Stop()
	timer.Reset(d)
}
