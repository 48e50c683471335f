package lostcancel

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

func short(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
}

// Both are dropped, or not.
func wrapShort(parent context.Context) error {
	ctx, _ := short(parent) // want lostcancel blank no - leak
	return call(ctx)
}

func wrapShortKept(parent context.Context) error {
	ctx, cancel := short(parent)
	defer cancel()
	return call(ctx)
}

func wrapShortNested(ctx context.Context) error {
	if done() {
		ctx, _ = short(ctx) // want lostcancel blank no - leak
	}
	return call(ctx)
}

func checked(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	if limit <= 0 {
		return nil, nil, errors.New("no time")
	}
	ctx, cancel := context.WithTimeout(parent, limit) // want lostcancel ok no - none
	return ctx, cancel, nil
}

// Behind the check for the error.
func wrapChecked(parent context.Context) error {
	ctx, cancel, err := checked(parent, time.Second) // want lostcancel path no - leak
	if err != nil {
		return err
	}
	if done() {
		return nil
	}
	err = call(ctx)
	cancel()
	return err
}

// No check.
func wrapUnchecked(parent context.Context) error {
	ctx, _, _ := checked(parent, time.Second) // want lostcancel blank no - leak
	return call(ctx)
}

// This one keeps the context.
func (s *server) kept(parent context.Context) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(parent) // want lostcancel ok no - none
	s.ctx = ctx
	return
}

func (s *server) wrapKept(parent context.Context) error {
	ctx, _ := s.kept(parent) // want lostcancel blank no - leak
	return call(ctx)
}

// Not a maker: the cancel function is somebody else's.
func (s *server) shared() (context.Context, context.CancelFunc) { return s.ctx, s.cancel }

func (s *server) wrapShared() error {
	ctx, _ := s.shared()
	return call(ctx)
}

// Signals, in a function that ends.
func signals(parent context.Context) error {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM) // want lostcancel path no - leak
	if done() {
		return nil
	}
	err := call(ctx)
	stop()
	return err
}

// A function to run, on one path no more.
func afterFunc(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {}) // want lostcancel path no - leak
	if done() {
		return nil
	}
	stop()
	return nil
}

// Subtests, parallel ones or not.
func helperSubtests(t *testing.T, parent context.Context) {
	ctx, _ := context.WithCancelCause(parent) // want lostcancel blank no - leak
	t.Run("one", func(t *testing.T) { _ = call(ctx) })
}

// The deferred call further down waits for what something else, deferred in between, needs.
func movesNot(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if done() {
		return nil
	}
	defer use(ctx)
	defer cancel()
	return call(ctx)
}

// What goto jumps over may not be a declaration.
func gotoOver(ctx context.Context) error {
	if done() {
		goto end
	}
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
end:
	return call(ctx)
}

// A copy of the cancel function.
func copied(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	stop := cancel
	if done() {
		return nil
	}
	stop()
	return call(ctx)
}
