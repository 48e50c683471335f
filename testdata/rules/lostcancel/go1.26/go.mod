module example.com/lostcancel

go 1.26

require (
	golang.org/x/net v0.0.0
	golang.org/x/sync v0.0.0
)

replace (
	golang.org/x/net => ../netctx
	golang.org/x/sync => ../xsync
)
