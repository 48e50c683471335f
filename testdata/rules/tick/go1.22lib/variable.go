package tick

import (
	"context"
	"time"
)

// Made once for a loop that ends with its context.
func variableContext(ctx context.Context) {
	ticks := time.Tick(time.Second) // want tick variable no - leak
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
			work()
		}
	}
}

// A constant in a variable of its own.
func variableConstant(quit chan struct{}) {
	const every = 100 * time.Millisecond
	var ticks = time.Tick(every) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case now, ok := <-ticks:
			use(now, ok)
		}
	}
}

// The duration comes from outside.
func variableDuration(quit chan struct{}, every time.Duration) {
	var ticks <-chan time.Time = time.Tick(every) // want tick variable no - leak
	for !done() {
		select {
		case <-quit:
			return
		case <-ticks:
		}
	}
}

// In a group of declarations, and as one of two.
func variableGrouped(quit chan struct{}) {
	var (
		n     = 1
		ticks = time.Tick(time.Second) // want tick variable no - leak
	)
	m, more := 2, time.Tick(time.Minute) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case <-ticks:
			n++
		case <-more:
			m++
		}
	}
}

// No way out but the end of the process.
func variableEndless(events chan int) {
	ticks := time.Tick(time.Second) // want tick variable no - none
	for {
		select {
		case <-events:
		case <-ticks:
			work()
		}
	}
}

// Ranged over.
func variableRanged() {
	ticks := time.Tick(time.Second) // want tick variable no - none
	for range ticks {
		work()
	}
}

// Ranged over, with a way out.
func variableRangedEnds() {
	ticks := time.Tick(time.Second) // want tick variable no - leak
	for range ticks {
		if done() {
			return
		}
	}
}

// Received from in the loop's last part.
func variablePost() {
	ticks := time.Tick(time.Second) // want tick variable no - leak
	for i := 0; i < 10; <-ticks {
		i++
	}
}

// Endless, by the loop's last part.
func variablePostEndless() {
	ticks := time.Tick(time.Second) // want tick variable no - none
	for ; ; <-ticks {
		work()
	}
}

// A new ticker for each pass of an outer loop.
func variableInLoop(conns []chan int) {
	for _, conn := range conns {
		ticks := time.Tick(time.Second) // want tick variable yes many leak
		for open := true; open; {
			select {
			case _, open = <-conn:
			case <-ticks:
				work()
			}
		}
	}
}

// Made again by its own clause.
func variableRenewed(quit chan struct{}) {
	ticks := time.Tick(time.Second) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case <-ticks:
			ticks = time.Tick(time.Minute) // want tick variable yes many leak
		}
	}
}

// Made under a condition; otherwise the channel stays nil.
func variableConditional(quit chan struct{}, verbose bool) {
	var progress <-chan time.Time
	if verbose {
		progress = time.Tick(time.Second) // want tick variable no - leak
	}
	for {
		select {
		case <-quit:
			return
		case <-progress:
			work()
		}
	}
}

// The constant is no ticker.
func variableZero(quit chan struct{}) {
	ticks := time.Tick(off) // want tick variable no - bug
	select {
	case <-quit:
	case <-ticks:
	}
}

// Waited for once.
func variableOnce() {
	tick := time.Tick(time.Second) // want tick variable no - leak
	work()
	<-tick
}

// A goroutine receives, for ever.
func variableCaptured() {
	ticks := time.Tick(time.Second) // want tick variable no - none
	go func() {
		for range ticks {
			work()
		}
	}()
}

// A goroutine receives until it is told to stop.
func variableCapturedEnds(quit chan struct{}) {
	ticks := time.Tick(time.Second) // want tick variable no - leak
	go func() {
		for {
			select {
			case <-quit:
				return
			case <-ticks:
				work()
			}
		}
	}()
}

// The variable is called like the ticker that would replace it.
func variableTicker(quit chan struct{}) {
	ticker := time.Tick(time.Second) // want tick variable no - leak
	for {
		select {
		case <-quit:
			return
		case <-ticker:
			work()
		}
	}
}

// Each goroutine of a loop makes its own.
func variableClosure(quits []chan struct{}) {
	for _, quit := range quits {
		go func() {
			ticks := time.Tick(time.Second) // want tick variable closure - leak
			for {
				select {
				case <-quit:
					return
				case <-ticks:
					work()
				}
			}
		}()
	}
}
