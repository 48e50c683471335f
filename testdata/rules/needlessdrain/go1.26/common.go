// Package needlessdrain holds stops and drains that Go 1.23 made pointless, and some it did not.
package needlessdrain

func work() {}

func done() bool { return true }

func use(...any) {}
