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

// The copy is called by a function literal made before.
func aliasCaptured(parent context.Context) error {
	var stop func()
	onEvent := func() { stop() }
	ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
	stop = cancel
	use(onEvent)
	return call(ctx)
}

// The copy belongs to the function around the literal.
func aliasOuter(parent context.Context) {
	var stop func()
	setup := func() {
		ctx, cancel := context.WithCancel(parent) // want lostcancel ok no - none
		stop = cancel
		_ = call(ctx)
	}
	setup()
	stop()
}

// A function literal made before calls whatever the variable holds.
func aliasOverwritten(parent context.Context) {
	var cancel context.CancelFunc
	s := &server{cancel: func() { cancel() }}
	s.ctx, cancel = context.WithCancel(parent) // want lostcancel ok no - none
	use(s)
	s.ctx, cancel = context.WithCancel(parent) // want lostcancel path no - leak
	use(s)
}

// A deferred one calls the last one only.
func aliasOverwrittenDeferred(parent context.Context) {
	var cancel context.CancelFunc
	defer func() { cancel() }()
	ctx, cancel := context.WithCancel(parent) // want lostcancel path no - leak
	_ = call(ctx)
	ctx, cancel = context.WithCancel(parent) // want lostcancel path no - leak
	_ = call(ctx)
}

// Where there is a context, it is not made anew.
func aliasGuarded(parent context.Context, lines chan string) {
	var ctx context.Context
	var cancel context.CancelFunc
	for line := range lines {
		switch {
		case line == "start":
			if ctx != nil {
				continue
			}
			ctx, cancel = context.WithCancel(parent) // want lostcancel ok yes - none
			_ = call(ctx)
		case line == "stop" && ctx != nil:
			cancel()
			ctx = nil
		}
	}
	if cancel != nil {
		cancel()
	}
}
