package lostcancel

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"
)

// Called at the end, but not on the early return.
func pathEarlyReturn(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if err := call(ctx); err != nil {
		return fmt.Errorf("call: %w", err)
	}
	cancel()
	return nil
}

// Deferred at once.
func pathDeferred(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	defer cancel()
	return call(ctx)
}

// Deferred after an early return.
func pathDeferredLate(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if err := call(ctx); err != nil {
		return err
	}
	defer cancel()
	return call(ctx)
}

// Deferred in one case.
func pathDeferredSometimes(parent context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(parent, limit) // want lostcancel path no - leak
	if limit > time.Second {
		defer cancel()
	}
	return call(ctx)
}

// Called on every path.
func pathEvery(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	if err := call(ctx); err != nil {
		cancel()
		return err
	}
	cancel()
	return nil
}

// Called when things go wrong only: on success the context lives on.
func pathErrorOnly(parent context.Context) (context.Context, error) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	if err := call(ctx); err != nil {
		cancel()
		return nil, err
	}
	return ctx, nil
}

// With a cause.
func pathCause(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent) // want lostcancel path no - leak
	if err := call(ctx); err != nil {
		cancel(err)
		return err
	}
	return nil
}

// A timeout with a cause.
func pathTimeoutCause(parent context.Context) error {
	ctx, cancel := context.WithTimeoutCause(parent, time.Second, errStop) // want lostcancel path no - leak
	if done() {
		return nil
	}
	defer cancel()
	return call(ctx)
}

// The background: nothing is held.
func pathBackground() error {
	ctx, cancel := context.WithCancel(context.Background()) // want lostcancel path no - none
	if err := call(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

// A panic and the end of the process do not count.
func pathNoReturn(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	switch err := call(ctx); {
	case err == context.Canceled:
		panic(err)
	case err == errStop:
		os.Exit(1)
	case err != nil:
		log.Fatal(err)
	}
	cancel()
}

// The function does not return.
func pathEndless(parent context.Context) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	for {
		if call(ctx) != nil {
			cancel()
		}
	}
}

// One select clause forgets it.
func pathSelect(parent context.Context, quit chan int) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	select {
	case <-quit:
		cancel()
	case <-parent.Done():
		_ = call(ctx)
	}
}

// Not called when the loop has no pass.
func pathLoop(parent context.Context, n int) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	for range n {
		cancel()
	}
	_ = call(ctx)
}

// A goto jumps over the call.
func pathGoto(parent context.Context) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	if call(ctx) != nil {
		goto end
	}
	cancel()
end:
	use(1)
}

// Another timeout takes the variable before the first one is cancelled.
func pathOverwritten(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute) // want lostcancel path no - leak
	if err := call(ctx); err == nil {
		cancel()
		return nil
	}
	ctx, cancel = context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	defer cancel()
	return call(ctx)
}

// The first one is cancelled before.
func pathRenewed(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute) // want lostcancel ok no - none
	err := call(ctx)
	cancel()
	if err == nil {
		return nil
	}
	ctx, cancel = context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	defer cancel()
	return call(ctx)
}

// An inner variable of the same name is called.
func pathShadowed(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	if done() {
		ctx, cancel := context.WithCancel(ctx) // want lostcancel ok no - none
		defer cancel()
		return call(ctx)
	}
	cancel()
	return nil
}

// Two functions with the same names: what the other one does is not counted.
func pathTwin(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	if done() {
		return call(ctx)
	}
	cancel()
	return nil
}

// Declared first, assigned in a nested block, deferred there.
func pathAssigned(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit) // want lostcancel ok no - none
		defer cancel()
	}
	return call(ctx)
}

// Declared first, assigned in one case, called in a like case: on some path it is not.
func pathAssignedSometimes(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want lostcancel path no - leak
	}
	if err := call(ctx); err != nil {
		return err
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

// In the first part of an if; one branch forgets it.
func pathIf(parent context.Context) error {
	if ctx, cancel := context.WithTimeout(parent, time.Second); done() { // want lostcancel path no - leak
		defer cancel()
		return call(ctx)
	}
	return nil
}

// In a function literal, on its own return.
func pathLiteral(parent context.Context) func() error {
	return func() error {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
		if err := call(ctx); err != nil {
			return err
		}
		cancel()
		return nil
	}
}
