package needlessdrain

import "time"

// An alarm has a channel of its own, which hides that of the timer: a receive from it is no drain of the timer.
type alarm struct {
	*time.Timer
	C chan bool
}

func (a *alarm) close() {
	if !a.Stop() {
		<-a.C
	}
}

func (a *alarm) extend(d time.Duration) {
	if !a.Stop() {
		select {
		case <-a.C:
		default:
		}
	}
	a.Reset(d)
}

func (a *alarm) halt() {
	a.Stop()
	select {
	case <-a.C:
	default:
	}
}

// A bell has that of its timer.
type bell struct {
	*time.Timer
	name string
}

func (b *bell) extend(d time.Duration) { // want-next needlessdrain drain no - none
	if !b.Stop() {
		select {
		case <-b.C:
		default:
		}
	}
	b.Reset(d)
}
