//go:build unix

package apply

import (
	"os/exec"
	"syscall"
)

// endTogether makes the end of its context end cmd with all the processes that it starts: compilers and tests would go on.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
