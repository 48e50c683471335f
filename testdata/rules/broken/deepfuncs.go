package broken

import "time"

// Literals in literals.
func deepFuncs() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
func() {
<-time.After(time.Second) // want loopafter receive no - none
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}()
}
