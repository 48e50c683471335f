import "time"

func noPackage() {
	for {
		<-time.After(time.Second)
	}
}
