// Command late only mentions a directive: //go:debug asynctimerchan=1 is no directive here.

/*
//go:debug asynctimerchan=1
*/

// go:debug asynctimerchan=1
//
//	//go:debug asynctimerchan=1

package main

import "fmt"

func main() {
	fmt.Print(`
//go:debug asynctimerchan=1
`)
}
