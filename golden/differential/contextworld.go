package differential

// contextWorld is a file of every package of programs that make contexts: places to keep things, and functions that look at them. An engine
// sees that they keep nothing else.
const contextWorld = `package original

import (
	"context"
	"errors"
	"sync"
	"time"

	"example.com/differential/env"
)

var (
	mine = errors.New("mine")
	one context.Context
	list []context.Context
	table map[string]context.Context
	queue chan context.Context
	funcs []func(*env.Env)
	dones []<-chan struct{}
	held = &holder{}
	cancels []context.CancelFunc
)

type key struct{}

type wrapped struct{ context.Context }

type holder struct {
	ctx context.Context
	cancel context.CancelFunc
}

type group struct{ wg sync.WaitGroup }

func (g *group) Go(f func()) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f()
	}()
}

// A viewer may keep what it looks at.
type viewer interface {
	view(e *env.Env, ctx context.Context)
}

type looker struct{}

func (looker) view(e *env.Env, ctx context.Context) { look(e, "viewer", ctx) }

type keeper struct{}

func (keeper) view(_ *env.Env, ctx context.Context) { list = append(list, ctx) }

func (w wrapped) view(e *env.Env) { look(e, "wrapped", w) }

func (g *group) Wait() { g.wg.Wait() }

func (h *holder) see(e *env.Env) { look(e, "seen", h.ctx) }

func (h *holder) set(ctx context.Context) { h.ctx = ctx }

func setup(options ...func(*holder)) {
	h := &holder{}
	for _, o := range options {
		o(h)
	}
	held = h
}

func with(ctx context.Context) func(*holder) {
	return func(h *holder) { h.ctx = ctx }
}

func put(to *[]context.Context, ctx context.Context) { *to = append(*to, ctx) }

func look(e *env.Env, word string, ctx context.Context) {
	if ctx == nil {
		e.Log(word, "none")
		return
	}
	done := false
	select {
	case <-ctx.Done():
		done = true
	default:
	}
	_, ends := ctx.Deadline()
	e.Log(word, done, ctx.Err() != nil, ends, cause(ctx), ctx.Value(key{}) != nil)
}

func soon(e *env.Env, ctx context.Context) {
	defer e.Done()
	time.Sleep(413 * time.Nanosecond)
	look(e, "soon", ctx)
}

func cause(ctx context.Context) string {
	switch context.Cause(ctx) {
	case nil:
		return "alive"
	case context.Canceled:
		return "canceled"
	case context.DeadlineExceeded:
		return "late"
	case mine:
		return "mine"
	}
	return "other"
}

func closed(e *env.Env, word string, done <-chan struct{}) {
	select {
	case <-done:
		e.Log(word, "closed")
	default:
		e.Log(word, "open")
	}
}

func after(e *env.Env) {
	look(e, "one", one)
	for _, c := range list {
		look(e, "list", c)
	}
	for _, k := range []string{"a", "b"} {
		if c := table[k]; c != nil {
			look(e, k, c)
		}
	}
	for n := len(queue); n > 0; n-- {
		c := <-queue
		look(e, "queue", c)
		queue <- c
	}
	for _, f := range funcs {
		f(e)
	}
	for _, d := range dones {
		closed(e, "done", d)
	}
	look(e, "held", held.ctx)
}
`
