module example.com/asynctimer

go 1.26

godebug (
	panicnil=1
	asynctimerchan=2 // want asynctimer setting no - leak
)
