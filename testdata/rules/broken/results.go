package broken

import "context"

// Too few results: while somebody types, say.
func tooFew(ctx context.Context) (context.Context, error, context.CancelFunc) {
	c, cancel := context.WithCancel(ctx)
	return c, cancel
}

func tooFewUsed(ctx context.Context) {
	c, _, _ := tooFew(ctx)
	<-c.Done()
}
