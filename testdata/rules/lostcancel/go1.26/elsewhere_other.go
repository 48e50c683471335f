//go:build !linux

package lostcancel

import "context"

func (s *server) runElsewhere(ctx context.Context) { s.ctx = ctx }
