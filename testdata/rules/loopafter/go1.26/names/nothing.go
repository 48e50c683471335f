package names

// This file does not import time: time.After(time.Second) is mentioned, and time is a variable.
func nothing(ch chan int) {
	var time waiter
	for {
		select {
		case <-ch:
		case <-time.After(5):
		}
	}
}

var _ = []any{alias, aliasHidden, aliasTime, dot, dotHidden, dotHiddenLater, dotVariable, dotted.dotField, twice, fakeImport, renamed, nothing}
