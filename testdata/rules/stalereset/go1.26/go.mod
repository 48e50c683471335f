module example.com/stalereset

go 1.26
