//go:build unix

package git

import (
	"os/exec"
	"syscall"
)

// setApart keeps signals of the terminal away from cmd, which is then not one of those in the foreground.
func setApart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
