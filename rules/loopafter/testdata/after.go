package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	for {
		timer.Reset(time.Minute)
		select {
		case job := <-jobs:
			job()
		case <-timer.C:
			idle()
		}
	}
}
