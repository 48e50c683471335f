// Package worker moves orders from the feed to the store.
package worker

import (
	"context"
	"log/slog"
	"time"

	"example.com/orders/store"
)

// A Notifier tells a customer about an order.
type Notifier interface {
	Receipt(ctx context.Context, o store.Order) error
}

// A Counter counts things by name.
type Counter interface {
	Add(name string, n int)
}

// A Queue takes orders one by one, in the order in which they came in.
type Queue struct {
	orders  chan store.Order
	db      *store.Store
	mail    Notifier
	metrics Counter
	idle    time.Duration
}

// NewQueue returns a queue that stores its orders in db.
func NewQueue(db *store.Store, mail Notifier, metrics Counter) *Queue {
	return &Queue{orders: make(chan store.Order, 64), db: db, mail: mail, metrics: metrics, idle: 5 * time.Minute}
}

// Run handles orders until ctx ends.
func (q *Queue) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case o := <-q.orders:
			q.handle(ctx, o)
		case <-time.After(q.idle):
			slog.Warn("no orders for a while", "idle", q.idle)
		}
	}
}

// Submit hands o to the queue, or gives up when the queue stays full.
func (q *Queue) Submit(o store.Order) bool {
	select {
	case q.orders <- o:
		return true
	case <-time.After(time.Second):
		q.metrics.Add("orders.rejected", 1)
		return false
	}
}

func (q *Queue) handle(ctx context.Context, o store.Order) {
	err := Retry(ctx, 5, func() error { return q.db.Insert(ctx, o) })
	if err != nil {
		slog.Error("order lost", "order", o.ID, "error", err)
		return
	}
	if err := q.mail.Receipt(ctx, o); err != nil {
		slog.Warn("no receipt", "order", o.ID, "error", err)
	}
	q.metrics.Add("orders.handled", 1)
}
