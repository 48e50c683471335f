package lostcancel

import (
	"context"
	"time"
)

// What it does is different on other systems.
func elsewhereRun(parent context.Context, s *server) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want lostcancel blank no - leak
	s.runElsewhere(ctx)
}

// So is what it returns.
func elsewhereMade(parent context.Context, s *server) error {
	ctx, _ := s.madeElsewhere(parent)
	return call(ctx)
}
