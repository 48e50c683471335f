GODEBUG=asynctimerchan=1
