package loopafter

import "time"

// A clause of the inner loop goes on with the outer one, which comes back.
func labelContinueOuter(ch chan event, rows [][]event) {
outer:
	for _, row := range rows {
		for range row {
			select {
			case e := <-ch:
				handle(e)
				continue outer
			case <-time.After(time.Second): // want loopafter select yes many leak
				tidy()
			}
		}
	}
}

// A clause of the inner loop leaves both.
func labelBreakOuter(ch chan event, rows [][]event) {
outer:
	for _, row := range rows {
		for range row {
			select {
			case e := <-ch:
				handle(e)
				break outer
			case <-time.After(time.Second): // want loopafter select yes one churn
				tidy()
			}
		}
	}
}

// A labelled break of the loop the wait is in.
func labelBreak(ch chan event) {
loop:
	for {
		select {
		case e := <-ch:
			handle(e)
			break loop
		case <-time.After(time.Second): // want loopafter select yes one churn
			tidy()
		}
	}
	tidy()
}

// The label is that of the select, so the break stays in the loop.
func labelBreakSelect(ch chan event) {
loop:
	for {
	wait:
		select {
		case <-ch:
			break wait
		case <-time.After(time.Second): // want loopafter select yes many leak
			break loop
		}
	}
}

// Loop and select have a label each; a nested select leaves through the loop's.
func labelNestedSelect(ch chan event, quit chan struct{}) {
loop:
	for {
		select {
		case e := <-ch:
			select {
			case <-quit:
				break loop
			default:
				handle(e)
			}
		case <-time.After(time.Second): // want loopafter select yes many leak
			break loop
		}
	}
}

// A labelled switch around the loop; the break leaves the switch and so the loop.
func labelAroundLoop(ch chan event, mode int) {
block:
	switch mode {
	case 1:
		for {
			select {
			case <-ch:
				break block
			case <-time.After(time.Second): // want loopafter select yes one churn
			}
		}
	}
	tidy()
}

// A labelled switch in the clause; the break leaves the switch only.
func labelSwitch(ch chan event) {
	for {
		select {
		case e := <-ch:
		kind:
			switch e.name {
			case "":
				break kind
			default:
				handle(e)
			}
		case <-time.After(time.Second): // want loopafter select yes many leak
			return
		}
	}
}

// A loop in the clause runs to its end and the pass goes on.
func labelLoopInClause(ch chan event) {
	for {
		select {
		case <-ch:
			for e := range ch {
				handle(e)
			}
		case <-time.After(time.Second): // want loopafter select yes many leak
			return
		}
	}
}

// A loop in the clause is left by a break of the outer loop only.
func labelEndlessInClause(ch chan event) {
loop:
	for {
		select {
		case <-ch:
			for {
				if ready() {
					break loop
				}
				tidy()
			}
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// A continue of the same loop, named.
func labelContinueSelf(ch chan event) {
loop:
	for {
		select {
		case <-ch:
			continue loop
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
		return
	}
}

// Only the timer's clause continues, everything else ends below the select.
func labelContinueTimer(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes one churn
			continue
		}
		return
	}
}

// The same label is used in two functions.
func labelTwin(ch chan event) {
loop:
	for {
		select {
		case <-ch:
			continue loop
		case <-time.After(time.Second): // want loopafter select yes many leak
			break loop
		}
	}
}

// Two loops around the wait, and both are left at the end of their first pass.
func labelLastOuterPass(ch chan event) {
outer:
	for {
		for {
			select {
			case <-ch:
				break outer
			case <-time.After(time.Second): // want loopafter select no - none
			}
			break
		}
		break
	}
}
