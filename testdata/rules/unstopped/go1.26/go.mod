module example.com/unstopped

go 1.26
