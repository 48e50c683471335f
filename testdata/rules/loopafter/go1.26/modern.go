package loopafter

import (
	"context"
	"sync"
	"time"
)

// A wait group that starts the goroutine itself.
func modernGo(wg *sync.WaitGroup, chs []chan event) {
	for _, ch := range chs {
		wg.Go(func() {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select closure - none
			}
		})
	}
}

// A generic alias.
type pipe[T any] = chan T

func modernAlias(p pipe[event]) {
	for {
		select {
		case e := <-p:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A generic method in a loop of its own type.
type group[K comparable, V any] struct{ members map[K]pipe[V] }

func (g *group[K, V]) modernWait(ctx context.Context, f func(V)) {
	for _, p := range g.members {
		select {
		case <-ctx.Done():
			return
		case v := <-p:
			f(v)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// new with a value: the channel is stored.
func modernNew() *<-chan time.Time {
	return new(time.After(time.Second)) // want loopafter escape no - none
}

// The cause of the context's end surely is an error.
func modernCause(ctx context.Context) error {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
	return context.Cause(ctx)
}
