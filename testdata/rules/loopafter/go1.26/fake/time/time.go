// Package time is not the standard one.
package time

// Second is a second of this package.
const Second = 1

// After returns a channel nothing is ever sent on.
func After(int) <-chan int { return nil }

// Tick returns a channel nothing is ever sent on.
func Tick(int) <-chan int { return nil }
