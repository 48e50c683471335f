// Command app is run by the scripts beside it.
package main

func main() {}
