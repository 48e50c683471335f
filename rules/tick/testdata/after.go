package metrics

import "time"

func flush(n int, emit func()) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		if n--; n < 0 {
			return
		}
		emit()
	}
}
