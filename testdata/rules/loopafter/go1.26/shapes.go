package loopafter

import (
	"bufio"
	"time"
)

// A loop with a condition.
func shapeCondition(ch chan event) {
	for ready() {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A loop with all three parts.
func shapeThreeParts(ch chan event) {
	for i := 0; i < 10; i++ {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A loop over an integer.
func shapeRangeInt(ch chan event) {
	for range 10 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A loop over a slice; a delivery is the way on to the next one.
func shapeRangeSlice(out chan<- event, events []event) {
	for _, e := range events {
		select {
		case out <- e:
		case <-time.After(time.Second): // want loopafter select yes many churn
			return
		}
	}
}

// A loop over a map.
func shapeRangeMap(out chan<- event, events map[string]event) {
	for _, e := range events {
		select {
		case out <- e:
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A loop over a channel.
func shapeRangeChannel(in <-chan event, out chan<- event) {
	for e := range in {
		select {
		case out <- e:
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A loop over a string.
func shapeRangeString(out chan<- rune, s string) {
	for _, r := range s {
		select {
		case out <- r:
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A scanner's loop.
func shapeScanner(sc *bufio.Scanner, out chan<- string) {
	for sc.Scan() {
		select {
		case out <- sc.Text():
		case <-time.After(time.Second): // want loopafter select yes many churn
			return
		}
	}
}

// Loops in loops; the wait is in the innermost.
func shapeNested(ch chan event, rows [][]event) {
	for _, row := range rows {
		for range row {
			select {
			case e := <-ch:
				handle(e)
			case <-time.After(time.Second): // want loopafter select yes many churn
				tidy()
			}
		}
	}
}

// The inner loop runs to its end, and the outer loop starts it again.
func shapeNestedInnerLeaves(ch chan event) {
	for {
		for {
			select {
			case e := <-ch:
				handle(e)
				return
			case <-time.After(time.Second): // want loopafter select yes one churn
				tidy()
				continue
			}
		}
	}
}

// A loop made of goto alone.
func shapeGoto(ch chan event) {
again:
	select {
	case e := <-ch:
		handle(e)
		goto again
	case <-time.After(time.Second): // want loopafter select yes many churn
		tidy()
	}
}

// A goto loop in which only the timer's clause goes back.
func shapeGotoTimer(ch chan event) {
	tries := 0
retry:
	tries++
	select {
	case e := <-ch:
		handle(e)
	case <-time.After(time.Second): // want loopafter select yes one churn
		if tries < 3 {
			goto retry
		}
	}
}

// A goto that goes forward makes no loop.
func shapeGotoForward(ch chan event) {
	if ready() {
		goto wait
	}
	tidy()
wait:
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	}
}

// A goto that goes back to a place below the wait.
func shapeGotoBelow(ch chan event) {
	select {
	case <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	}
again:
	if ready() {
		goto again
	}
}

// A goto goes back to the labelled select from behind it.
func shapeGotoSelect(ch chan event) {
	for {
	wait:
		select {
		case e := <-ch:
			if e.name == "" {
				goto wait
			}
			return
		case <-time.After(time.Second): // want loopafter select yes many churn
			return
		}
	}
}

// A goto jumps over the place where a declaration would go.
func shapeGotoOver(ch chan event) {
	if !ready() {
		goto done
	}
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
			goto done
		}
	}
done:
	tidy()
}

// A goto jumps over the select within the loop as well.
func shapeGotoOverSelect(ch chan event) {
	for {
		if !ready() {
			goto skip
		}
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	skip:
		tidy()
	}
}

// A loop with goto around a loop with for.
func shapeGotoOuter(ch chan event) {
reconnect:
	for ready() {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
			goto reconnect
		}
	}
}

// The loop in which the wait stands has no way out, and the function has results.
func shapeEndless(ch chan event) (int, error) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// The wait comes after a continue that skips it on some passes.
func shapeSkipped(ch chan event) {
	for {
		if ready() {
			continue
		}
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}

// A retry loop: the pass that succeeds leaves before the wait.
func shapeRetry(quit chan struct{}) error {
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-quit:
			return err
		case <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// The wait stands in the branch that deals with the failure.
func shapeRetryBranch(quit chan struct{}, attempts int) (err error) {
	for i := range attempts {
		if err = try(); err != nil {
			select {
			case <-quit:
				return err
			case <-time.After(time.Duration(i) * time.Second): // want loopafter select yes one churn
			}
			continue
		}
		return nil
	}
	return err
}
