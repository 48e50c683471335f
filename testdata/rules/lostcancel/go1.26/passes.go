package lostcancel

import (
	"context"
	"sync"
	"time"
)

// The end of the pass, and each way out of it.
func passExits(parent context.Context, names []string) error {
outer:
	for _, name := range names {
		for range 3 {
			ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
			switch {
			case name == "":
				continue outer
			case name == "skip":
				continue
			case name == "last":
				break outer
			}
			if err := call(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// A return asks the context.
func passAsks(parent context.Context) error {
	for {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		if call(ctx) != nil {
			return ctx.Err()
		}
	}
}

// A variable outlives the pass.
func passKept(parent context.Context) error {
	var last context.Context
	for !done() {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		last = ctx
	}
	return call(last)
}

// Each pass makes a child of the one before.
func passChain(ctx context.Context) error {
	for !done() {
		ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank yes - leak
	}
	return call(ctx)
}

// A goroutine outlives the pass, though not the function.
func passGo(parent context.Context) {
	var wg sync.WaitGroup
	for !done() {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		wg.Go(func() { _ = call(ctx) })
	}
	wg.Wait()
}

// One that is waited for in the pass.
func passGoWaited(parent context.Context) {
	for !done() {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		var wg sync.WaitGroup
		wg.Go(func() { _ = call(ctx) })
		wg.Wait()
	}
}

// A deferred call uses it at the end of the function.
func passDeferred(parent context.Context) {
	for !done() {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		defer use(ctx)
	}
}

// Unknown functions, and errors on which it is forgotten.
func passForgotten(parent context.Context, c client) error {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if err := c.Start(ctx); err != nil {
			return err
		}
		cancel()
	}
	return nil
}

// On success it is forgotten as well.
func passSkipped(parent context.Context, c client) error {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if c.Start(ctx) == nil {
			continue
		}
		cancel()
	}
	return nil
}

// A loop made of jumps.
func passGoto(parent context.Context) {
again:
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
	if call(ctx) != nil {
		goto again
	}
}

// Another variable goes by the name.
func passHidden(parent context.Context) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if call(ctx) != nil {
			cancel := 1
			use(cancel)
			continue
		}
		cancel()
	}
}

// Deferred in the loop, where ways lead out of the pass.
func passInstead(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		if name == "" {
			continue
		}
		if err := call(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Deferred in the loop with something else.
func passInsteadTwo(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		defer use(1)
		// comment
		_ = call(ctx) // behind

		use(2)
	}
}

// Deferred in a loop whose passes are not over with it.
func passInsteadKept(parent context.Context, s *server) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		s.ctx = ctx
	}
}

// Deferred, in a part of the pass.
func passInsteadPart(parent context.Context, names []string) {
	for _, name := range names {
		if name != "" {
			use(name)

			// The call.
			ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
			defer cancel()

			for range 2 {
				if call(ctx) != nil {
					break
				}
			}
			// done
		}
	}
}

// The variable gets the next one before the first is cancelled.
func passOverwritten(parent context.Context) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		_ = call(ctx)
		ctx, cancel = context.WithTimeout(parent, time.Minute) // want lostcancel ok yes - none
		_ = call(ctx)
		cancel()
	}
}

// One inside the other, by the same names.
func passInsteadNested(parent context.Context) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		if call(ctx) == nil {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second) // want lostcancel path yes - leak
			if done() {
				defer cancel()
			}
			_ = call(ctx)
		}
	}
}

// The variable is that of another context of the pass.
func passAgain(parent context.Context) {
	for !done() {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok yes - none
		_ = call(ctx)
		cancel()
		ctx, _ = context.WithTimeout(parent, time.Minute) // want lostcancel blank yes - leak
		_ = call(ctx)
	}
}

// A goto goes around the declaration.
func passAround(parent context.Context) {
	for !done() {
		ctx := parent
	again:
		ctx, _ = context.WithTimeout(ctx, time.Minute) // want lostcancel blank yes - leak
		if call(ctx) != nil {
			goto again
		}
	}
}

// The next pass waits for the goroutine.
func passGoNext(parent context.Context) {
	var wg sync.WaitGroup
	for {
		wg.Wait()
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		wg.Go(func() { _ = call(ctx) })
	}
}

// What may hold it outlives the pass.
func passInsteadReader(parent context.Context, c client, keys []string) {
	readers := make([]any, len(keys))
	for i, key := range keys {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		r, _ := c.Get(ctx, key)
		readers[i] = r
	}
	use(readers...)
}

// Two in a row.
func passInsteadBoth(parent context.Context) {
	for !done() {
		// First.
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path yes - leak
		if call(ctx) != nil {
			defer cancel()
		}
		// Second.
		ctx2, cancel2 := context.WithTimeout(ctx, time.Second) // want lostcancel deferloop yes - leak
		defer cancel2()
		_ = call(ctx2)
		// End.
	}
}

type verdict bool

// What a comparison yields has no type of its own yet.
func passCompares(parent context.Context) verdict {
	for {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		if call(parent) != nil {
			return ctx.Err() == nil
		}
	}
}
