package tick

import (
	"testing"
	"time"
)

// A test leaves its ticker to the tests after it.
func TestTicks(t *testing.T) {
	n := 0
	for range time.Tick(time.Millisecond) { // want tick range yes - leak
		if n++; n > 3 {
			break
		}
	}
}
