package notify

import "time"

// An Update says what has happened to an order.
type Update struct {
	Order, Status string
}

// Stream writes updates until the channel is closed, and a ping whenever there are none.
func Stream(updates <-chan Update, write func(Update) error) error {
	for {
		timeout := time.After(20 * time.Second)
		select {
		case u, ok := <-updates:
			if !ok {
				return nil
			}
			if err := write(u); err != nil {
				return err
			}
		case <-timeout:
			if err := write(Update{Status: "ping"}); err != nil {
				return err
			}
		}
	}
}

// Await waits for the first update of one order.
func Await(updates <-chan Update, order string, limit time.Duration) (u Update, ok bool) {
	for {
		select {
		case u := <-updates:
			if u.Order == order {
				return u, true
			}
		case <-time.After(limit):
			return Update{}, false
		}
	}
}
