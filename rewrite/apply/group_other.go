//go:build !unix

package apply

import "os/exec"

// endTogether does nothing: the end of its context ends cmd alone, and what it started ends by itself.
func endTogether(*exec.Cmd) {}
