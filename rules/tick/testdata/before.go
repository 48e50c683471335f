package metrics

import "time"

func flush(n int, emit func()) {
	for range time.Tick(time.Second) {
		if n--; n < 0 {
			return
		}
		emit()
	}
}
