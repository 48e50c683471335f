package lostcancel

import (
	"context"
	"time"
)

// A local function calls it, and is called on every path.
func aliasCalled(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	stop := func() { cancel() }
	defer stop()
	return call(ctx)
}

// The local function is not called on the early return.
func aliasEarlyReturn(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	stop := func() { cancel() }
	if err := call(ctx); err != nil {
		return err
	}
	stop()
	return nil
}

// A copy is deferred.
func aliasCopy(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	opCancel := cancel
	defer opCancel()
	return call(ctx)
}

// A copy is called at the end only.
func aliasCopyEarlyReturn(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel path no - leak
	opCancel := cancel
	if err := call(ctx); err != nil {
		return err
	}
	opCancel()
	return nil
}

// The local function is handed on.
func aliasHandedOn(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want lostcancel ok no - none
	stop := func() { cancel() }
	keep(stop)
	return call(ctx)
}
