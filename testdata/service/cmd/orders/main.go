// Command orders takes orders from a feed, stores them and mails the receipts.
package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"time"

	"example.com/orders/metrics"
	"example.com/orders/notify"
	"example.com/orders/store"
	"example.com/orders/worker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	db, err := store.Open(os.Getenv("ORDERS_DSN"))
	if err != nil {
		slog.Error("open store", "error", err)
		os.Exit(1)
	}
	if err := db.WaitReady(ctx); err != nil {
		slog.Error("store is not ready", "error", err)
		os.Exit(1)
	}

	go heartbeat()
	emitter := metrics.NewEmitter(os.Getenv("METRICS_ADDR"), 10*time.Second)
	defer emitter.Close()

	mailer := notify.NewMailer(os.Getenv("SMTP_ADDR"))
	queue := worker.NewQueue(db, mailer, emitter)
	if err := queue.Run(ctx); err != nil {
		slog.Error("queue stopped", "error", err)
	}
}

// heartbeat tells the supervisor that the process is alive, for as long as it is.
func heartbeat() {
	for now := range time.Tick(time.Minute) {
		slog.Info("alive", "at", now)
	}
}
