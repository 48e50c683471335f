//go:debug asynctimerchan=1

// Package unsure is no program: the go command ignores its directive, and go vet reports it.
package unsure
