package env

import (
	"context"
	"sync"
)

// A parent is a context with what is known of its children.
type parent struct {
	ctx   context.Context
	count *counting
}

func newParent(kind Parent) (parent, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(context.Background())
	switch kind {
	case Counting:
		c := &counting{foreign: foreign{ctx}}
		return parent{c, c}, cancel
	case Foreign:
		return parent{foreign{ctx}, nil}, cancel
	}
	return parent{ctx: ctx}, cancel
}

// children is how many contexts are registered with p.
func (p parent) children() int {
	if p.count == nil {
		return 0
	}
	p.count.mu.Lock()
	defer p.count.mu.Unlock()
	return p.count.live
}

// peak is how many there were at most at the same time.
func (p parent) peak() int {
	if p.count == nil {
		return 0
	}
	p.count.mu.Lock()
	defer p.count.mu.Unlock()
	return p.count.peak
}

// foreign is a context that package context does not know.
type foreign struct{ context.Context }

// Value answers for everything but what package context asks for to find a parent of its own.
func (c foreign) Value(key any) any { return nil }

// counting is a context that package context registers children with.
type counting struct {
	foreign
	mu   sync.Mutex
	live int
	peak int
}

// AfterFunc is what package context looks for in contexts that it does not know.
func (c *counting) AfterFunc(f func()) func() bool {
	var once sync.Once
	gone := func() {
		once.Do(func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.live--
		})
	}
	c.mu.Lock()
	c.live++
	c.peak = max(c.peak, c.live)
	c.mu.Unlock()
	stop := context.AfterFunc(c.foreign.Context, func() {
		gone()
		f()
	})
	return func() bool {
		gone()
		return stop()
	}
}
