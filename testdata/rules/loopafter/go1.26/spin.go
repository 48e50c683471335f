package loopafter

import (
	"runtime"
	"time"
)

// The default clause comes back at once: the timeout starts anew on each spin and can hardly
// ever fire.
func spinDefault(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many bug
			return
		default:
		}
	}
}

// The default clause does some work first.
func spinDefaultWorks(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(time.Minute): // want loopafter select yes many bug
			return
		default:
			tidy()
			runtime.Gosched()
		}
	}
}

// continue in the default clause.
func spinContinue(quit chan struct{}, d time.Duration) {
	for ready() {
		select {
		case <-time.After(d): // want loopafter select yes many bug
			return
		case <-quit:
			return
		default:
			continue
		}
	}
}

// The default clause sleeps; the timeout starts anew all the same.
func spinSleeps(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-time.After(time.Minute): // want loopafter select yes many bug
			return
		default:
			time.Sleep(time.Second)
		}
	}
}

// A wait in the default clause is a wait of its own.
func spinWaits(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		default:
			<-time.After(time.Second) // want loopafter receive yes one churn
		}
	}
}

// The default clause leaves.
func spinDefaultLeaves(ch chan event) {
	for {
		select {
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		default:
			return
		}
	}
}

// The default clause leaves the loop below the select, events come back.
func spinDefaultLeavesLater(ch chan event) {
	for {
		idle := false
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		default:
			idle = true
		}
		if idle {
			break
		}
	}
}

// A default clause outside loops: the timer is pointless and harmless.
func spinOutside(ch chan event) {
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	default:
	}
}

// The default clause belongs to the select around it.
func spinOuterDefault(ch, quit chan event) {
	for {
		select {
		case <-quit:
			return
		default:
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Second): // want loopafter select yes many churn
			}
		}
	}
}

// The default clause belongs to a switch.
func spinSwitch(mode int, ch chan event) {
	for {
		switch mode {
		case 1:
			return
		default:
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Second): // want loopafter select yes many churn
			}
		}
	}
}

// Spinning by way of an outer loop.
func spinOuterLoop(ch chan event) {
	for ready() {
		for {
			select {
			case e := <-ch:
				handle(e)
				return
			case <-time.After(time.Second): // want loopafter select yes many bug
				return
			default:
			}
			break
		}
	}
}

// A deadline that is made once, in a spinning loop.
func spinDeadline(ch chan event) {
	deadline := time.After(time.Second) // want loopafter variable no - none
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-deadline:
			return
		default:
		}
	}
}
