package lostcancel

import "context"

func (s *server) runElsewhere(ctx context.Context) { _ = call(ctx) }
