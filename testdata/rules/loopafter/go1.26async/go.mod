module example.com/loopafter

go 1.26

godebug asynctimerchan=1
