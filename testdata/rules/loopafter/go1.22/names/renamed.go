package names

import (
	time "example.com/loopafter/fake/time"
	std "time"
)

// The standard package under another name, and another package under its name.
func renamed(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second):
		case <-std.After(std.Second): // want loopafter select yes many leak
		}
	}
}
