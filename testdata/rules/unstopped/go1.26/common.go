// Package unstopped holds timers and tickers that are stopped, or not.
package unstopped

import "time"

func work() {}

func done() bool { return true }

func use(...any) {}

func keep(*time.Ticker) {}
