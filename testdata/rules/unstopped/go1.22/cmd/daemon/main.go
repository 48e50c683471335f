// Command daemon lives as long as its timers.
package main

import "time"

// What main makes once lives as long as the program.
func main() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	for range 10 {
		<-ticker.C
		step()
	}
}

// What it makes on every pass adds up.
func init() {
	for range 10 {
		ticker := time.NewTicker(time.Second) // want unstopped ticker yes many leak
		<-ticker.C
	}
}

// A function that main calls ends before it does.
func step() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - leak
	<-ticker.C
}
