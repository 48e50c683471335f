module example.com/loopafter

go 1.26
