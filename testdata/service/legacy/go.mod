module example.com/orders/legacy

go 1.21
