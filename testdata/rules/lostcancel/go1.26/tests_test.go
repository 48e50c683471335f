package lostcancel

import (
	"context"
	"os"
	"testing"
	"time"
)

// The end of TestMain is the end of everything.
func TestMain(m *testing.M) {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want lostcancel blank no - none
	_ = call(ctx)
	os.Exit(m.Run())
}

// Parallel subtests run on when the test's function has returned.
func TestParallel(t *testing.T) {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want lostcancel blank no - leak
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_ = call(ctx)
		})
	}
}

// Handed to the test's own clean-up.
func TestCleanup(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want lostcancel ok no - none
	t.Cleanup(cancel)
	_ = call(ctx)
}

// Fatal ends the test without the call, by runtime.Goexit: a path that is not counted.
func TestFatal(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want lostcancel ok no - none
	if err := call(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
}

// A return in the middle of a test.
func TestReturn(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want lostcancel path no - leak
	if err := call(ctx); err != nil {
		t.Error(err)
		return
	}
	cancel()
}

// It is used when the test is over, behind all deferred calls.
func TestCleanupUses(t *testing.T) {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want lostcancel blank no - leak
	t.Cleanup(func() { _ = call(ctx) })
}

// Subtests in a function that the test calls.
func TestSubtestsElsewhere(t *testing.T) {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want lostcancel blank no - leak
	subtests(t, ctx)
}

func subtests(t *testing.T, ctx context.Context) {
	t.Run("one", func(t *testing.T) {
		t.Parallel()
		_ = call(ctx)
	})
}
