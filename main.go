// Unleak finds timer, context and goroutine leaks in Go code. See README.md.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"unleak/audit/cli"
)

func main() {
	cli.ServeVet(os.Args[1:])
	env, err := cli.Process()
	if err != nil {
		fmt.Fprintln(os.Stderr, "unleak: find working directory:", err)
		os.Exit(2)
	}
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as with nohup
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(cli.Main(ctx, env))
}
