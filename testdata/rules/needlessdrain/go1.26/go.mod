module example.com/needlessdrain

go 1.26
