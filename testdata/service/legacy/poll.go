// Package legacy polls the old order system, for services that still need it.
package legacy

import "time"

// A Poller asks the old system for orders.
type Poller struct {
	Fetch func() ([]string, error)
	Every time.Duration
	Wake  <-chan struct{}
	Quit  <-chan struct{}
}

// Run passes on the orders that Fetch finds, now and then and whenever it is woken up.
func (p *Poller) Run(handle func(id string)) error {
	for {
		ids, err := p.Fetch()
		if err != nil {
			return err
		}
		for _, id := range ids {
			handle(id)
		}
		select {
		case <-p.Quit:
			return nil
		case <-p.Wake:
		case <-time.After(p.Every):
		}
	}
}

// Settle gives the old system time to write its files.
func Settle(steps int, progress func(step int)) {
	for step := range make([]struct{}, steps) {
		<-time.After(2 * time.Second)
		progress(step)
	}
}

// Debounce calls f once the events have stopped for a while.
func Debounce(events <-chan struct{}, quiet time.Duration, f func()) {
	timer := time.NewTimer(quiet)
	defer timer.Stop()
	for {
		select {
		case _, ok := <-events:
			if !ok {
				return
			}
			timer.Reset(quiet)
		case <-timer.C:
			f()
			timer.Reset(quiet)
		}
	}
}
