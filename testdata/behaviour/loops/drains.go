package loops

import (
	"time"

	. "example.com/behaviour/trace"
)

// Loops that keep one timer and stop, drain and reset it by hand, in right ways and odd ones.
func init() {
	for name, loop := range map[string]func(*Env){
		"resetHead": resetHead, "resetClause": resetClause, "resetEnd": resetEnd, "resetCall": resetCall, "resetTwice": resetTwice,
		"resetStopped": resetStopped, "drainClause": drainClause, "drainEager": drainEager, "drainSelect": drainSelect,
		"drainFlag": drainFlag, "drainFinal": drainFinal, "drainDeferred": drainDeferred, "drainCall": drainCall, "drainTwo": drainTwo,
		"drainField": drainField, "drainHelper": drainHelper, "drainRestart": drainRestart, "drainInit": drainInit, "drainLate": drainLate, "drainWork": drainWork,
	} {
		All[name] = loop
	}
}

// Reset before each wait.
func resetHead(e *Env) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Reset(e.D)
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(time.Duration(n) * time.Millisecond)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

// Reset by an event, and by the timer.
func resetClause(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(3 * time.Millisecond)
			timer.Reset(e.D)
		case n := <-e.B:
			e.Log("b", n)
		case <-timer.C:
			e.Log("timeout")
			timer.Reset(2 * e.D)
		case <-e.Quit:
			return
		}
	}
}

// Reset after each pass.
func resetEnd(e *Env) {
	timer := time.NewTimer(e.D)
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			timer.Stop()
			return
		}
		timer.Reset(e.D)
	}
}

// The duration is a call with an effect.
func resetCall(e *Env) {
	timer := time.NewTimer(e.Next())
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Work(4 * time.Millisecond)
			timer.Reset(e.Next())
			e.Log("a", n)
		case <-timer.C:
			e.Log("timeout")
			timer.Reset(e.Next())
		case <-e.Quit:
			return
		}
	}
}

// Two events, two Resets of one timer.
func resetTwice(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			timer.Reset(time.Duration(n%4+1) * time.Millisecond)
		case n := <-e.B:
			e.Log("b", n)
			e.Work(6 * time.Millisecond)
			timer.Reset(3 * time.Millisecond)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

// Stopped for some passes, and set again later.
func resetStopped(e *Env) {
	timer := time.NewTimer(e.D)
	timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			if n%3 == 0 {
				timer.Stop()
				continue
			}
			timer.Stop()
			timer.Reset(e.D)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			timer.Stop()
			return
		}
	}
}

// The exact drain, where it is right.
func drainClause(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(time.Duration(n) * time.Millisecond)
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(e.D)
		case <-timer.C:
			e.Log("timeout")
			timer.Reset(e.D)
		case <-e.Quit:
			return
		}
	}
}

// The drain that everybody writes.
func drainEager(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		}
		timer.Reset(e.D)
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(4 * time.Millisecond)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

// A drain that does not ask what Stop said, before a duration with an effect.
func drainSelect(e *Env) {
	timer := time.NewTimer(time.Hour)
	for {
		timer.Stop()
		select {
		case <-timer.C:
		default:
		}
		timer.Reset(e.Next())
		select {
		case n := <-e.A:
			e.Log("a", n)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			timer.Stop()
			return
		}
	}
}

// A flag keeps the drain from hanging.
func drainFlag(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	read := false
	for {
		if !timer.Stop() && !read {
			<-timer.C
		}
		read = false
		timer.Reset(e.D)
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
		case <-timer.C:
			e.Log("timeout")
			read = true
		case <-e.Quit:
			return
		}
	}
}

// A timer for each pass, drained at its end.
func drainFinal(e *Env) {
	for {
		timer := time.NewTimer(e.D)
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			if !timer.Stop() {
				<-timer.C
			}
			return
		}
	}
}

// A drain at the end of the function, after waits that left the value.
func drainDeferred(e *Env) {
	timer := time.NewTimer(e.D)
	defer func() {
		if !timer.Stop() {
			select {
			case <-timer.C:
				e.Log("drained")
			default:
			}
		}
		e.Log("deferred")
	}()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(2 * time.Millisecond)
			timer.Reset(e.D)
		case <-timer.C:
			e.Log("timeout")
			timer.Reset(e.D)
		case <-e.Quit:
			return
		}
	}
}

