module example.com/asynctimer

go 1.26

// kept for the old scheduler: asynctimerchan=1 is mentioned here and set below
godebug asynctimerchan=1 // want asynctimer setting no - leak
