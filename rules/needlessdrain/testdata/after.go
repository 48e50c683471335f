package worker

import "time"

func extend(timer *time.Timer) {
	timer.Reset(time.Minute)
}
