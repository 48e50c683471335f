// Package member belongs to the workspace.
package member

import "time"

// Wait waits.
func Wait() { <-time.After(time.Second) }
