// Package loops holds loops that wait with time.After, in the shapes that people write.
package loops

import (
	"time"

	. "example.com/behaviour/trace"
)

// All are the loops by name; other files add theirs.
var All = map[string]func(*Env){
	"plain": plain, "first": first, "backoff": backoff, "call": call, "retry": retry, "twice": twice, "pair": pair,
	"labels": labels, "nested": nested, "switched": switched, "slow": slow, "send": send, "perPass": perPass,
	"conditional": conditional, "literal": literal, "ranged": ranged, "poll": poll, "inner": inner, "flag": flag, "value": value,
	"field": field, "jump": jump, "again": again, "deadline": deadline,
	"debounce": debounce, "linger": linger,
}

func plain(e *Env) {
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(5 * time.Millisecond):
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func first(e *Env) {
	for {
		select {
		case <-time.After(e.D):
			e.Log("timeout")
			e.D += time.Millisecond
		case n := <-e.A:
			e.Log("a", n)
		case <-e.Quit:
			return
		}
	}
}

func backoff(e *Env) {
	d := time.Millisecond
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			d = time.Millisecond
		case <-time.After(d):
			e.Log("timeout", d)
			d *= 2
		case <-e.Quit:
			return
		}
	}
}

func call(e *Env) {
	a, quit := e.A, e.Quit
	for {
		select {
		case n := <-a:
			e.Log("a", n)
		case <-time.After(e.Next()):
			e.Log("timeout")
		case <-quit:
			return
		}
	}
}

func retry(e *Env) {
	for i := 0; i < 10; i++ {
		if e.Ask() {
			e.Log("done")
			continue
		}
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(time.Duration(i) * time.Millisecond):
			e.Log("timeout", i)
		case <-e.Quit:
			return
		}
	}
}

func twice(e *Env) {
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(3 * time.Millisecond):
			e.Log("short")
			e.Work(4 * time.Millisecond)
		case <-time.After(6*time.Millisecond + 7):
			e.Log("long")
		case <-e.Quit:
			return
		}
	}
}

func pair(e *Env) {
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(4 * time.Millisecond):
			e.Log("first")
		}
		select {
		case n := <-e.B:
			e.Log("b", n)
		case <-time.After(2 * time.Millisecond):
			e.Log("second")
		case <-e.Quit:
			return
		}
	}
}

func labels(e *Env) {
outer:
	for i := range 6 {
		for {
		wait:
			select {
			case n := <-e.A:
				e.Log("a", n)
				if n%2 == 0 {
					continue outer
				}
				if n%3 == 0 {
					break wait
				}
				e.Log("odd")
			case <-time.After(3 * time.Millisecond):
				e.Log("timeout", i)
				break outer
			case <-e.Quit:
				return
			}
			e.Log("round")
		}
	}
	e.Log("out")
}

func nested(e *Env) {
	for i := 0; i < 4; i++ {
		e.Log("outer", i)
		for j := 0; j < 3; j++ {
			select {
			case n := <-e.A:
				e.Log("a", n)
			case <-time.After(time.Duration(i+j+1) * time.Millisecond):
				e.Log("timeout", j)
			case <-e.Quit:
				return
			}
		}
	}
}

func switched(e *Env) {
	for i := 0; ; i++ {
		switch i % 3 {
		case 0:
			select {
			case n := <-e.A:
				e.Log("a", n)
			case <-time.After(4 * time.Millisecond):
				e.Log("timeout")
			case <-e.Quit:
				return
			}
		case 1:
			e.Work(time.Millisecond)
		default:
			if i > 40 {
				return
			}
		}
	}
}

func slow(e *Env) {
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(9 * time.Millisecond)
		case <-time.After(5 * time.Millisecond):
			e.Log("timeout")
			e.Work(6 * time.Millisecond)
		case <-e.Quit:
			return
		}
	}
}

