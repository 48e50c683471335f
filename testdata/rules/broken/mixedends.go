package broken

import "time"

func mixed() {
	for {
		<-time.After(time.Second) // want loopafter receive yes one churn
	}
}