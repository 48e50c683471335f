package broken

import "time"

// invalid UTF-8 in a string and a comment: ÿþ
func invalid() {
	for {
		_ = "Ã("
		<-time.After(time.Second)
	}
}
