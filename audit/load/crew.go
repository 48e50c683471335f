package load

import (
	"context"
	"runtime"
	"sync"
)

// A crew works through a stack of tasks that can bring more tasks. The last task added is the
// first done, so that a walk goes deep first and the stack stays short.
type crew[T any] struct {
	mu    sync.Mutex
	more  sync.Cond
	stack []T
	busy  int // workers that may still add tasks
}

func newCrew[T any](tasks []T) *crew[T] {
	c := &crew[T]{stack: tasks}
	c.more.L = &c.mu
	return c
}

// add adds tasks. Only a task that is being done may call it.
func (c *crew[T]) add(tasks ...T) {
	c.mu.Lock()
	c.stack = append(c.stack, tasks...)
	c.mu.Unlock()
	c.more.Broadcast()
}

// take returns the next task, once there is one, or false when all are done. The worker must
// have finished the task it took before.
func (c *crew[T]) take() (task T, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.stack) == 0 && c.busy > 0 {
		c.more.Wait()
	}
	if len(c.stack) == 0 {
		return task, false
	}
	last := len(c.stack) - 1
	task = c.stack[last]
	c.stack = c.stack[:last]
	c.busy++
	return task, true
}

func (c *crew[T]) done() {
	c.mu.Lock()
	c.busy--
	idle := c.busy == 0
	c.mu.Unlock()
	if idle {
		c.more.Broadcast()
	}
}

// work has one goroutine per processor do the tasks; join makes the function that does them.
func (c *crew[T]) work(ctx context.Context, join func() func(T)) {
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		do := join()
		all.Go(func() {
			for {
				task, ok := c.take()
				if !ok {
					return
				}
				if ctx.Err() == nil {
					do(task)
				}
				c.done()
			}
		})
	}
	all.Wait()
}
