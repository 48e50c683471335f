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
