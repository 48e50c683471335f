package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	for {
		select {
		case job := <-jobs:
			job()
		case <-time.After(time.Minute):
			idle()
		}
	}
}
