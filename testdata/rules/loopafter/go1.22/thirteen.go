package loopafter

import "time"

// Thirteen loops of one file, as a test of a server has them.

func thirteen1(ch chan event) {
	for range 1 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(1 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen2(ch chan event) {
	for range 2 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(2 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen3(ch chan event) {
	for range 3 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(3 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen4(ch chan event) {
	for range 4 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(4 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen5(ch chan event) {
	for range 5 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(5 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen6(ch chan event) {
	for range 6 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(6 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen7(ch chan event) {
	for range 7 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(7 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen8(ch chan event) {
	for range 8 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(8 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen9(ch chan event) {
	for range 9 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(9 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen10(ch chan event) {
	for range 10 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(10 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen11(ch chan event) {
	for range 11 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(11 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen12(ch chan event) {
	for range 12 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(12 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}

func thirteen13(ch chan event) {
	for range 13 {
		select {
		case e := <-ch:
			handle(e)
		case <-time.After(13 * time.Second): // want loopafter select yes many leak
			tidy()
		}
	}
}
