package lostcancel

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"time"
)

// Kept in a field.
func (s *server) ownedField(ctx context.Context) {
	s.ctx, s.cancel = context.WithCancel(ctx) // want lostcancel ok no - none
}

// Kept in a field of a literal.
func ownedLiteral(parent context.Context) *server {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	return &server{ctx: ctx, cancel: cancel}
}

// Returned.
func ownedReturned(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	return context.WithValue(ctx, struct{}{}, 1), cancel
}

// Returned at once.
func ownedReturnedDirectly(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
}

// Named results.
func ownedNamedResults(parent context.Context) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	return
}

// Kept in a package variable.
var stop context.CancelFunc

func ownedPackage(parent context.Context) (ctx context.Context) {
	ctx, stop = context.WithCancel(parent) // want lostcancel ok no - none
	return ctx
}

// Handed on.
func ownedHandedOn(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	keep(cancel)
	return call(ctx)
}

// Both results are handed on at once.
func ownedHandedOnDirectly(parent context.Context) {
	take(context.WithCancel(parent)) // want lostcancel ok no - none
}

func take(context.Context, context.CancelFunc) {}

// Sent on a channel, and put into a map.
func ownedStored(parent context.Context, out chan context.CancelFunc, named map[string]context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	out <- cancel
	ctx, named["x"] = context.WithCancel(ctx) // want lostcancel ok no - none
	_ = call(ctx)
}

// A goroutine calls it.
func ownedGo(parent context.Context, quit chan int) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	go func() {
		<-quit
		cancel()
	}()
	return call(ctx)
}

// A deferred literal calls it.
func ownedDeferredLiteral(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	defer func() {
		cancel()
	}()
	return call(ctx)
}

// A variable of an outer function.
func ownedOuter(parent context.Context) error {
	var cancel context.CancelFunc
	start := func() context.Context {
		var ctx context.Context
		ctx, cancel = context.WithCancel(parent) // want lostcancel ok no - none
		return ctx
	}
	err := call(start())
	cancel()
	return err
}

// Something else waits for the end.
func ownedAfter(parent context.Context, wg *sync.WaitGroup) error {
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	context.AfterFunc(parent, cancel)         // want lostcancel ok no - none
	wg.Add(1)
	time.AfterFunc(time.Second, wg.Done)
	return call(ctx)
}

// The function that stops the signals.
func ownedSignal() error {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want lostcancel blank no - leak
	return call(ctx)
}

// A function of this package makes it.
func ownedWrapper(parent context.Context) error {
	ctx, _ := ownedReturned(parent) // want lostcancel blank no - leak
	return call(ctx)
}

// The function, not a call of it.
func ownedValue(parent context.Context) error {
	f := context.WithCancel // want lostcancel value no - none
	ctx, cancel := f(parent)
	_ = cancel
	return call(ctx)
}

// context.WithValue and context.WithoutCancel need no cancel function.
func ownedNothing(parent context.Context) error {
	return call(context.WithoutCancel(context.WithValue(parent, struct{}{}, 1)))
}
