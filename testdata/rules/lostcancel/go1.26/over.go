package lostcancel

import (
	"context"
	"time"
)

// The context is over when the other clause is not taken.
func overClause(parent context.Context, replies chan int) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok yes - none
		select {
		case <-ctx.Done():
		case <-replies:
			cancel()
			return
		}
	}
}

// It is waited for.
func overWaited(parent context.Context) {
	// go vet alone: it knows nothing of Done.
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	if call(ctx) == nil {
		cancel()
		return
	}
	<-ctx.Done()
}

// Another context is over.
func overOther(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if call(ctx) == nil {
		cancel()
		return
	}
	<-parent.Done()
}

// Values make no parent that could be cancelled.
func overValue(key any) {
	ctx, _ := context.WithCancel(context.WithValue(context.Background(), key, 1)) // want lostcancel blank no - none
	_ = call(ctx)
}

// The variable holds another context by then.
func overReplaced(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	if call(ctx) == nil {
		cancel()
		return
	}
	ctx = parent
	<-ctx.Done()
}
