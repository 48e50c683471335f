package broken

import "time"

// Loops in loops in loops.
func deepBlocks(ch chan int) {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
for {
select {
case <-ch:
case <-time.After(time.Second): // want loopafter select yes many churn
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
