module example.com/timerlen

go 1.22