func send(e *Env) {
	for i := 0; ; i++ {
		select {
		case e.Out <- i:
			e.Log("sent", i)
		case <-time.After(5 * time.Millisecond):
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func perPass(e *Env) {
	for {
		timeout := time.After(6 * time.Millisecond)
		for more := true; more; {
			select {
			case n := <-e.A:
				e.Log("a", n)
			case <-timeout:
				e.Log("timeout")
				more = false
			case <-e.Quit:
				return
			}
		}
	}
}

func conditional(e *Env) {
	for {
		var timeout <-chan time.Time
		if !e.Ask() {
			timeout = time.After(4 * time.Millisecond)
		}
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-timeout:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func literal(e *Env) {
	run := func(d time.Duration) {
		for {
			select {
			case n := <-e.A:
				e.Log("a", n)
				if n%4 == 0 {
					return
				}
			case <-time.After(d):
				e.Log("timeout", d)
				return
			}
		}
	}
	for i := range 3 {
		run(time.Duration(i+2) * time.Millisecond)
	}
}

func ranged(e *Env) {
	for _, d := range []time.Duration{3, 0, 2, -1, 5, 4} {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(d * time.Millisecond):
			e.Log("timeout", d)
		case <-e.Quit:
			return
		}
	}
}

func poll(e *Env) {
	for i := range 20 {
		e.Log("poll", i)
		select {
		case <-e.Quit:
			return
		case <-time.After(3 * time.Millisecond):
		}
	}
}

func inner(e *Env) {
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			select {
			case n := <-e.B:
				e.Log("b", n)
			case <-time.After(2 * time.Millisecond):
				e.Log("inner")
			}
		case <-time.After(5 * time.Millisecond):
			e.Log("outer")
		case <-e.Quit:
			return
		}
	}
}

func flag(e *Env) {
	done := false
	for !done {
		select {
		case n := <-e.A:
			e.Log("a", n)
			done = n > 20
		case <-time.After(4 * time.Millisecond):
			e.Log("timeout")
		case <-e.Quit:
			done = true
		}
	}
}

func value(e *Env) {
	var at time.Time
	for !at.After(time.Unix(0, 0)) || e.Ask() {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case at = <-time.After(4 * time.Millisecond):
			e.Log("timeout", !at.IsZero())
		case <-e.Quit:
			return
		}
	}
}

type config struct{ idle time.Duration }

func field(e *Env) {
	c := &config{idle: 5 * time.Millisecond}
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			c.idle = time.Duration(n%5+1) * time.Millisecond
		case <-time.After(c.idle):
			e.Log("timeout", c.idle)
		case <-e.Quit:
			return
		}
	}
}

func jump(e *Env) {
	tries := 0
again:
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			if tries++; n%3 == 0 && tries < 5 {
				goto again
			}
		case <-time.After(4 * time.Millisecond):
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func again(e *Env) {
	tries := 0
start:
	e.Log("start")
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			if tries++; n%3 == 0 && tries < 5 {
				goto start
			}
		case <-time.After(4 * time.Millisecond):
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func deadline(e *Env) {
	timeout := time.After(40 * time.Millisecond)
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-time.After(3 * time.Millisecond):
			e.Log("idle")
		case <-timeout:
			e.Log("deadline")
			return
		case <-e.Quit:
			return
		}
	}
}

func debounce(e *Env) {
	var timeout <-chan time.Time
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			timeout = time.After(4 * time.Millisecond)
		case n := <-e.B:
			e.Log("b", n)
			timeout = nil
		case <-timeout:
			e.Log("quiet")
			timeout = nil
		case <-e.Quit:
			return
		}
	}
}

func linger(e *Env) {
	for range 3 {
		var timeout <-chan time.Time
		for more := true; more; {
			select {
			case n := <-e.A:
				e.Log("a", n)
				if n%3 != 0 {
					timeout = time.After(time.Duration(n%4+1) * time.Millisecond)
				}
				if n == 5 {
					e.Work(6 * time.Millisecond) // the timer fires meanwhile
				}
			case n := <-e.B:
				e.Log("b", n)
				more = false
			case <-timeout:
				e.Log("quiet")
			case <-e.Quit:
				return
			}
		}
	}
}

// Quiet does nothing but wait: its allocations are counted.
func Quiet(events, quit chan int) (n int) {
	for {
		select {
		case <-events:
			n++
		case <-time.After(time.Minute):
			return n
		case <-quit:
			return n
		}
	}
}
