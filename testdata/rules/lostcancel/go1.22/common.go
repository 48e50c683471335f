// Package lostcancel holds contexts whose cancel function is called, handed on, or lost.
package lostcancel

import (
	"context"
	"errors"
)

var errStop = errors.New("stop")

func call(context.Context) error { return nil }

func done() bool { return true }

func use(...any) {}

func keep(context.CancelFunc) {}

type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}
