// Command daemon lives as long as its ticks.
package main

import (
	"fmt"
	"log"
	"time"
)

var uptime = time.Tick(time.Hour) // want tick package no - none

// What main makes once lives as long as the program, returns or not.
func main() {
	progress := time.Tick(time.Second) // want tick variable no - none
	for i := 0; i < 10; i++ {
		<-progress
		fmt.Println(i)
	}
	if flush() {
		return
	}
	for range time.Tick(time.Minute) { // want tick range yes - none
		if flush() {
			break
		}
	}
	for {
		select {
		case <-time.Tick(time.Second): // want tick select yes many churn
			return
		case <-uptime:
		}
	}
}

// init runs once.
func init() {
	<-time.Tick(time.Second) // want tick receive no - none
}

// A method called main is an ordinary function.
type app struct{}

func (app) main() {
	for range time.Tick(time.Second) { // want tick range yes - none
		if flush() {
			return
		}
	}
}

// A goroutine that main starts is a function of its own, and this one ends.
func work(done chan bool) {
	go func() {
		for range time.Tick(time.Second) { // want tick range yes - none
			if flush() {
				done <- true
				return
			}
		}
	}()
}

// Only the end of the process ends it.
func watch(errs chan error) {
	tick := time.Tick(time.Second) // want tick variable no - none
	for {
		select {
		case err := <-errs:
			log.Fatal(err)
		case <-tick:
			flush()
		}
	}
}

func flush() bool { return true }

var _ = []any{app.main, work, watch}
