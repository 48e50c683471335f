package tick

import (
	"context"
	t "time"
)

// Ways out of a pass: each of them stops the ticker.
func fixExits(conns []chan int, quit chan int) (n int, err error) {
outer:
	for i, conn := range conns {
		if i == 9 {
			continue
		}
		ticks := t.Tick(t.Second) // want tick variable yes many leak
		for {
			select {
			case v, ok := <-conn:
				switch {
				case !ok:
					continue outer
				case v == 1:
					break // the switch only
				case v == 2:
					break outer
				}
				for range v {
					if done() {
						continue
					}
					break
				}
				func() {
					return // of the literal
				}()
			case <-quit:
				return n, nil
			case <-ticks:
				n++
			}
		}
	}
	return n, nil
}

// A ranged loop in a loop, left by return, by the label of the outer one, and by itself.
func fixRangeExits(conns []chan int) bool {
outer:
	for _, conn := range conns {
	inner:
		for range t.Tick(t.Minute) { // want tick range yes many leak
			select {
			case <-conn:
				continue outer
			default:
			}
			if done() {
				return true
			}
			if done() {
				break inner
			}
			if done() {
				continue inner
			}
			break
		}
	}
	return false
}

// The block ends in something that does not go on: no Stop behind it.
func fixNoEnd(conns []chan int) {
	for _, conn := range conns {
		ticks := t.Tick(t.Second) // want tick variable yes many leak
		select {
		case <-conn:
			continue
		case <-ticks:
			return
		}
	}
}

// What is returned comes from the channel.
func fixReturnsTick(conns []chan int) (at t.Time) {
	for range conns {
		ticks := t.Tick(t.Second) // want tick variable yes many leak
		if done() {
			return <-ticks
		}
		<-ticks
	}
	return at
}

// A label on a statement that leaves.
func fixLabelledExit(conns []chan int) {
	for range conns {
		ticks := t.Tick(t.Second) // want tick variable yes many leak
		if done() {
			goto out
		}
		<-ticks
		continue
	out:
		return
	}
}

// A clause is the pass; it falls through.
func fixFallthrough(n int) {
	for !done() {
		switch n {
		case 1:
			ticks := t.Tick(t.Second) // want tick variable yes many leak
			<-ticks
			fallthrough
		default:
			work()
		}
	}
}

// A pass made with goto.
func fixGotoPass() {
again:
	for range t.Tick(t.Second) { // want tick range yes many leak
		if done() {
			break
		}
		if done() {
			return
		}
	}
	if done() {
		goto again
	}
}

// The label is a target: what stands in front of it would be passed by.
func fixGotoLabel() {
	work()
again:
	for range t.Tick(t.Second) { // want tick range yes many leak
		if done() {
			goto again
		}
		return
	}
}

// A goto jumps over the loop.
func fixGotoOver() {
	if done() {
		goto out
	}
	for range t.Tick(t.Second) { // want tick range yes - leak
		if done() {
			break
		}
	}
out:
	work()
}

// The same, where nothing is declared in front.
func fixGotoOverVariable(quit chan int) {
	var ticks <-chan t.Time
	if done() {
		goto out
	}
	ticks = t.Tick(t.Second) // want tick variable no - leak
out:
	select {
	case <-quit:
	case <-ticks:
	}
}

// The variable of an if, a switch and a for.
func fixInits(quit chan int) {
	if ticks := t.Tick(t.Second); done() { // want tick variable no - leak
		<-ticks
	} else if more := t.Tick(t.Minute); done() { // want tick variable no - leak
		<-more
	}
	for ticks := t.Tick(t.Hour); !done(); <-ticks { // want tick variable no - leak
		work()
	}
	switch ticks := t.Tick(t.Minute); { // want tick variable no - leak
	case done():
		<-ticks
	}
}

// Assigned, compared, copied.
func fixCompared(quit chan int) {
	ticks := t.Tick(t.Second) // want tick variable no - leak
	if done() {
		ticks = nil
	}
	for ticks != nil {
		select {
		case <-quit:
			return
		case <-ticks:
		}
	}
}

func fixCopied() {
	ticks := t.Tick(t.Second) // want tick variable no - leak
	mine := ticks
	<-mine
}

// A named result is returned, by name or not.
func fixNamedResult() (ticks <-chan t.Time) {
	ticks = t.Tick(t.Second) // want tick variable no - leak
	return
}

// The function's own names.
func fixNames(ticker int) {
	for range t.Tick(t.Second) { // want tick range yes - leak
		if use(ticker); done() {
			return
		}
	}
}

// Comments, and a blank line.
func fixComments(ctx context.Context) {
	// The first line of it.

	// Once a second.
	ticks := t.Tick(t.Second) // want tick variable no - leak
	// The loop.
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks: // a tick
			work()
		}
	}
}

func fixCommentInside() {
	for range t.Tick( /* often */ t.Second) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

// One line.
func fixOneLine() { for range t.Tick(t.Second) { if done() { return } } } // want tick range yes - leak

// Two at a time.
func fixTwo(quit chan int) {
	fast, slow := t.Tick(t.Second), t.Tick(t.Minute) // want tick variable no - leak; want tick variable no - leak

	a := t.Tick(t.Second) // want tick variable no - leak

	b := t.Tick(t.Minute) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case <-fast:
		case <-slow:
		case <-a:
		case <-b:
		}
	}
}

// A deferred literal receives: when it runs, the ticker is stopped already.
func fixDeferred(quit chan int) {
	ticks := t.Tick(t.Second) // want tick variable no - leak
	defer func() {
		<-ticks
	}()
	<-quit
}

// An earlier operand takes its time: no timer is set before it.
func fixOrder(next func() chan int) {
	for {
		select {
		case <-next():
			return
		case <-t.Tick(t.Second): // want tick select yes many leak
		}
	}
}

// A timeout and a tick in one select.
func fixBoth(events chan int, d t.Duration) {
	for {
		select {
		case <-t.Tick(t.Second): // want tick select yes many leak
			work()
		case <-events:
		case <-t.Tick(d): // want tick select yes many leak
		}
	}
}

// Nested loops: which period was meant is not clear.
func fixNested(events chan int) {
	for !done() {
		for !done() {
			select {
			case <-events:
			case <-t.Tick(t.Second): // want tick select yes many leak
			}
		}
	}
}

// A default clause.
func fixSpins(events chan int) {
	for {
		select {
		case <-events:
			return
		case <-t.Tick(t.Second): // want tick select yes many leak
			work()
		default:
		}
	}
}

//go:nosplit
func fixPragma() {
	for range t.Tick(t.Second) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

// The duration is declared with the channel, or in the loop.
func fixDeclaredTogether(quit chan int) {
	const (
		every = t.Second
	)
	var (
		often = t.Millisecond
		ticks = t.Tick(often) // want tick variable no - leak
	)
	for {
		const pause = every
		select {
		case <-quit:
			return
		case <-ticks:
		case <-t.Tick(pause): // want tick select yes many leak
		}
	}
}
