package tick

import "time"

// A new ticker for each turn, and the old ones tick on.
func repeatedSelect(events chan int) {
	for {
		select {
		case _, ok := <-events:
			if !ok {
				return
			}
		case <-time.Tick(time.Second): // want tick select yes many leak
			work()
		}
	}
}

// Not even the end of the program helps.
func repeatedEndless(events chan int) {
	for {
		select {
		case <-events:
		case now := <-time.Tick(time.Second): // want tick select yes many leak
			use(now)
		}
	}
}

// Every other clause leaves; the tickers stay all the same.
func repeatedPoll(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.Tick(time.Second): // want tick select yes many leak
			work()
		}
	}
}

// A plain wait in a loop.
func repeatedReceive() {
	for !done() {
		<-time.Tick(time.Second) // want tick receive yes many leak
	}
}

// A plain wait in an endless loop, with its value.
func repeatedReceiveValue() {
	for {
		use(<-time.Tick(time.Second)) // want tick receive yes many leak
	}
}

// In the loop's last part.
func repeatedPost() {
	for i := 0; i < 3; <-time.Tick(time.Second) { // want tick header yes many leak
		i++
	}
}

// In the last part of an endless loop.
func repeatedPostEndless() {
	for ; ; <-time.Tick(time.Second) { // want tick header yes many leak
		work()
	}
}

// In a goto loop.
func repeatedGoto() {
again:
	<-time.Tick(time.Second) // want tick receive yes many leak
	if !done() {
		goto again
	}
}

// No ticker at all: this clause is never chosen.
func repeatedZero(events chan int) {
	for range events {
		select {
		case <-events:
		case <-time.Tick(0): // want tick select yes - bug
			work()
		}
	}
}

// The loop is left after its first pass.
func repeatedOnce(events chan int) {
	for {
		select {
		case <-events:
			return
		case <-time.Tick(time.Second): // want tick select no - leak
			return
		}
	}
}

// Outside loops: the ticker stays behind when the function is left.
func onceSelect(events chan int) {
	select {
	case <-events:
	case <-time.Tick(time.Second): // want tick select no - leak
	}
}

// A wait before the work.
func onceReceive() {
	<-time.Tick(time.Second) // want tick receive no - leak
	work()
}

// A wait before work without an end.
func onceReceiveEndless() {
	<-time.Tick(time.Second) // want tick receive no - none
	for {
		work()
	}
}

// A default clause: nothing is ever received.
func onceDefault() bool {
	select {
	case <-time.Tick(time.Second): // want tick select no - leak
		return true
	default:
		return false
	}
}

// A goroutine for each pass, with one wait.
func closureGo(jobs []int) {
	for range jobs {
		go func() {
			<-time.Tick(time.Second) // want tick receive closure - leak
			work()
		}()
	}
}

// A goroutine for each pass, with a loop.
func closureGoLoop(jobs []int) {
	for range jobs {
		go func() {
			for !done() {
				<-time.Tick(time.Second) // want tick receive yes many leak
			}
		}()
	}
}
