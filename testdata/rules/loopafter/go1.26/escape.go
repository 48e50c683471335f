package loopafter

import "time"

// Handed to a function.
func escapeArgument() {
	for ready() {
		use(time.After(time.Second)) // want loopafter escape yes - churn
	}
}

// Handed to a function whose result the select waits for.
func escapeWrapped(ch chan event) {
	for {
		select {
		case <-ch:
		case <-either(time.After(time.Second), ch): // want loopafter escape yes - churn
		}
	}
}

func either(a <-chan time.Time, _ chan event) <-chan time.Time { return a }

// Handed to a method, to a goroutine and to a deferred call: the arguments are made in the loop.
func (w *worker) escapeCalls() {
	for ready() {
		w.expire(time.After(time.Second))    // want loopafter escape yes - churn
		go w.expire(time.After(time.Second)) // want loopafter escape yes - churn
		defer use(time.After(time.Second))   // want loopafter escape yes - churn
	}
}

func (w *worker) expire(c <-chan time.Time) { w.expiry = c }

// Returned: once, since the function ends.
func escapeReturned(ready bool) <-chan time.Time {
	if !ready {
		return nil
	}
	return time.After(time.Second) // want loopafter escape no - none
}

// Returned from within a loop.
func escapeReturnedInLoop() <-chan time.Time {
	for {
		if ready() {
			return time.After(time.Second) // want loopafter escape no - none
		}
	}
}

// Returned with something else.
func escapeReturnedPair() (<-chan time.Time, error) {
	return time.After(time.Second), nil // want loopafter escape no - none
}

// Kept in a field.
func (w *worker) escapeField() {
	w.expiry = time.After(w.idle) // want loopafter escape no - none
	for {
		select {
		case e := <-w.events:
			handle(e)
			w.expiry = time.After(w.idle) // want loopafter escape yes - churn
		case <-w.expiry:
			return
		}
	}
}

// Kept in a struct literal, a slice, a map, an array and behind a pointer.
func escapeStored(p *<-chan time.Time, named map[string]<-chan time.Time) []<-chan time.Time {
	var all []<-chan time.Time
	var last [1]<-chan time.Time
	for ready() {
		w := worker{expiry: time.After(time.Second)}   // want loopafter escape yes - churn
		all = append(all, w.expiry)                    // nothing is made here
		all = append(all, time.After(time.Second))     // want loopafter escape yes - churn
		use([]<-chan time.Time{time.After(next())})    // want loopafter escape yes - churn
		use(map[string]any{"c": time.After(next())})   // want loopafter escape yes - churn
		use(&worker{expiry: (time.After(time.Hour))})  // want loopafter escape yes - churn
		named["last"] = time.After(time.Second)        // want loopafter escape yes - churn
		last[0] = time.After(time.Second)              // want loopafter escape yes - churn
		*p = time.After(time.Second)                   // want loopafter escape yes - churn
		use(struct{ c any }{time.After(time.Second)})  // want loopafter escape yes - churn
		use([...]any{1: time.After(2 * time.Second)})  // want loopafter escape yes - churn
		use(any(time.After(time.Second)), all, last)   // want loopafter escape yes - churn
		use(interface{ Len() int }(nil), time.Second)  // nor here
		use(func() int { return 1 }(), time.Minute, p) // nor here
	}
	return all
}

// Sent on a channel, in a select and outside.
func escapeSent(out chan (<-chan time.Time), quit chan struct{}) {
	for {
		out <- time.After(time.Second) // want loopafter escape yes - churn
		select {
		case <-quit:
			return
		case out <- time.After(time.Second): // want loopafter escape yes - churn
		}
	}
}

// Made for the whole package.
var started = time.After(time.Minute) // want loopafter escape no - none

var (
	names  = []string{"a", "b"}
	clocks = map[string]<-chan time.Time{
		"short": time.After(time.Second), // want loopafter escape no - none
		"long":  time.After(time.Hour),   // want loopafter escape no - none
	}
)

// A package variable, set in a loop.
func escapePackage() {
	for range names {
		started = time.After(time.Minute) // want loopafter escape yes - churn
	}
	use(clocks)
}

// In a deferred function, in a deferred call and as a started call's argument, outside loops.
func escapeDeferred() {
	defer use(time.After(time.Second)) // want loopafter escape no - none
	go use(time.After(time.Second))    // want loopafter escape no - none
	defer func() {
		<-time.After(time.Second) // want loopafter receive no - none
	}()
}

// Variadic arguments, and an argument of an argument.
func escapeNestedArguments() {
	for ready() {
		use(1, either(time.After(time.Second), nil), time.After(time.Minute)) // want loopafter escape yes - churn ; want loopafter escape yes - churn
	}
}

// A named result is a local variable that the caller gets.
func escapeNamedResult() (c <-chan time.Time) {
	c = time.After(time.Second) // want loopafter variable no - none
	return
}
