// Package names reaches time.Tick under other names.
package names

import (
	. "time"
	clock "time"
)

// The package has another name here.
func alias(quit chan int) {
	ticks := clock.Tick(clock.Second) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case <-ticks:
		}
	}
}

// It is imported without a name, too.
func dot(quit chan int) {
	for {
		select {
		case <-quit:
			return
		case <-Tick(Second): // want tick select yes many leak
		}
	}
}

// A local function has the name.
func dotHidden() {
	Tick := func(Duration) []int { return nil }
	for range Tick(Second) {
	}
}

var _ = []any{alias, dot, dotHidden}
