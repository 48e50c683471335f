package metrics

import "time"

func sample(n int, take func()) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range n {
		<-ticker.C
		take()
	}
}
