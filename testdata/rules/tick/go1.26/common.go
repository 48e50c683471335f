// Package tick holds uses of time.Tick, and things that only look like it.
package tick

import "time"

const (
	off     = 0
	backing = -time.Second
)

type poller struct {
	ticks <-chan time.Time
	every time.Duration
	quit  chan struct{}
}

func work() {}

func done() bool { return true }

func use(...any) {}
