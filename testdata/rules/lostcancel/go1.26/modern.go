package lostcancel

import (
	"context"
	"iter"
	"sync"
	"testing"
	"time"
)

// A loop over a function: the body's defers wait for the outer function.
func modernIterator(parent context.Context, names iter.Seq[string]) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		_ = call(ctx)
	}
}

// A return in such a body leaves the outer function.
func modernIteratorReturn(parent context.Context, names iter.Seq[string]) error {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if err := call(ctx); err != nil {
			return err
		}
		cancel()
	}
	return nil
}

// A wait group starts the function and waits for it.
func modernGroup(parent context.Context, wg *sync.WaitGroup) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	wg.Go(func() {
		defer cancel()
		_ = call(ctx)
	})
}

// The test's own context is a parent like any other.
func modernTest(t *testing.T) {
	ctx, _ := context.WithTimeout(t.Context(), time.Second) // want lostcancel blank no - leak
	_ = call(ctx)
}
