package worker

import (
	"context"
	"math/rand"
	"time"
)

const firstDelay = 100 * time.Millisecond

// Retry calls f until it succeeds, at most attempts times, and waits longer each time.
func Retry(ctx context.Context, attempts int, f func() error) error {
	delay := firstDelay
	var err error
	for range attempts {
		if err = f(); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay + jitter(delay)):
			delay *= 2
		}
	}
	return err
}

func jitter(d time.Duration) time.Duration {
	return time.Duration(rand.Int63n(int64(d)))
}
