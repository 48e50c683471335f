package worker

import "time"

func waiting(timer *time.Timer) bool {
	return len(timer.C) > 0
}
