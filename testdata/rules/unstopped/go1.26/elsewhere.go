package unstopped

import "time"

// A type whose timer is made in another file.
type elsewhere struct{ lease *time.Timer }

func (e *elsewhere) release() bool { return e.lease.Stop() }
