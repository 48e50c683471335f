// Package afterfunc holds functions that run later, or are stopped before.
package afterfunc

func work() {}

func done() bool { return true }

func use(...any) {}
