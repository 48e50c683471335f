package lostcancel

import (
	"context"
	"time"
)

// A use that silences the compiler.
func discarded(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel discarded no - leak
	_ = cancel
	return call(ctx)
}

// With a cause.
func discardedCause(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent) // want lostcancel discarded no - leak
	_ = cancel
	return call(ctx)
}

// The background: nothing is held.
func discardedBackground() error {
	ctx, cancel := context.WithCancel(context.Background()) // want lostcancel discarded no - none
	_ = cancel
	return call(ctx)
}

// Silenced, and called as well.
func discardedAndCalled(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	_ = cancel
	defer cancel()
	return call(ctx)
}

// In a loop.
func discardedLoop(parent context.Context) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel discarded yes - leak
		_ = cancel
		_ = call(ctx)
	}
}
