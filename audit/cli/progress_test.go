package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestProgress: a short run shows nothing, a long one a line that is rewritten in place and erased.
func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := startProgress(&out, 80)
		p.update(1, 10)
		time.Sleep(progressDelay - 1)
		p.stop()
		if out.Len() > 0 {
			t.Errorf("a short run shows %q", &out)
		}

		p = startProgress(&out, 34)
		p.update(1234, 5678)
		time.Sleep(progressDelay + progressPause/2)
		p.update(5678, 5678)
		p.read.Store(true)
		time.Sleep(progressPause)
		p.doing.Store("building 12 packages")
		time.Sleep(progressPause)
		p.stop()
		want := []string{"", "unleak: 1,234 of 5,678 files rea…", "unleak: 5,678 files read, lookin…", "unleak: building 12 packages (1s)", ""}
		if got := strings.Split(out.String(), eraseLine); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
