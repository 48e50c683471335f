module example.com/asynctimer

go 1.22

godebug asynctimerchan=0 // want asynctimer setting no - none
