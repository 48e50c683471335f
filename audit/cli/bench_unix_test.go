//go:build unix

package cli_test

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory returns the most memory a finished process had, in bytes.
func peakMemory(p *os.ProcessState) int {
	used, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int(used.Maxrss) // in bytes there, in kilobytes elsewhere
	}
	return int(used.Maxrss) << 10
}
