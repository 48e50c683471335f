// Package stalereset holds timers that are reset while an old value may lie in their channel.
package stalereset

func work() {}

func done() bool { return true }

func use(...any) {}
