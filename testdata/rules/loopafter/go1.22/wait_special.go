//go:build special && !windows

package loopafter

import "time"

// A file that needs a build tag.
func system(quit chan struct{}) {
	<-time.After(time.Second) // want loopafter receive no - none
}
