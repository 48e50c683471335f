package loopafter

import (
	"sync"
	"time"
)

// A goroutine for each pass, each with one timer.
func closureGo(chs []chan event) {
	for _, ch := range chs {
		go func() {
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Minute): // want loopafter select closure - leak
				tidy()
			}
		}()
	}
}

// A goroutine for each pass, with a loop in it.
func closureGoLoop(chs []chan event) {
	for _, ch := range chs {
		go func() {
			for {
				select {
				case e := <-ch:
					handle(e)
				case <-time.After(time.Minute): // want loopafter select yes many leak
					return
				}
			}
		}()
	}
}

// A goroutine outside loops, with a loop in it.
func closureGoOnce(ch chan event) {
	go func() {
		for {
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Minute): // want loopafter select yes many leak
				tidy()
			}
		}
	}()
}

// A goroutine outside loops, with a wait outside loops.
func closureGoNoLoop(ch chan event) {
	go func() {
		select {
		case <-ch:
		case <-time.After(time.Minute): // want loopafter select no - none
		}
	}()
	for ready() {
		tidy()
	}
}

// A literal that is called at once, for its defer.
func closureCalled(ch chan event, mu *sync.Mutex) {
	for {
		func() {
			mu.Lock()
			defer mu.Unlock()
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Second): // want loopafter select closure - churn
				tidy()
			}
		}()
	}
}

// A literal that is deferred on each pass.
func closureDeferred() {
	for ready() {
		defer func() {
			<-time.After(time.Second) // want loopafter receive closure - churn
		}()
	}
}

// A literal that is handed over as a callback.
func closureCallback(ch chan event) {
	for ready() {
		each(func() {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select closure - churn
			}
		})
	}
}

func each(f func()) { f() }

// A literal that is kept for later.
func closureKept(ch chan event) (all []func()) {
	for ready() {
		all = append(all, func() {
			timeout := time.After(time.Second) // want loopafter variable closure - churn
			select {
			case <-ch:
			case <-timeout:
			}
		})
	}
	return all
}

// A literal that is made before the loop and called in it is not made in the loop.
func closureBefore(ch chan event) {
	wait := func() bool {
		select {
		case <-ch:
			return true
		case <-time.After(time.Second): // want loopafter select no - none
			return false
		}
	}
	for wait() {
		tidy()
	}
}

// The literal is made in the loop's first part, once.
func closureInit(ch chan event) {
	for wait := func() { <-time.After(time.Second) }; ready(); { // want loopafter receive no - none
		wait()
	}
}

// The literal is made in the loop's condition, on each pass.
func closureCondition() {
	for func() bool { <-time.After(time.Second); return ready() }() { // want loopafter receive closure - churn
		tidy()
	}
}

// A goroutine in a loop that is left after its first pass.
func closureOnce(ch chan event) {
	for {
		go func() {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select no - none
			}
		}()
		return
	}
}

// The wait is in the arguments of the started call, which are evaluated in the loop.
func closureArgument() {
	for ready() {
		go func(c <-chan time.Time) {
			<-c
		}(time.After(time.Second)) // want loopafter escape yes - churn
	}
}

// A goroutine in a goto loop.
func closureGoto(ch chan event) {
again:
	go func() {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select closure - leak
		}
	}()
	if ready() {
		goto again
	}
}

// The range's operand in a goroutine of each pass.
func closureRange() {
	for ready() {
		go func() {
			for range time.After(time.Second) { // want loopafter range closure - bug
				tidy()
			}
		}()
	}
}

// Handed over from a callback of each pass.
func closureEscape() {
	for ready() {
		each(func() {
			use(time.After(time.Second)) // want loopafter escape closure - churn
		})
	}
}

// A literal's return does not leave the loop around the literal.
func closureReturn(ch chan event) {
	for {
		select {
		case <-ch:
			func() {
				return
			}()
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}

// A loop in a literal's clause does not bring the outer select back.
func closureInClause(ch chan event) {
	select {
	case <-ch:
		go func() {
			for ready() {
				tidy()
			}
		}()
	case <-time.After(time.Second): // want loopafter select no - none
	}
}

// A package variable holds the function.
var closurePackage = func(ch chan event) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}

// Functions in a table, one with a loop and one without.
var closureTable = map[string]func(chan event){
	"loop": func(ch chan event) {
		for range ch {
			<-time.After(time.Second) // want loopafter receive yes one churn
		}
	},
	"once": func(chan event) {
		<-time.After(time.Second) // want loopafter receive no - none
	},
}
