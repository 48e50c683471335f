package lostcancel

import (
	"context"
	"database/sql"
	"time"
)

// Thrown away; the context only serves one statement.
func blankExec(ctx context.Context, db *sql.DB) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want lostcancel blank no - leak
	_, err := db.ExecContext(ctx, "vacuum")
	return err
}

// The same with a new variable.
func blankDefine(parent context.Context, db *sql.DB) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	_, err := db.ExecContext(ctx, "vacuum")
	return err
}

// In a nested block, where := would make another ctx.
func blankNested(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		ctx, _ = context.WithTimeout(ctx, limit) // want lostcancel blank no - leak
	}
	return call(ctx)
}

// With var.
func blankVar(parent context.Context) error {
	var ctx, _ = context.WithCancel(parent) // want lostcancel blank no - leak
	return call(ctx)
}

// All six constructors.
func blankEach(parent context.Context, at time.Time) {
	a, _ := context.WithCancel(parent)                           // want lostcancel blank no - leak
	b, _ := context.WithTimeout(parent, time.Second)             // want lostcancel blank no - leak
	c, _ := context.WithDeadline(parent, at)                     // want lostcancel blank no - leak
	d, _ := context.WithCancelCause(parent)                      // want lostcancel blank no - leak
	e, _ := context.WithTimeoutCause(parent, time.Hour, errStop) // want lostcancel blank no - leak
	f, _ := context.WithDeadlineCause(parent, at, errStop)       // want lostcancel blank no - leak
	use(a, b, c, d, e, f)
}

// Nothing refers to a child of the background: nothing is held.
func blankBackground() error {
	ctx, _ := context.WithCancel(context.Background()) // want lostcancel blank no - none
	return call(ctx)
}

// Nor to one of the other empty context, with a cause.
func blankTODO() error {
	ctx, _ := context.WithCancelCause(context.TODO()) // want lostcancel blank no - none
	return call(ctx)
}

// A timer is held until the deadline, even under the background.
func blankBackgroundTimeout() error {
	ctx, _ := context.WithTimeout(context.Background(), time.Hour) // want lostcancel blank no - leak
	return call(ctx)
}

// And until the deadline of the other kind.
func blankBackgroundDeadline(at time.Time) error {
	ctx, _ := context.WithDeadline(context.TODO(), at) // want lostcancel blank no - leak
	return call(ctx)
}

// The background in a variable is a parent like any other to the eye.
func blankBackgroundVariable() error {
	parent := context.WithValue(context.Background(), struct{}{}, 1)
	ctx, _ := context.WithCancel(parent) // want lostcancel blank no - leak
	return call(ctx)
}

// Parentheses around the parent.
func blankBackgroundParens() error {
	ctx, _ := (context.WithCancel)((context.Background())) // want lostcancel blank no - none
	return call(ctx)
}

// In a loop.
func blankLoop(parent context.Context) {
	for !done() {
		ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank yes - leak
		_ = call(ctx)
	}
}

// In a goroutine of each pass.
func blankClosure(parent context.Context, n int) {
	for range n {
		go func() {
			ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank closure - leak
			_ = call(ctx)
		}()
	}
}

// Kept in a field, while its cancel function is not.
func (s *server) blankField(ctx context.Context) {
	s.ctx, _ = context.WithCancel(ctx) // want lostcancel blank no - leak
}

// In the first part of an if.
func blankIf(parent context.Context) error {
	if ctx, _ := context.WithTimeout(parent, time.Second); call(ctx) != nil { // want lostcancel blank no - leak
		return errStop
	}
	return nil
}

// At package level.
var blankPackage, _ = context.WithCancel(context.Background()) // want lostcancel blank no - none

// Both results are thrown away.
func blankBoth(parent context.Context) {
	_, _ = context.WithCancel(parent) // want lostcancel blank no - leak
}
