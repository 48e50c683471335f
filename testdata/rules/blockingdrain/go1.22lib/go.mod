module example.com/blockingdrain

go 1.22
