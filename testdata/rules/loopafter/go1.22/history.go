package loopafter

import "time"

// A select with two timeouts, of which the second can never win.
func historyTwoTimeouts(ch chan event) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Second): // want loopafter select yes many leak
			tidy()
		case <-time.After(time.Minute): // want loopafter select yes many leak
			return
		}
	}
}

// A line in the log when nothing happens.
func historyIdleLog(ch <-chan event, quit <-chan struct{}) {
	for {
		select {
		case <-quit:
			return
		case e, ok := <-ch:
			if !ok {
				return
			}
			handle(e)
		case <-time.After(30 * time.Second): // want loopafter select yes many leak
			use("idle for", 30*time.Second)
		}
	}
}

type pump struct {
	send     chan event
	stop     chan struct{}
	interval time.Duration
	idle     time.Duration
}

// A heartbeat with a stop channel.
func (p *pump) heartbeat(beat func() error) error {
	for {
		select {
		case <-p.stop:
			return nil
		case <-time.After(p.interval): // want loopafter select yes one churn
			if err := beat(); err != nil {
				return err
			}
		}
	}
}

// The writer of a connection that pings when it has nothing to write.
func (p *pump) write(emit func(event) error, ping func() error) error {
	for {
		select {
		case e, ok := <-p.send:
			if !ok {
				return nil
			}
			if err := emit(e); err != nil {
				return err
			}
		case <-time.After(p.interval * 9 / 10): // want loopafter select yes many leak
			if err := ping(); err != nil {
				return err
			}
		}
	}
}

// A subscriber that goes away after an hour without a message.
func (p *pump) subscribe(deliver func(event)) {
	defer close(p.stop)
	for {
		select {
		case e := <-p.send:
			deliver(e)
		case <-time.After(1 * time.Hour): // want loopafter select yes many leak
			return
		}
	}
}

// A worker whose idle time is a field.
func (p *pump) work(jobs <-chan func()) {
	for {
		select {
		case job := <-jobs:
			job()
		case <-time.After(p.idle): // want loopafter select yes many leak
			return
		}
	}
}

// A retry with growing waits.
func historyRetry(quit <-chan struct{}, try func() error) error {
	wait := 100 * time.Millisecond
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-quit:
			return err
		case <-time.After(wait): // want loopafter select yes one churn
			if wait *= 2; wait > time.Minute {
				wait = time.Minute
			}
		}
	}
}

// Batches are flushed when they are full, when time is up, and at the end.
func historyFlush(in <-chan event, shutdown <-chan struct{}, flush func([]event)) {
	var batch []event
	for {
		select {
		case e := <-in:
			if batch = append(batch, e); len(batch) < 100 {
				continue
			}
		case <-time.After(time.Second): // want loopafter select yes many leak
		case <-shutdown:
			flush(batch)
			return
		}
		flush(batch)
		batch = batch[:0]
	}
}
