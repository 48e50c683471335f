package differential

import "math/rand"

// choices are the decisions that make a program. They are random, or those of a list, and then 0: the simplest choice. A list that is
// shortened or lowered makes a simpler program, which is all there is to shrinking one.
type choices struct {
	list   []int
	next   int
	random *rand.Rand // nil: only list
	resets bool       // choose among programs in which timers are set again
}

// of chooses one of n; 0 is the simplest.
func (c *choices) of(n int) int {
	if c.random != nil {
		c.list = append(c.list, c.random.Intn(n))
	}
	if c.next == len(c.list) {
		return 0
	}
	c.next++
	return c.list[c.next-1] % n
}

// simpler returns lists that make simpler programs, those that leave out most first.
func simpler(list []int) [][]int {
	var out [][]int
	for size := len(list) / 2; size > 0; size /= 2 {
		for from := 0; from+size <= len(list); from += size {
			out = append(out, append(append([]int{}, list[:from]...), list[from+size:]...))
		}
	}
	for i, v := range list {
		if v > 0 {
			lower := append([]int{}, list...)
			lower[i] = 0
			out = append(out, lower)
		}
	}
	return out
}
