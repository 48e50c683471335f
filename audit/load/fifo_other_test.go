//go:build !unix

package load

import "testing"

func mkfifo(t *testing.T, name string) { t.Skip("no named pipes here") }
