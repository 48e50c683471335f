module example.com/afterfunc

go 1.26
