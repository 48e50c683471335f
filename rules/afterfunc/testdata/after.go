package session

import "time"

func watch(work func() error, expire func()) error {
	timer := time.AfterFunc(time.Hour, expire)
	defer timer.Stop()
	return work()
}
