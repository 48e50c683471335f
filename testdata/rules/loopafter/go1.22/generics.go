package loopafter

import "time"

// A generic function whose duration comes from a type parameter.
func genericDuration[N ~int | ~int64](ch chan event, n N) {
	for {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(time.Duration(n) * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

// A generic channel.
func genericChannel[T any](ch <-chan T, f func(T)) {
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				return
			}
			f(v)
		case <-time.After(time.Second): // want loopafter select yes many leak
		}
	}
}

type queue[T any] struct {
	items chan T
	idle  time.Duration
	quit  chan struct{}
}

// A method of a generic type.
func (q *queue[T]) drain(f func(T)) {
	for {
		select {
		case v := <-q.items:
			f(v)
		case <-time.After(q.idle): // want loopafter select yes many leak
			return
		}
	}
}

// The receiver's type parameter is not named.
func (q *queue[_]) wait() {
	for {
		select {
		case <-q.quit:
			return
		case <-time.After(q.idle): // want loopafter select yes one churn
		}
	}
}

// A function that is instantiated in a loop has no loop itself.
func genericOnce[T any](ch <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-ch:
	case <-time.After(time.Second): // want loopafter select no - none
	}
	return v, ok
}

// The caller has the loop.
func genericCaller(a <-chan int, b <-chan string) {
	for ready() {
		_, _ = genericOnce(a)
		_, _ = genericOnce[string](b)
	}
}

// A literal in a generic function.
func genericLiteral[T any](ch <-chan T) {
	go func() {
		for {
			select {
			case <-ch:
			case <-time.After(time.Second): // want loopafter select yes many leak
			}
		}
	}()
}
