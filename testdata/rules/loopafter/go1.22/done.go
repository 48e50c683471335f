package loopafter

import "time"

// Already rewritten for every Go version: nothing is found.
func doneReplaced(ch chan event, d time.Duration) {
	timer := time.NewTimer(d)
	defer func() { timer.Stop() }()
	for {
		if timer.Stop() {
			timer.Reset(d)
		} else {
			timer = time.NewTimer(d)
		}
		select {
		case e := <-ch:
			handle(e)
		case <-timer.C:
			tidy()
		}
	}
}

// Already rewritten with the exact drain.
func doneDrained(ch chan event, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	timerRead := false
	for {
		if !timer.Stop() && !timerRead {
			<-timer.C
		}
		timerRead = false
		timer.Reset(d)
		select {
		case e := <-ch:
			handle(e)
		case <-timer.C:
			timerRead = true
			tidy()
		}
	}
}

// Already rewritten, armed by the first wait.
func doneLazy(quit chan struct{}) error {
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	for {
		err := try()
		if err == nil {
			return nil
		}
		if timer == nil {
			timer = time.NewTimer(next())
		} else {
			timer.Reset(next())
		}
		select {
		case <-quit:
			return err
		case <-timer.C:
		}
	}
}

// Sleeping is not waiting with a timer.
func doneSleep() {
	for ready() {
		time.Sleep(time.Second)
	}
}
