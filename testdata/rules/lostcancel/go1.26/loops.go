package lostcancel

import (
	"context"
	"time"
)

// Deferred in a loop: everything is kept until the function returns.
func loopDefer(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		_ = call(ctx)
	}
}

// The timer of a deadline is kept even under the background.
func loopDeferBackgroundTimeout(names []string) {
	for range names {
		ctx, cancel := context.WithDeadline(context.Background(), time.Time{}) // want lostcancel deferloop yes - leak
		defer cancel()
		_ = call(ctx)
	}
}

// Under the background nothing is registered.
func loopDeferBackground(names []string) {
	for range names {
		ctx, cancel := context.WithCancel(context.Background()) // want lostcancel deferloop yes - none
		defer cancel()
		_ = call(ctx)
	}
}

// A parent that can be cancelled keeps its children.
func loopDeferCancel(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithCancel(parent) // want lostcancel deferloop yes - leak
		defer cancel()
		_ = call(ctx)
	}
}

// A cause does not change that.
func loopDeferCause(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithCancelCause(parent) // want lostcancel deferloop yes - leak
		defer cancel(nil)
		_ = call(ctx)
	}
}

// Deferred in a literal, which ends with each pass.
func loopDeferLiteral(parent context.Context, names []string) {
	for range names {
		func() {
			ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok closure - none
			defer cancel()
			_ = call(ctx)
		}()
	}
}

// Deferred in a goroutine of each pass.
func loopDeferGo(parent context.Context, names []string) {
	for range names {
		go func() {
			ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok closure - none
			defer cancel()
			_ = call(ctx)
		}()
	}
}

// Deferred in a loop that is left in its first pass.
func loopDeferOnce(parent context.Context) error {
	for {
		if !done() {
			continue
		}
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
		defer cancel()
		return call(ctx)
	}
}

// Deferred before the loop.
func loopDeferBefore(parent context.Context, names []string) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	defer cancel()
	for range names {
		_ = call(ctx)
	}
}

// Called on each pass.
func loopCalled(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok yes - none
		_ = call(ctx)
		cancel()
	}
}

// Never called on the pass that fails.
func loopBreak(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if call(ctx) != nil {
			break
		}
		cancel()
	}
}

// continue skips the call, and the loop ends some time.
func loopContinue(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if call(ctx) != nil {
			continue
		}
		cancel()
	}
}

// A return whose operand still needs the context.
func loopReturn(parent context.Context, names []string) error {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if done() {
			return call(ctx)
		}
		cancel()
	}
	return nil
}

// continue skips the call, and the loop never ends.
func loopEndlessContinue(parent context.Context) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if call(ctx) != nil {
			continue
		}
		cancel()
	}
}

// A goto makes the loop.
func loopGoto(parent context.Context) {
again:
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
	defer cancel()
	if call(ctx) != nil {
		goto again
	}
}
