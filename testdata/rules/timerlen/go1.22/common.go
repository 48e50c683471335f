// Package timerlen holds looks at the length of timer channels.
package timerlen

func work() {}

func done() bool { return true }

func use(...any) {}
