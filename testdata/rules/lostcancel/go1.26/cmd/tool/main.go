// Command tool loses its contexts where that does not matter, and where it does.
package main

import (
	"context"
	"fmt"
	"time"
)

// The end of main is the end of everything.
func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want lostcancel path no - none
	if err := work(ctx); err != nil {
		fmt.Println(err)
		return
	}
	cancel()
	ctx, _ = context.WithCancel(ctx) // want lostcancel blank no - none
	_ = work(ctx)
	for work(ctx) == nil {
		ctx, cancel := context.WithTimeout(ctx, time.Second) // want lostcancel deferloop yes - leak
		defer cancel()
		_ = work(ctx)
	}
	func() {
		ctx, _ := context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
		_ = work(ctx)
	}()
}

// What main calls is not main.
func work(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	<-ctx.Done()
	return ctx.Err()
}
