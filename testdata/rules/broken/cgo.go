package broken

/*
#include <stdio.h>
#define After(x) (x) // time.After(time.Second) in C
static int wait(void) { for (;;) { return 1; } }
*/
import "C"

import "time"

// A file that cgo rewrites before it is compiled.
func withC(ch chan int) {
	for C.wait() > 0 {
		select {
		case <-ch:
		case <-time.After(time.Second): // want loopafter select yes many churn
		}
	}
}
