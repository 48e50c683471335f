// Package names reaches package context under other names, and other things under its name.
package names

import (
	. "context"
	std "context"
	"time"

	"golang.org/x/net/context"
)

// The package has another name here.
func alias(parent std.Context) {
	ctx, _ := std.WithCancel(parent) // want lostcancel blank no - leak
	<-ctx.Done()
}

// It is imported without a name, too.
func dot(parent Context) {
	ctx, _ := WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	<-ctx.Done()
}

// The background under two names is one and the same.
func backgrounds() {
	a, _ := WithCancel(std.Background()) // want lostcancel blank no - none
	b, _ := std.WithCancel(TODO())       // want lostcancel blank no - none
	<-a.Done()
	<-b.Done()
}

// The old home of package context counts as context.
func other(parent Context) {
	ctx, _ := context.WithCancel(parent) // want lostcancel blank no - leak
	<-ctx.Done()
	ctx, _ = context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	<-ctx.Done()
}

type maker struct{}

func (maker) WithCancel(Context) (Context, func()) { return nil, nil }

// A variable called context.
func shadowed(context maker, parent Context) {
	ctx, _ := context.WithCancel(parent) // go vet alone: it goes by the names
	<-ctx.Done()
}

// A local function has the name.
func hidden(parent Context) {
	WithCancel := maker{}.WithCancel
	ctx, _ := WithCancel(parent)
	<-ctx.Done()
}

var _ = []any{alias, dot, backgrounds, other, shadowed, hidden}
