package stalereset

import (
	"math"
	clock "time"
)

// An import with another name.
func oddAlias(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-events:
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}

// The name of the import means something else.
func oddShadowed(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	for clock := range events {
		timer.Reset(d)
		use(clock)
	}
}

// Two timers in one function.
func oddTwo(events chan int, d clock.Duration) {
	a := clock.NewTimer(d)
	defer a.Stop()
	b := clock.NewTimer(2 * d)
	defer b.Stop()
	for {
		select {
		case <-events:
			a.Reset(d)
			b.Reset(2 * d)
		case <-a.C:
			work()
		case <-b.C:
			return
		}
	}
}

// Two Resets of one timer.
func oddTwice(a, b chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-a:
			timer.Reset(d)
		case <-b:
			work()
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			timer.Reset(2 * d)
		case <-timer.C:
			return
		}
	}
}

// The duration is a call, with a comment.
func oddDuration(events chan int, next func(int) clock.Duration) {
	timer := clock.NewTimer(next(0))
	for n := range events {
		timer.Reset(next(
			n, // the event
		)) // once more
	}
	<-timer.C
}

// The duration depends on the timer.
func oddDurationTimer(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	for range events {
		timer.Reset(d * clock.Duration(1+len(timer.C)))
	}
	<-timer.C
}

// The duration has a function in it.
func oddDurationLiteral(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	for range events {
		timer.Reset(func() clock.Duration { return d }())
	}
	<-timer.C
}

// A comment in the call.
func oddComment(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	for range events {
		timer.Reset( /* anew */ d)
	}
	<-timer.C
}

// Comments around the drain.
func oddComments(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	for {
		select {
		case <-events:
			// an event: stop the timer
			if !timer.Stop() { // it may have fired
				select {
				case <-timer.C: // gone
				default:
				}
			}
			// and start over

			timer.Reset(d) // for the whole time
			// until the next one
		case <-timer.C:
			return
		}
	}
}

// A label.
func oddLabel(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
set:
	timer.Reset(d)
	<-events
	if done() {
		goto set
	}
	<-timer.C
}

// In the header of a statement.
func oddHeader(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)

	for ; !done(); timer.Reset(d) {
		<-events
	}
	<-events
	if timer.Reset(d); done() {
		<-timer.C
	}
}

// Deferred, or elsewhere.
func oddGo(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
	go timer.Reset(d)
	<-timer.C
}

// A deferred Reset is bound to the timer.
func oddDeferReset(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Reset(0)
	for range events {
		timer.Reset(d)
	}
	<-timer.C
}

// A deferred literal looks when it runs.
func oddDeferLiteral(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer func() {
		if timer.Stop() {
			work()
		}
	}()
	for range events {
		timer.Reset(d)
	}
	<-timer.C
}

// The timer is made again and again, and each has its own deferred Stop.
func oddDeferLoop(events chan int, d clock.Duration) {
	var timer *clock.Timer
	for range events {
		timer = clock.NewTimer(d)
		defer timer.Stop()
		<-events
		timer.Reset(d)
		<-timer.C
	}
}

// So is this one, with a variable of its own.
func oddDeferLoopOwn(events chan int, d clock.Duration) {
	for range events {
		timer := clock.NewTimer(d)
		defer timer.Stop()
		<-events
		timer.Reset(d)
		<-timer.C
	}
}

// Two timers take the variable.
func oddDeferTwo(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop()
	<-events
	timer.Reset(d)
	<-timer.C
	timer = clock.NewTimer(d)
	<-timer.C
}

// A comment in the deferred Stop.
func oddDeferComment(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop( /* no more */ )
	<-events
	timer.Reset(d)
	<-timer.C
}

// Comments around the deferred Stop.
func oddDeferComments(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	// at the end
	defer timer.Stop() // no more
	<-events
	timer.Reset(d)
	<-timer.C
}

// Made in one of two branches; nil in the other.
func oddMaybe(events chan int, d clock.Duration) {
	var timer *clock.Timer
	if d > 0 {
		timer = clock.NewTimer(d)
		defer timer.Stop()
	}
	<-events
	timer.Reset(d)
	<-timer.C
}

// Handed in by somebody on one way.
func oddOrigin(events chan int, give func() *clock.Timer, d clock.Duration) {
	timer := clock.NewTimer(d)
	if done() {
		timer = give()
	}
	<-events
	timer.Reset(d)
	<-timer.C
}

// A range over the channel.
func oddRange(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
	timer.Reset(d)
	for range timer.C {
		timer.Reset(d)
	}
}

// A parameter, with a wait before.
func oddParameter(events chan int, timer *clock.Timer, d clock.Duration) {
	timer.Reset(d)
	<-events
	timer.Reset(d)
	<-timer.C
}

// A named result is handed out.
func oddNamed(events chan int, d clock.Duration) (timer *clock.Timer) {
	timer = clock.NewTimer(d)
	<-events
	timer.Reset(d)
	return timer
}

// A field, with a wait before.
func (c *conn) oddField(events chan int) {
	c.idle.Reset(c.d)
	<-events
	c.idle.Reset(c.d)
	<-c.idle.C
}

// A variable of the package.
var shared = clock.NewTimer(clock.Hour)

func oddPackage(events chan int, d clock.Duration) {
	shared.Reset(d)
	<-events
	shared.Reset(d)
	<-shared.C
}

// The statement in front uses the Stop.
func oddStopUsed(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
	stopped := timer.Stop()
	timer.Reset(d)
	use(stopped)
	<-timer.C
}

// The drain counts.
func oddStopCounts(events chan int, d clock.Duration) (n int) {
	timer := clock.NewTimer(d)
	<-events
	if !timer.Stop() {
		select {
		case <-timer.C:
			n++
		default:
		}
	}
	timer.Reset(d)
	<-timer.C
	return n
}

// Stopped and drained more than once.
func oddStopTwice(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
	timer.Stop()
	timer.Stop()
	select {
	case <-timer.C:
	default:
	}
	timer.Reset(d)
	<-timer.C
}

// Stopped some time before, and drained.
func oddStopWork(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-events:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			work()
			timer.Reset(d) // anew
		case <-timer.C:
			return
		}
	}
}

// A counter decides whether the timer runs, and the drain knows.
func oddCounter(starts, ends chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer timer.Stop()
	active := 0
	for {
		select {
		case <-starts:
			if active == 0 && !timer.Stop() {
				<-timer.C
			}
			active++
		case <-ends:
			if active--; active == 0 {
				timer.Reset(d)
			}
		case <-timer.C:
			return
		}
	}
}

// Parentheses.
func oddParens(events chan int, d clock.Duration) {
	timer := (clock.NewTimer)(d)
	defer (timer).Stop()
	for range events {
		((timer).Reset((d)))
	}
	<-timer.C
}

// On one line.
func oddLine(events chan int) { t := clock.NewTimer(math.MaxInt64); <-events; t.Reset(1); <-t.C }

// Another goroutine's timer, in a literal of its own.
func oddLiteral(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	defer func() {
		<-events
		timer.Reset(d)
		<-timer.C
	}()
}

//go:noinline
func oddPragma(events chan int, d clock.Duration) {
	timer := clock.NewTimer(d)
	<-events
	timer.Reset(d)
	<-timer.C
}
