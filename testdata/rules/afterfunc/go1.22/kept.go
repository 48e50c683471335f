package afterfunc

import "time"

type page struct {
	id   int
	size int64
	data [1 << 20]byte
}

type pair struct{ a, b page }

// A timer needs what it holds when it fires, however much that is.
func discardedLarge() {
	buf := make([]byte, 1<<20)
	time.AfterFunc(time.Hour, func() { use(buf) }) // want afterfunc discarded no - none
	var p page
	time.AfterFunc(time.Hour, func() { use(p) })           // want afterfunc discarded no - none
	time.AfterFunc(time.Hour, func() { use(p.data[1:2]) }) // want afterfunc discarded no - none
	for i := range p.data {
		time.AfterFunc(time.Hour, func() { use(p.data[i]) }) // want afterfunc discarded yes many none
	}
}

// Of this one it needs a number.
func discardedPart(p page) {
	var q pair
	time.AfterFunc(time.Hour, func() { use(p.id, p.size) }) // want afterfunc discarded no - leak
	time.AfterFunc(time.Hour, func() {                      // want afterfunc discarded no - none
		use(q.a.id)
	})
}

// For a few seconds it does not matter; for a time that nobody knows it does.
func discardedPartSoon(d time.Duration) {
	var soon, unknown page
	time.AfterFunc(59*time.Second, func() { use(soon.id) }) // want afterfunc discarded no - none
	time.AfterFunc(d, func() { use(unknown.id) })           // want afterfunc discarded no - leak
}

// On each pass.
func discardedPartLoop(pages []page) {
	for _, p := range pages {
		time.AfterFunc(time.Hour, func() { use(p.id) }) // want afterfunc discarded yes many leak
	}
}

// Others keep it, too.
func discardedPartShared() func() {
	var p, q page
	use(&q)
	time.AfterFunc(time.Hour, func() { use(p.id) }) // want afterfunc discarded no - none
	time.AfterFunc(time.Hour, func() { use(q.id) }) // want afterfunc discarded no - none
	return func() { use(p) }
}

// An array of which one element is needed, and one of which each is.
func discardedElement() {
	var first, all [1 << 16]int64
	time.AfterFunc(time.Hour, func() { use(first[0]) }) // want afterfunc discarded no - leak
	time.AfterFunc(time.Hour, func() {                  // want afterfunc discarded no - none
		for i := 0; i < 10; i++ {
			use(all[i])
		}
	})
}

// The last one only can be stopped.
func variableOverwritten(events chan int) {
	var timer *time.Timer
	for range events {
		timer = time.AfterFunc(time.Minute, work) // want afterfunc variable yes many leak
	}
	if timer != nil {
		timer.Stop()
	}
}

// Each is stopped before the next one.
func variableReplaced(events chan int) {
	var timer *time.Timer
	for range events {
		if timer != nil {
			timer.Stop()
		}
		timer = time.AfterFunc(time.Minute, work) // want afterfunc variable yes - none
	}
	if timer != nil {
		timer.Stop()
	}
}

type session struct {
	idle  *time.Timer
	other int
}

func (s *session) close() { s.idle.Stop() }

func (s *session) rearm() { s.close() }

// In a field that others stop, but they know of the last one only.
func (s *session) fieldOverwritten(events chan int) {
	for range events {
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes many leak
		s.other++
	}
}

func (s *session) fieldReplaced(events chan int) {
	for range events {
		if s.idle != nil {
			s.idle.Stop()
		}
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes - none
	}
}

// A method may stop it.
func (s *session) fieldMethod(events chan int) {
	for range events {
		s.rearm()
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes - none
	}
}

// Another session on each pass.
func fieldOfEach(all []*session, get func() *session) {
	for _, s := range all {
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes - none
	}
	for range all {
		s := get()
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes - none
	}
	var s *session
	for range all {
		s = get()
		s.idle = time.AfterFunc(time.Minute, work) // want afterfunc field yes - none
	}
}
