package needlessdrain

// A file that does not mention package time.
func (c *conn) begin() { resetTimer(c.idle, c.d) } // want needlessdrain call no - none

func (c *conn) end() {
	stopTimer(c.idle) // want needlessdrain call no - none
}
