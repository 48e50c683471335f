package tick

import (
	"log"
	"os"
	"time"
)

// The loop can end and the function returns: the ticker stays behind.
func rangeReturns() {
	for range time.Tick(time.Second) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

// The same with the time and with break.
func rangeBreaks() {
	for now := range time.Tick(time.Second) { // want tick range yes - leak
		use(now)
		if done() {
			break
		}
	}
	work()
}

// Labelled, and left from an inner loop.
func rangeLabelled(rows []int) {
loop:
	for range time.Tick(time.Second) { // want tick range yes - leak
		for range rows {
			if done() {
				break loop
			}
		}
	}
}

// Nothing ends the loop: the ticker lives as long as the program.
func rangeEndless() {
	for range time.Tick(time.Second) { // want tick range yes - none
		work()
	}
}

// The code below the loop is never reached, for a channel of ticks is never closed.
func rangeEndlessAndMore() error {
	for range time.Tick(time.Second) { // want tick range yes - none
		work()
	}
	work()
	return nil
}

// Only the end of the process ends the loop.
func rangeExits() {
	for range time.Tick(time.Second) { // want tick range yes - none
		if done() {
			os.Exit(0)
		}
	}
}

// A fatal error or a panic does.
func rangeFatal(err error) {
	for range time.Tick(time.Second) { // want tick range yes - none
		switch {
		case done():
			log.Fatalf("gave up: %v", err)
		case err != nil:
			panic(err)
		}
	}
}

// A return before the ticker is made does not count.
func rangeReturnsBefore(every time.Duration) {
	if every == 0 {
		return
	}
	for range time.Tick(every) { // want tick range yes - none
		work()
	}
}

// The break leaves the switch, not the loop.
func rangeBreaksSwitch(n int) {
	for range time.Tick(time.Second) { // want tick range yes - none
		switch n {
		case 1:
			break
		}
		select {
		default:
			break
		}
	}
}

// The return belongs to the literal.
func rangeLiteralReturns() {
	for range time.Tick(time.Second) { // want tick range yes - none
		func() {
			if done() {
				return
			}
			work()
		}()
	}
}

// A goto leaves the loop.
func rangeGoto() {
	for range time.Tick(time.Second) { // want tick range yes - leak
		if done() {
			goto end
		}
	}
end:
	work()
}

// A new ticker for each connection.
func rangeInLoop(conns []int) {
	for range conns {
		for range time.Tick(time.Second) { // want tick range yes many leak
			if done() {
				break
			}
		}
	}
}

// A new ticker for each round of an endless function.
func rangeReconnect() {
	for {
		work()
		for range time.Tick(time.Second) { // want tick range yes many leak
			if done() {
				break
			}
		}
	}
}

// The outer loop never gets a second pass that makes a ticker.
func rangeInLoopOnce(conns []int) {
	for range conns {
		for range time.Tick(time.Second) { // want tick range yes - leak
			if done() {
				return
			}
		}
		break
	}
}

// A duration that is no ticker: the channel is nil and the loop waits for ever.
func rangeZero() {
	for range time.Tick(0) { // want tick range yes - bug
		work()
	}
}

// A constant, an expression of constants, a conversion.
func rangeNegative() {
	if done() {
		for range time.Tick(backing) { // want tick range yes - bug
			work()
		}
	}
	if done() {
		for range time.Tick(off * time.Second) { // want tick range yes - bug
			work()
		}
	}
	for range time.Tick(time.Duration(-1)) { // want tick range yes - bug
		work()
	}
}

// A duration from outside may be zero, and nobody knows.
func rangeUnknown(every time.Duration) {
	for range time.Tick(every) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

// Parentheses.
func rangeParens() {
	for range (time.Tick)((time.Second)) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

// A goroutine for the program's life.
func rangeGo() {
	go func() {
		for range time.Tick(time.Second) { // want tick range yes - none
			work()
		}
	}()
}

// A goroutine that ends.
func rangeGoEnds() {
	go func() {
		for range time.Tick(time.Second) { // want tick range yes - leak
			if done() {
				return
			}
		}
	}()
}

// Two loops, of which the first can end and the second cannot.
func rangeTwo() {
	for range time.Tick(time.Second) { // want tick range yes - none
		if done() {
			break
		}
	}
	for range time.Tick(time.Minute) { // want tick range yes - none
		work()
	}
}
