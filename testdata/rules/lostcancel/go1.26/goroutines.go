package lostcancel

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// By wg.Go.
func goGroup(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { _ = call(ctx) })
	}
	wg.Wait()
}

// The wait is deferred behind the context: it comes before the call of cancel.
func goGroupDeferred(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { _ = call(ctx) })
	return call(ctx)
}

// The wait is deferred before: cancel would come first.
func goGroupDeferredBefore(ctx context.Context) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	wg.Go(func() { _ = call(ctx) })
	return call(ctx)
}

// One way out does not wait.
func goGroupSometimes(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	var wg sync.WaitGroup
	wg.Go(func() { _ = call(ctx) })
	if done() {
		return nil
	}
	wg.Wait()
	return nil
}

// A channel that is closed.
func goClosed(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = call(ctx)
	}()
	<-over
}

// Something is deferred that runs behind the close.
func goClosedEarly(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	over := make(chan struct{})
	go func() {
		defer func() { _ = call(ctx) }()
		defer close(over)
	}()
	<-over
}

// The result comes last.
func goResult(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	result := make(chan error, 1)
	go func() { result <- call(ctx) }()
	return <-result
}

// Two goroutines, and one result.
func goResults(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	result := make(chan error, 2)
	for range 2 {
		go func() { result <- call(ctx) }()
	}
	return <-result
}

// The result, or no more patience.
func goImpatient(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	result := make(chan error, 1)
	go func() { result <- call(ctx) }()
	select {
	case err := <-result:
		return err
	case <-parent.Done():
		return parent.Err()
	}
}

// The function that is started gets it.
func goFunction(parent context.Context, wg *sync.WaitGroup) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	wg.Add(1)
	go goWorker(ctx, wg)
	wg.Wait()
}

func goWorker(ctx context.Context, wg *sync.WaitGroup) {
	defer wg.Done()
	_ = call(ctx)
}

// A callee starts one, and waits.
func goCallee(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	goWaits(ctx)
}

func goWaits(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(2)
	for range 2 {
		go func() {
			defer wg.Done()
			_ = call(ctx)
		}()
	}
	wg.Wait()
}

// A goroutine of a goroutine is not waited for.
func goNested(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	var wg sync.WaitGroup
	wg.Go(func() {
		go func() { _ = call(ctx) }()
	})
	wg.Wait()
}

// One that was started before reads the variable.
func goBefore(ctx context.Context) error {
	go func() { _ = call(ctx) }()
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	return call(ctx)
}

// One that was started before, and is waited for behind the call of cancel.
func goBeforeDeferred(ctx context.Context) error {
	ready := make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(ready)
	wg.Go(func() {
		<-ready
		_ = call(ctx)
	})
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	return call(ctx)
}

// One that was started before, and is waited for in time.
func goBeforeWaited(ctx context.Context) {
	ready := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		<-ready
		_ = call(ctx)
	})
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	close(ready)
	wg.Wait()
}

// A group that is waited for on every path.
func goErrgroup(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	g, ctx := errgroup.WithContext(ctx)
	for range 3 {
		g.Go(func() error { return call(ctx) })
	}
	return g.Wait()
}

// One that is not waited for on an early return.
func goErrgroupSometimes(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return call(ctx) })
	if err := call(parent); err != nil {
		return err
	}
	return g.Wait()
}
