// Package context stands in for golang.org/x/net/context: the names of the standard package
// in another place.
package context

import (
	"context"
	"time"
)

// A Context is the standard one.
type Context = context.Context

// A CancelFunc is the standard one.
type CancelFunc = context.CancelFunc

// Background returns an empty context.
func Background() Context { return context.Background() }

// WithCancel returns a copy of parent that can be cancelled.
func WithCancel(parent Context) (Context, CancelFunc) {
	return context.WithCancel(parent) // want lostcancel ok no - none
}

// WithTimeout returns a copy of parent that ends after timeout.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return context.WithTimeout(parent, timeout) // want lostcancel ok no - none
}
