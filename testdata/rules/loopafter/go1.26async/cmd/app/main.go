// Command app makes its module a program, whose own go line decides its timers.
package main

func main() {}
