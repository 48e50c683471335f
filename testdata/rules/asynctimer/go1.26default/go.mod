module example.com/asynctimer

go 1.26

// default chooses the timers, too; it is no asynctimerchan line.
godebug default=go1.22
