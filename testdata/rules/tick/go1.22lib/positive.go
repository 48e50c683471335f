package tick

import (
	"log"
	"time"
)

func positiveGuard(d time.Duration) {
	if d <= 0 {
		return
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func positiveDefault(d time.Duration) {
	if d < time.Second {
		d = time.Second
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func positiveInside(d time.Duration, quit chan int) {
	if 0 < d && quit != nil {
		ticks := time.Tick(d) // want tick variable no - leak
		for {
			select {
			case <-quit:
				return
			case <-ticks:
			}
		}
	}
}

func positiveFatal(d time.Duration) {
	if quiet := false; d <= 0 || quiet {
		log.Fatal("no interval")
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func positiveLocal() {
	d := time.Second
	if done() {
		d = time.Minute
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func positiveLater(p *poller) {
	for {
		every := p.every
		if 1 > every {
			continue
		}
		for range time.Tick(every) { // want tick range yes many leak
			if done() {
				break
			}
		}
	}
}

// From here on it may not be.

func unsureChanged(d time.Duration) {
	if d <= 0 {
		return
	}
	d -= time.Second
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureWrongWay(d time.Duration) {
	if d < 0 {
		return
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureElse(d time.Duration) {
	if d > 0 {
		work()
	} else {
		for range time.Tick(d) { // want tick range yes - leak
			if done() {
				return
			}
		}
	}
}

func unsureOr(d time.Duration) {
	if d > 0 || done() {
		for range time.Tick(d) { // want tick range yes - leak
			if done() {
				return
			}
		}
	}
}

func unsureWarns(d time.Duration) {
	if d <= 0 {
		log.Print("no interval")
	}
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureShared(d time.Duration) {
	if d <= 0 {
		return
	}
	go func() { d = 0 }()
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureOuter(d time.Duration) {
	if d <= 0 {
		return
	}
	go func() {
		for range time.Tick(d) { // want tick range yes - leak
			if done() {
				return
			}
		}
	}()
}

func unsureGoto(d time.Duration) {
	if done() {
		goto on
	}
	if d <= 0 {
		return
	}
on:
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureField(p *poller) {
	if p.every <= 0 {
		return
	}
	for range time.Tick(p.every) { // want tick range yes - leak
		if done() {
			return
		}
	}
}

func unsureProduct(n int) {
	ticks := time.Tick(time.Duration(n) * time.Second) // want tick variable no - leak
	for !done() {
		<-ticks
	}
}

func unsureTyped(d time.Duration) {
	ticker := time.Tick(d) // want tick variable no - leak
	for !done() {
		<-ticker
	}
}

func unsureWait(d time.Duration) {
	for !done() {
		<-time.Tick(d) // want tick receive yes many leak
	}
}

func unsureZero() {
	d := time.Duration(0)
	d = 0
	for range time.Tick(d) { // want tick range yes - leak
		if done() {
			return
		}
	}
}
