//go:build !linux

package lostcancel

import "context"

func (s *server) runElsewhere(ctx context.Context) { s.ctx = ctx }

func (s *server) madeElsewhere(context.Context) (context.Context, context.CancelFunc) {
	return s.ctx, s.cancel
}
