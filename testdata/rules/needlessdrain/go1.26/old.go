//go:build !go1.23

package needlessdrain

import "time"

// The file is for Go before 1.23 only, whatever the module says.
func oldFile(timer *time.Timer, d time.Duration) {
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	timer.Stop()
	timer.Reset(d)
}
