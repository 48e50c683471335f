package metrics

import "time"

func sample(n int, take func()) {
	ticker := time.NewTicker(time.Second)
	for range n {
		<-ticker.C
		take()
	}
}
