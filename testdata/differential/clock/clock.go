// Package clock stands in for package time in generated programs. It hands their timers on to package time, or to a model of
// timers whose every detail can be chosen and counted.
package clock

import (
	"fmt"
	"sync"
	"time"
)

type (
	Duration = time.Duration
	Time     = time.Time
)

const (
	Nanosecond  = time.Nanosecond
	Microsecond = time.Microsecond
	Millisecond = time.Millisecond
)

// A Mode is a kind of timers.
type Mode struct {
	Model bool     // model them, instead of those of package time
	Sync  bool     // of a model: as since Go 1.23, where Stop and Reset discard a value that was not received
	Lag   Duration // of a model: from the moment a timer counts as expired until its value is sent
}

// The runtime marks a timer as expired, unlocks it, and only then sends its value: before Go 1.23, and with asynctimerchan=1
// after it, Stop returns false in between although the channel is empty (runtime/time.go, runOneTimer and unlockAndRun).

// A Count is what a model knows of the timers of a run.
type Count struct {
	Live int      // timers armed now, and not yet expired, and tickers that tick
	Peak int      // armed at the same time, at most
	Arms []string // when each was armed, since the start, and for how long
}

var (
	mu    sync.Mutex
	mode  Mode
	start Time
	count Count

	tickers []*Ticker // of the run
)

// Begin chooses the timers of the run that starts now.
func Begin(m Mode) {
	mu.Lock()
	defer mu.Unlock()
	mode, start, count, tickers = m, time.Now(), Count{}, nil
}

// End stops the tickers that nobody has stopped: while they tick, virtual time costs real time.
func End() {
	mu.Lock()
	list := tickers
	mu.Unlock()
	for _, t := range list {
		t.Stop()
	}
}

// Counted returns what the model has counted since Begin.
func Counted() Count {
	mu.Lock()
	defer mu.Unlock()
	return count
}

// A Timer is a time.Timer.
type Timer struct {
	C <-chan Time

	real   *time.Timer
	c      chan Time
	waits  *time.Timer // until the model's timer expires
	set    int         // how often it was set
	active bool
}

// Sleep is time.Sleep.
func Sleep(d Duration) { time.Sleep(d) }

// After is time.After.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// NewTimer is time.NewTimer.
func NewTimer(d Duration) *Timer {
	mu.Lock()
	defer mu.Unlock()
	arm(d)
	if !mode.Model {
		r := time.NewTimer(d)
		return &Timer{C: r.C, real: r}
	}
	t := &Timer{c: make(chan Time, 1)}
	t.C = t.c
	t.expireIn(d)
	return t
}

// Stop is that of time.Timer.
func (t *Timer) Stop() bool {
	if t.real != nil {
		return t.real.Stop()
	}
	mu.Lock()
	defer mu.Unlock()
	return t.halt()
}

// Reset is that of time.Timer.
func (t *Timer) Reset(d Duration) bool {
	mu.Lock()
	defer mu.Unlock()
	arm(d)
	if t.real != nil {
		return t.real.Reset(d)
	}
	was := t.halt()
	t.expireIn(d)
	return was
}

func arm(d Duration) {
	count.Arms = append(count.Arms, fmt.Sprint(int64(time.Since(start)), " for ", int64(d)))
}

func (t *Timer) halt() bool {
	was := t.active
	if was {
		t.active = false
		count.Live--
		t.waits.Stop()
	}
	if mode.Sync {
		select {
		case <-t.c:
			return true
		default:
		}
	}
	return was
}

func (t *Timer) expireIn(d Duration) {
	t.active = true
	live()
	t.set++
	set, lag := t.set, mode.Lag
	t.waits = time.AfterFunc(d, func() {
		mu.Lock()
		expired := t.active && t.set == set
		if expired {
			t.active = false
			count.Live--
		}
		if expired && lag == 0 {
			send(t.c)
		}
		mu.Unlock()
		if expired && lag > 0 {
			time.Sleep(lag)
			send(t.c)
		}
	})
}

// live notes that one more is armed.
func live() {
	count.Live++
	if count.Live > count.Peak {
		count.Peak = count.Live
	}
}

func send(c chan Time) {
	select {
	case c <- time.Now():
	default:
	}
}
