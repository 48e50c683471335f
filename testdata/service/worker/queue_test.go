package worker

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestRetryGivesUp(t *testing.T) {
	calls := make(chan int, 3)
	go func() {
		n := 0
		_ = Retry(context.Background(), 3, func() error {
			n++
			calls <- n
			return errors.New("down")
		})
	}()
	for want := 1; want <= 3; want++ {
		select {
		case got := <-calls:
			if got != want {
				t.Errorf("call %d, want %d", got, want)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("timed out")
		}
	}
}
