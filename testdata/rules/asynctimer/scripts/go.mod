module example.com/asynctimer

go 1.26
