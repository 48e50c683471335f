package names

import . "time"

// Everything is imported by its own name.
func dot(ch chan int) {
	for {
		select {
		case <-ch:
		case <-After(Second): // want loopafter select yes many churn
		}
	}
}

// A local function has the name.
func dotHidden(ch chan int) {
	After := func(Duration) <-chan Time { return nil }
	for {
		select {
		case <-ch:
		case <-After(Second):
		}
	}
}

// Shadowed only inside the clause.
func dotHiddenLater(ch chan int) {
	for {
		select {
		case <-ch:
		case <-After(Second): // want loopafter select yes many churn
			After := Now()
			_ = After
		}
	}
}

// A field and a method of the name.
type dotted struct{ After func(Duration) <-chan Time }

func (d dotted) dotField(ch chan int) {
	for {
		select {
		case <-ch:
		case <-d.After(Second):
		case <-dotted{After: After}.After(Second): // want loopafter value no - none
		}
	}
}

// A wait for a channel variable.
func dotVariable(quit chan int) {
	for {
		timeout := After(Minute) // want loopafter variable yes one churn
		select {
		case <-quit:
			return
		case <-timeout:
		}
	}
}
