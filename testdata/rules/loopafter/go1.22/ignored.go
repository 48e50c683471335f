//go:build ignore

// Command ignored is no part of any build, yet somebody runs it.
package main

import "time"

func main() {
	ch := make(chan int)
	for {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}
