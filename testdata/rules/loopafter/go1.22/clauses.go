package loopafter

import "time"

// Every way to take what is received, all with the same two clauses.
func clauseDefine(ch chan event) {
	for {
		select {
		case <-ch:
		case now := <-time.After(time.Second): // want loopafter select yes many leak
			use(now)
		}
	}
}

// With the second result, which is always true.
func clauseDefineOK(ch chan event) {
	for {
		select {
		case <-ch:
		case now, ok := <-time.After(time.Second): // want loopafter select yes many leak
			use(now, ok)
		}
	}
}

// Only the second result.
func clauseBlankOK(ch chan event) {
	for {
		select {
		case <-ch:
		case _, ok := <-time.After(time.Second): // want loopafter select yes many leak
			use(ok)
		}
	}
}

// Assigned to a variable from outside.
func clauseAssign(ch chan event) (now time.Time) {
	for {
		select {
		case <-ch:
			return now
		case now = <-time.After(time.Second): // want loopafter select yes one churn
		}
	}
}

// Assigned to nothing.
func clauseBlank(ch chan event) {
	for {
		select {
		case <-ch:
		case _ = <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}

// Assigned to a field.
func clauseField(w *worker) {
	for {
		select {
		case <-w.events:
		case w.last = <-time.After(w.idle): // want loopafter select yes many leak
		}
	}
}

// Assigned to an element whose index is computed only when the clause is chosen.
func clauseElement(ch chan event, at []time.Time, index func() int) {
	for {
		select {
		case <-ch:
		case at[index()] = <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}

// Assigned through a pointer and to a map.
func clausePointer(ch chan event, p *time.Time, seen map[string]time.Time) {
	for {
		select {
		case <-ch:
		case *p = <-time.After(time.Second): // want loopafter select yes many leak
		case seen["last"] = <-time.After(time.Minute): // want loopafter select yes many leak
		}
	}
}

// Parentheses.
func clauseParens(quit chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case <-(time.After(time.Second)): // want loopafter select yes one churn
		}
		select {
		case <-quit:
			return
		case (<-time.After(time.Second)): // want loopafter select yes one churn
		}
		select {
		case <-quit:
			return
		case (<-((time.After)((time.Second)))): // want loopafter select yes one churn
		}
	}
}

// The received value is caught by a goroutine.
func clauseCaptured(ch chan event) {
	for {
		select {
		case <-ch:
		case now := <-time.After(time.Second): // want loopafter select yes many leak
			go use(now)
		}
	}
}

// Simple operands before the wait: fields, elements, conversions and a plain accessor.
func clauseSimpleOperands(w *worker, all []chan event, i int) {
	for {
		select {
		case <-w.events:
		case <-all[i]:
		case <-(<-chan struct{})(w.quit):
		case <-w.source():
		case w.events <- event{name: "x"}:
		case <-time.After(w.idle): // want loopafter select yes many leak
		}
	}
}

//nolint:staticcheck // a comment that must stay with its statement
func clauseCommented(ch chan event) {
	// above the loop
	//nolint:gosimple
	for { // beside the loop
		// above the select
		//nolint:revive
		select { // beside the select
		// above the clause
		case <-ch:
		// above the wait
		case <-time.After( /* a second */ time.Second /* or so */): // want loopafter select yes many leak
			// in the clause
		}
		// at the end
	}
}

// A wait inside the index of what another clause assigns to: evaluated when that clause is chosen.
func clauseIndexWaits(ch chan time.Time, at map[time.Time]time.Time) {
	for {
		select {
		case at[<-time.After(time.Second)] = <-ch: // want loopafter receive yes one churn
		case <-time.After(time.Minute): // want loopafter select yes many leak
		}
	}
}
