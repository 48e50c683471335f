// want-next asynctimer directive no - leak
//go:debug asynctimerchan=1

package asynctimer

import (
	"testing"
	"time"
)

func TestCapacity(t *testing.T) {
	if got := cap(time.NewTimer(time.Hour).C); got != 1 {
		t.Errorf("capacity %d, want 1", got)
	}
}
