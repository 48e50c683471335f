// Package blockingdrain holds drains that wait for a timer's value, which may never come.
package blockingdrain

func work() {}

func done() bool { return true }

func use(...any) {}