// A drain before a duration that takes its time.
func drainCall(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(slowly(e))
		case <-timer.C:
			e.Log("timeout")
			timer.Stop()
			timer.Reset(slowly(e))
		case <-e.Quit:
			return
		}
	}
}

// Two timers.
func drainTwo(e *Env) {
	short, long := time.NewTimer(3*time.Millisecond), time.NewTimer(8*time.Millisecond+7)
	defer short.Stop()
	defer long.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			short.Stop()
			short.Reset(3 * time.Millisecond)
		case n := <-e.B:
			e.Log("b", n)
			e.Work(4 * time.Millisecond)
			short.Reset(2 * time.Millisecond)
			long.Reset(5 * time.Millisecond)
		case <-short.C:
			e.Log("short")
		case <-long.C:
			e.Log("long")
			if !short.Stop() {
				select {
				case <-short.C:
				default:
				}
			}
			short.Reset(4 * time.Millisecond)
			long.Reset(9 * time.Millisecond)
		case <-e.Quit:
			return
		}
	}
}

type session struct {
	idle *time.Timer
	d    time.Duration
}

func (s *session) touch() {
	if !s.idle.Stop() {
		select {
		case <-s.idle.C:
		default:
		}
	}
	s.idle.Reset(s.d)
}

// A field.
func drainField(e *Env) {
	s := &session{time.NewTimer(e.D), e.D}
	defer s.idle.Stop()
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(3 * time.Millisecond)
			s.touch()
		case <-s.idle.C:
			e.Log("timeout")
			s.d += time.Millisecond
			s.idle.Stop()
			s.idle.Reset(s.d)
		case <-e.Quit:
			return
		}
	}
}

func resetTimer(t *time.Timer, d time.Duration) {
	if !t.Stop() {
		select {
		case <-t.C:
		default:
		}
	}
	t.Reset(d)
}

func stopTimer(t *time.Timer) {
	t.Stop()
	select {
	case <-t.C:
	default:
	}
}

// Helpers.
func drainHelper(e *Env) {
	timer := time.NewTimer(e.D)
	defer stopTimer(timer)
	for {
		resetTimer(timer, e.Next())
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
			stopTimer(timer)
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

// A timer that is stopped for good, and another in the variable.
func drainRestart(e *Env) {
	timer := time.NewTimer(e.D)
	for {
		select {
		case n := <-e.A:
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
			if !timer.Stop() {
				<-timer.C
			}
			timer = time.NewTimer(e.D)
		case <-timer.C:
			e.Log("timeout")
			timer = time.NewTimer(2 * e.D)
		case n := <-e.B:
			e.Log("b", n)
			timer.Reset(e.D)
		case <-e.Quit:
			timer.Stop()
			return
		}
	}
}

// The result of Stop has a name, and the clauses are those of a switch.
func drainInit(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			switch {
			case n%2 == 0:
				e.Work(4 * time.Millisecond)
				if stopped := timer.Stop(); !stopped {
					select {
					case <-timer.C:
					default:
					}
				}
				timer.Reset(e.D)
			case n%3 == 0:
				timer.Stop()
				timer.Reset(e.D / 2)
			}
			e.Log("a", n)
		case <-timer.C:
			e.Log("timeout")
			timer.Reset(e.D)
		case <-e.Quit:
			return
		}
	}
}

// The Reset comes after more work.
func drainLate(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			e.Work(5 * time.Millisecond)
			e.Log("a", n, timer.Reset(e.D))
		case n := <-e.B:
			e.Log("b", n, timer.Stop())
			e.Work(3 * time.Millisecond)
			timer.Reset(e.D)
		case <-timer.C:
			e.Log("timeout", timer.Reset(e.D))
		case <-e.Quit:
			return
		}
	}
}

// So it does here, and nobody asks for the result.
func drainWork(e *Env) {
	timer := time.NewTimer(e.D)
	defer timer.Stop()
	for {
		select {
		case n := <-e.A:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			e.Log("a", n)
			e.Work(5 * time.Millisecond)
			timer.Reset(e.Next())
		case <-timer.C:
			e.Log("timeout")
		case <-e.Quit:
			return
		}
	}
}

func slowly(e *Env) time.Duration {
	e.Work(2 * time.Millisecond)
	return e.D
}
