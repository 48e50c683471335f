package names

import "example.com/loopafter/fake/time"

// Another package that is called time.
func fakeImport(ch chan int) {
	for {
		select {
		case <-ch:
		case <-time.After(time.Second):
		}
	}
}
