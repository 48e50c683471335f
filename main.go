// Unleak finds timer, context and goroutine leaks in Go code. See README.md.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"unleak/audit/cli"
	"unleak/rules"
)

func main() {
	if calledByVet(os.Args[1:]) {
		var analyzers []*analysis.Analyzer
		for _, r := range rules.All() {
			analyzers = append(analyzers, r.Analyzer())
		}
		unitchecker.Main(analyzers...) // exits
	}
	env, err := cli.Process()
	if err != nil {
		fmt.Fprintln(os.Stderr, "unleak: find working directory:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(cli.Main(ctx, env))
}

// calledByVet reports whether args are those of go vet -vettool: -V=full, -flags, or flags of
// the analyzers and a file that describes one package.
func calledByVet(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := len(args) - 1
	isArg := func(s string) bool { return !strings.HasPrefix(s, "-") }
	return strings.HasPrefix(args[0], "-V=") || args[0] == "-flags" ||
		strings.HasSuffix(args[last], ".cfg") && !slices.ContainsFunc(args[:last], isArg)
}
