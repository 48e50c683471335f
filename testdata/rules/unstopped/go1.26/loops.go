package unstopped

import "time"

// A timer for each pass, left behind by every event.
func loopForgotten(events chan int) {
	for {
		timer := time.NewTimer(time.Minute) // want unstopped timer yes many churn
		select {
		case <-events:
		case <-timer.C:
			work()
		}
	}
}

// Stopped by the other clause.
func loopStopped(events chan int) {
	for {
		timer := time.NewTimer(time.Minute) // want unstopped timer yes - none
		select {
		case <-events:
			timer.Stop()
		case <-timer.C:
			work()
		}
	}
}

// Received on each pass.
func loopReceived() {
	for !done() {
		timer := time.NewTimer(time.Second) // want unstopped timer yes - none
		work()
		<-timer.C
	}
}

// continue skips the stop.
func loopContinue(events chan int) {
	for range events {
		timer := time.NewTimer(time.Minute) // want unstopped timer yes many churn
		if done() {
			continue
		}
		work()
		timer.Stop()
	}
}

// A ticker for each connection.
func loopTicker(conns []chan int) {
	for _, conn := range conns {
		ticker := time.NewTicker(time.Second) // want unstopped ticker yes many churn
		select {
		case <-conn:
		case <-ticker.C:
		}
	}
}

// A ticker for each connection, stopped before the next one.
func loopTickerStopped(conns []chan int) {
	for _, conn := range conns {
		ticker := time.NewTicker(time.Second) // want unstopped ticker yes - none
		<-conn
		ticker.Stop()
	}
}

// Not even the endless loop is an excuse: each pass makes another one.
func loopEndless(events chan int) {
	for {
		ticker := time.NewTicker(time.Second) // want unstopped ticker yes many churn
		<-events
		<-ticker.C
	}
}

// The loop is left in its first pass.
func loopOnce(events chan int) {
	for {
		timer := time.NewTimer(time.Minute) // want unstopped timer no - none
		select {
		case <-events:
			return
		case <-timer.C:
			return
		}
	}
}

// In a goto loop.
func loopGoto(events chan int) {
again:
	timer := time.NewTimer(time.Minute) // want unstopped timer yes many churn
	select {
	case <-events:
		goto again
	case <-timer.C:
	}
}

// The variable lives outside the loop, and only the last timer is stopped.
func loopLastStopped(events chan int) {
	var timer *time.Timer
	for range events {
		timer = time.NewTimer(time.Minute) // want unstopped timer yes many churn
		work()
	}
	if timer != nil {
		timer.Stop()
	}
}

// A goroutine for each pass.
func loopGo(conns []chan int) {
	for _, conn := range conns {
		go func() {
			timer := time.NewTimer(time.Minute) // want unstopped timer closure - none
			select {
			case <-conn:
			case <-timer.C:
			}
		}()
	}
}

// A goroutine for each pass, and a defer.
func loopGoDeferred(conns []chan int) {
	for _, conn := range conns {
		go func() {
			timer := time.NewTimer(time.Minute) // want unstopped timer closure - none
			defer timer.Stop()
			select {
			case <-conn:
			case <-timer.C:
			}
		}()
	}
}

// Already rewritten: the new timer replaces one that has fired.
func loopReplaced(events chan int, d time.Duration) {
	timer := time.NewTimer(d) // want unstopped timer no - none
	defer func() { timer.Stop() }()
	for {
		if timer.Stop() {
			timer.Reset(d)
		} else {
			timer = time.NewTimer(d) // want unstopped timer yes - none
		}
		select {
		case <-events:
		case <-timer.C:
			return
		}
	}
}

// Already rewritten: the timer is made by the first wait.
func loopLazy(quit chan struct{}) {
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	for !done() {
		if timer == nil {
			timer = time.NewTimer(time.Second) // want unstopped timer yes - none
		} else {
			timer.Reset(time.Second)
		}
		select {
		case <-quit:
			return
		case <-timer.C:
		}
	}
}
