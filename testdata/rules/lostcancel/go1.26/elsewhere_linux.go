package lostcancel

import "context"

func (s *server) runElsewhere(ctx context.Context) { _ = call(ctx) }

func (s *server) madeElsewhere(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx) // want lostcancel ok no - none
}
