package clock

import (
	"errors"
	"time"
)

// A Ticker is a time.Ticker.
type Ticker struct {
	C <-chan Time

	real   *time.Ticker
	c      chan Time
	waits  *time.Timer // until the model's ticker ticks
	next   Time
	period Duration
	set    int // how often it was set
	lost   int // ticks in a row that nobody received
	active bool
}

// parked is the number of lost ticks in a row after which a ticker is taken to have been forgotten: while it ticks, virtual time costs real
// time. No program stays away from a ticker for so long and then comes back.
const parked = 400

// Tick is time.Tick.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// NewTicker is time.NewTicker.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic(errors.New("non-positive interval for NewTicker"))
	}
	mu.Lock()
	defer mu.Unlock()
	arm(d)
	t := &Ticker{}
	tickers = append(tickers, t)
	if !mode.Model {
		t.real = time.NewTicker(d)
		t.C = t.real.C
		return t
	}
	t.c = make(chan Time, 1)
	t.C = t.c
	t.start(d)
	return t
}

// Stop is that of time.Ticker.
func (t *Ticker) Stop() {
	if t.real != nil {
		t.real.Stop()
		return
	}
	mu.Lock()
	defer mu.Unlock()
	t.halt()
}

// Reset is that of time.Ticker.
func (t *Ticker) Reset(d Duration) {
	mu.Lock()
	defer mu.Unlock()
	arm(d)
	if t.real != nil {
		t.real.Reset(d)
		return
	}
	t.halt()
	t.start(d)
}

func (t *Ticker) halt() {
	if t.active {
		t.active = false
		count.Live--
		t.waits.Stop()
	}
	if mode.Sync {
		select {
		case <-t.c:
		default:
		}
	}
}

func (t *Ticker) start(d Duration) {
	t.active = true
	t.set++
	t.period = d
	t.next = time.Now().Add(d)
	live()
	t.wait(t.set, mode.Lag)
}

func (t *Ticker) wait(set int, lag Duration) {
	t.waits = time.AfterFunc(time.Until(t.next), func() {
		mu.Lock()
		ticks := t.active && t.set == set
		if len(t.c) > 0 {
			t.lost++
		} else {
			t.lost = 0
		}
		if ticks && t.lost < parked {
			t.next = t.next.Add(t.period)
			t.wait(set, lag)
		}
		if ticks && lag == 0 {
			send(t.c)
		}
		mu.Unlock()
		if ticks && lag > 0 {
			time.Sleep(lag)
			send(t.c)
		}
	})
}
