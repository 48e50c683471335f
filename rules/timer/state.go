package timer

import "strings"

// A State is a set of what may be true of a timer at one point of a function.
type State uint8

const (
	Unknown State = 1 << iota // nothing is known: entry of the function, or others had the timer
	Fresh                     // set, and nobody has waited since: it has not fired
	Armed                     // set before a wait, and neither stopped nor received from: it may have fired, unread
	Stopped                   // stopped while armed, the result of Stop ignored: a value may be there, or on its way
	Racy                      // as Stopped, and then drained without blocking: a value may still be on its way
	Idle                      // received from, or surely stopped in time: no value is there or will come
)

// Stale reports whether a Reset may leave an old value in the channel.
func (s State) Stale() bool { return s&(Armed|Stopped|Racy) != 0 }

// empty reports whether no value may come until the next Reset: whoever waits for one would wait for good.
func (s State) empty() bool { return s&(Idle|Stopped|Racy) != 0 }

// older is the state after a wait. Other calls may take their time as well, but a timer that is set, and set again
// before anybody waits, is the first pass of a loop that resets its timer at the head; it does not fire there.
func (s State) older() State {
	if s == Fresh {
		return Armed
	}
	return s
}

// String says for people what may be true.
func (s State) String() string {
	words := []string{
		"nothing is known of it",
		"it is set and has not fired",
		"it may have fired, unread",
		"it was stopped, perhaps too late",
		"it was stopped and drained, perhaps too early",
		"its channel is empty and stays so",
	}
	var out []string
	for i, w := range words {
		if s&(1<<i) != 0 {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return "it cannot be told"
	}
	return strings.Join(out, "; or ")
}
