package worker

import "time"

func serve(jobs <-chan func(), idle func()) {
	timer := time.NewTimer(time.Minute)
	defer func() { timer.Stop() }()
	for {
		if timer.Stop() {
			timer.Reset(time.Minute)
		} else {
			timer = time.NewTimer(time.Minute) // it fired: its channel may hold an old tick
		}
		select {
		case job := <-jobs:
			job()
		case <-timer.C:
			idle()
		}
	}
}
