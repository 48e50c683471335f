// Package errgroup has what the examples need of the real one.
package errgroup

import (
	"context"
	"sync"
)

// A Group is goroutines with a common context.
type Group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelCauseFunc
}

// WithContext returns a group and its context.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx) // want lostcancel ok no - none
	return &Group{cancel: cancel}, ctx
}

// Go starts f.
func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

// Wait waits for all that were started.
func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}
