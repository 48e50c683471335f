package afterfunc

import (
	"sync"
	"time"
)

// A batch is sent a while after its first event.
type batch struct {
	mu    sync.Mutex
	flush *time.Timer
	once  *time.Timer
}

// The field is cleared when the batch is sent: nothing is left to stop.
func (b *batch) add() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.flush == nil {
		b.flush = time.AfterFunc(time.Second, b.send) // want afterfunc field no - none
	}
}

func (b *batch) send() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.flush = nil
}

// Nobody stops or clears this one.
func (b *batch) start() {
	b.once = time.AfterFunc(time.Hour, b.send) // want afterfunc field no - leak
}
