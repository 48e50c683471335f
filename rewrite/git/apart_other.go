//go:build !unix

package git

import "os/exec"

func setApart(*exec.Cmd) {}
