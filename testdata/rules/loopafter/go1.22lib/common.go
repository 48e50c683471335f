// Package loopafter holds waits with time.After: in loops, outside loops, and things that
// only look like either.
package loopafter

import (
	"errors"
	"time"
)

var (
	errClosed  = errors.New("closed")
	errTimeout = errors.New("timeout")
)

type event struct {
	name string
	at   time.Time
}

type config struct {
	timeout time.Duration
	retries int
}

type worker struct {
	events chan event
	quit   chan struct{}
	idle   time.Duration
	cfg    *config
	done   bool
	expiry <-chan time.Time
	last   time.Time
}

func handle(event) {}

func tidy() {}

func ready() bool { return true }

func try() error { return nil }

func next() time.Duration { return time.Second }

func use(...any) {}
