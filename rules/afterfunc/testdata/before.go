package session

import "time"

func watch(work func() error, expire func()) error {
	timer := time.AfterFunc(time.Hour, expire)
	if err := work(); err != nil {
		return err
	}
	timer.Stop()
	return nil
}
