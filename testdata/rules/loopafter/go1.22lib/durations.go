
// A constant and a type that only the loop knows.
func durationLocalConstant(ch chan event) {
	for {
		const every = time.Second
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(every): // want loopafter select yes many leak
		}
	}
}

func durationLocalType(ch chan event) {
	for {
		type seconds = time.Duration
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(seconds(5)): // want loopafter select yes many leak
		}
	}
}
