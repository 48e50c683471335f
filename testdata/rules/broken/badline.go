package broken

import "time"

//line nothing.go:0
func badLine() {
	for {
		<-time.After(time.Second)
	}
}
