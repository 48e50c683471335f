// Command off has settings in its first lines.

// want-next asynctimer directive no - none
//go:debug asynctimerchan=0

//go:debug panicnil=1

package main

func main() {}
