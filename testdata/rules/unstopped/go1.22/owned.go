package unstopped

import "time"

// Returned: the caller owns it.
func ownedReturned() *time.Ticker {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	return ticker
}

// Returned at once.
func ownedReturnedDirectly() *time.Timer {
	return time.NewTimer(time.Second) // want unstopped timer no - none
}

// A named result.
func ownedNamedResult() (timer *time.Timer, err error) {
	timer = time.NewTimer(time.Second) // want unstopped timer no - none
	return
}

// Handed on.
func ownedHandedOn() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	keep(ticker)
	keep(time.NewTicker(time.Minute)) // want unstopped ticker no - none
}

// Sent on a channel, put into a slice and a map.
func ownedStored(out chan *time.Timer, all []*time.Timer, named map[string]*time.Timer) []*time.Timer {
	out <- time.NewTimer(time.Second)              // want unstopped timer no - none
	named["last"] = time.NewTimer(time.Second)     // want unstopped timer no - none
	return append(all, time.NewTimer(time.Second)) // want unstopped timer no - none
}

// A literal stops it.
func ownedClosure(quit chan struct{}) func() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	return func() {
		ticker.Stop()
		close(quit)
	}
}

// A deferred literal stops it.
func ownedDeferredClosure() {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	defer func() {
		timer.Stop()
	}()
	work()
}

// A goroutine waits for it.
func ownedGo() {
	timer := time.NewTimer(time.Second) // want unstopped timer no - none
	go func() {
		<-timer.C
		work()
	}()
}

// The method is handed on.
func ownedMethodValue() func() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	return ticker.Stop
}

// The package stops this field in another method.
type stopped struct {
	ticker *time.Ticker
	idle   *time.Timer
}

func newStopped() *stopped {
	return &stopped{
		ticker: time.NewTicker(time.Second), // want unstopped ticker no - none
		idle:   time.NewTimer(time.Minute),  // want unstopped timer no - none
	}
}

func (s *stopped) restart() {
	s.ticker = time.NewTicker(time.Second) // want unstopped ticker no - none
}

func (s *stopped) Close() {
	s.ticker.Stop()
	if !s.idle.Stop() {
		<-s.idle.C
	}
}

// Nobody stops these fields.
type neglected struct {
	beat  *time.Ticker
	grace *time.Timer
}

func newNeglected() *neglected {
	n := &neglected{beat: time.NewTicker(time.Second)} // want unstopped ticker no - leak
	n.grace = time.NewTimer(time.Minute)               // want unstopped timer no - leak
	return n
}

func (n *neglected) run() {
	for range n.beat.C {
		n.grace.Reset(time.Minute)
	}
}

// A ticker for the whole package, which nobody stops.
var pulse = time.NewTicker(time.Minute) // want unstopped ticker no - none

// One that is stopped somewhere.
var alarm = time.NewTimer(time.Minute) // want unstopped timer no - none

func silence() { alarm.Stop() }

func beats() <-chan time.Time { return pulse.C }

// A local variable goes to a field that is stopped.
func (s *stopped) adopt() {
	ticker := time.NewTicker(time.Second) // want unstopped ticker no - none
	s.ticker = ticker
}

// The field of another file's type is stopped there.
func newElsewhere() *elsewhere {
	return &elsewhere{lease: time.NewTimer(time.Minute)} // want unstopped timer no - none
}
