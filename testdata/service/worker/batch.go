package worker

import (
	"context"
	"time"

	"example.com/orders/store"
)

// A Batcher collects orders and hands them on together.
type Batcher struct {
	In      <-chan store.Order
	Flush   func([]store.Order)
	Size    int
	MaxWait time.Duration
}

// Run hands on a batch when it is full, or when its first order has waited long enough.
func (b *Batcher) Run(ctx context.Context) {
	var batch []store.Order
	timer := time.NewTimer(b.MaxWait)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case o := <-b.In:
			batch = append(batch, o)
			if len(batch) < b.Size {
				continue
			}
		case <-timer.C:
		}
		b.Flush(batch)
		batch = nil
		if !timer.Stop() {
			<-timer.C
		}
		timer.Reset(b.MaxWait)
	}
}
