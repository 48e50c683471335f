package loopafter

import (
	"sync"
	"time"
)

// The function itself is kept, not called.
var after = time.After // want loopafter value no - none

// A clock with the function as a default.
type clock struct {
	after func(time.Duration) <-chan time.Time
	now   func() time.Time
}

func newClock() *clock {
	return &clock{after: time.After, now: time.Now} // want loopafter value no - none
}

// A call of the variable is not a call of time.After that anybody can see.
func valuePackage(ch chan event) {
	for {
		select {
		case <-ch:
		case <-after(time.Second):
		}
	}
}

// A local variable, made in a loop.
func valueLocal(ch chan event) {
	for {
		wait := time.After // want loopafter value no - none
		select {
		case <-ch:
		case <-wait(time.Second):
		}
	}
}

// An injected clock.
func (c *clock) valueInjected(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-c.after(time.Second):
			tidy()
		}
	}
}

// Handed over as an argument, in parentheses, and returned.
func valueHanded() func(time.Duration) <-chan time.Time {
	use(time.After)   // want loopafter value no - none
	use((time.After)) // want loopafter value no - none
	return time.After // want loopafter value no - none
}

// Compared with nil and converted.
func valueConverted() {
	type waiter func(time.Duration) <-chan time.Time
	w := waiter(time.After) // want loopafter value no - none
	for ready() {
		<-w(time.Second)
	}
}

type fake struct{}

func (fake) After(time.Duration) <-chan time.Time { return nil }

// After is a method of something else.
func valueFake(clk fake, ch chan event) {
	for {
		select {
		case <-ch:
		case <-clk.After(time.Second):
		}
	}
}

// After is a method of times themselves.
func valueMethodOfTime(a, b time.Time) {
	for a.After(b) {
		b = b.Add(time.Second)
	}
	later := time.Time.After
	use(later(a, b), time.Now().After(b))
}

// After is a function of this package.
func After(time.Duration) <-chan time.Time { return nil }

func valueOwnAfter(ch chan event) {
	for {
		select {
		case <-ch:
		case <-After(time.Second):
		}
	}
}

// time.AfterFunc is another function.
func valueAfterFunc() {
	for ready() {
		t := time.AfterFunc(time.Second, tidy)
		t.Stop()
	}
}

// Mentioned in strings and comments only: time.After(time.Second) is not a call here.
func valueText() {
	for ready() {
		use("<-time.After(time.Second)", `case <-time.After(d):`)
		/* <-time.After(time.Second) */
	}
}

// A struct that is called time, with a function in it.
func valueShadowedStruct(ch chan event) {
	time := struct{ After func(int) chan bool }{func(int) chan bool { return nil }}
	for {
		select {
		case <-ch:
		case <-time.After(1):
		}
	}
}

// A parameter that is called time.
func valueShadowedParameter(time *clockwork, ch chan event) {
	for {
		select {
		case <-ch:
		case <-time.After(1):
		}
	}
}

type clockwork struct{ sync.Mutex }

func (*clockwork) After(int) <-chan int { return nil }

// A receiver that is called time.
func (time *clockwork) valueShadowedReceiver(ch chan event) {
	for {
		select {
		case <-ch:
		case <-time.After(1):
		}
	}
}

// time is itself at first, and shadowed further down.
func valueShadowedLater(ch chan event) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
			time := &clockwork{}
			<-time.After(1)
		}
	}
}

// A variable called timer is in the way of a new one.
func valueNameTaken(ch chan event, timer int) {
	for timer2 := 0; timer2 < timer; timer2++ {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
			use(timer, timer2)
		}
	}
}
