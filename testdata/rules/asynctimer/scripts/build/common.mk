# // want-next asynctimer environment no - leak
ENV += GODEBUG=asynctimerchan=1
