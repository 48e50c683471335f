//go:debug asynctimerchan=1
package main

func main() {}
