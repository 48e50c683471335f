// Package metrics counts things and sends the counts away.
package metrics

import (
	"fmt"
	"net"
	"sync"
	"time"
)

// An Emitter sends its counters to a collector from time to time.
type Emitter struct {
	addr   string
	mu     sync.Mutex
	counts map[string]int
	quit   chan struct{}
}

// NewEmitter starts an emitter that sends every so often.
func NewEmitter(addr string, every time.Duration) *Emitter {
	e := &Emitter{addr: addr, counts: map[string]int{}, quit: make(chan struct{})}
	go e.run(every)
	return e
}

// Add adds n to the counter called name.
func (e *Emitter) Add(name string, n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.counts[name] += n
}

// Close stops the emitter.
func (e *Emitter) Close() { close(e.quit) }

func (e *Emitter) run(every time.Duration) {
	ticker := time.NewTicker(every)
	for {
		select {
		case <-e.quit:
			return
		case <-ticker.C:
			e.send()
		}
	}
}

func (e *Emitter) send() {
	conn, err := net.DialTimeout("udp", e.addr, time.Second)
	if err != nil {
		return
	}
	defer conn.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	for name, n := range e.counts {
		fmt.Fprintf(conn, "%s:%d|c\n", name, n)
	}
	clear(e.counts)
}
