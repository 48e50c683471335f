// want-next asynctimer directive no - leak
//go:debug asynctimerchan=1

// Command old asks for the old timers.
package main

func main() {}
