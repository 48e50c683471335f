package unstopped

import (
	"net/http"
	"time"
)

// Public has a field that other packages can stop.
type Public struct {
	Ticker *time.Ticker
	hidden *time.Ticker
}

func newPublic() *Public {
	return &Public{
		Ticker: time.NewTicker(time.Second), // want unstopped ticker no - none
		hidden: time.NewTicker(time.Second), // want unstopped ticker no - leak
	}
}

// Shared is for other packages.
var Shared *time.Timer

// What others keep, others may stop.
func othersShare(x struct{ *http.Server }) {
	Shared = time.NewTimer(time.Second) // want unstopped timer no - none
	<-time.NewTimer(time.Millisecond).C // want unstopped discarded no - none
}
