// Package asynctimer holds settings that bring the timers of old Go versions back.
package asynctimer

import "os"

// Setenv changes the timers while the program runs; it is no setting of the build.
func Setenv() error { return os.Setenv("GODEBUG", "asynctimerchan=1") } // want asynctimer setenv no - leak
