package cli

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"unleak/audit/report/text"
)

// A progress is one line on a terminal that says how far the run is. It appears only when there
// is something to wait for, and leaves nothing behind.
type progress struct {
	out         io.Writer
	width       int
	done, found atomic.Int64 // files read, and found so far
	read        atomic.Bool  // all files are read
	doing       atomic.Value // string: what is done instead of reading files; nil: nothing
	quit, ended chan struct{}
}

const (
	progressDelay = time.Second            // runs shorter than this show nothing
	progressPause = 100 * time.Millisecond // between updates
	eraseLine     = "\r\x1b[K"
)

// startProgress begins to show progress on a terminal of the given width.
func startProgress(out io.Writer, width int) *progress {
	p := &progress{out: out, width: width, quit: make(chan struct{}), ended: make(chan struct{})}
	go p.run()
	return p
}

// update notes that done of the found files are read.
func (p *progress) update(done, found int) {
	p.done.Store(int64(done))
	p.found.Store(int64(found))
}

// stop erases the line. Nothing is written after it returns.
func (p *progress) stop() {
	close(p.quit)
	<-p.ended
}

func (p *progress) run() {
	defer close(p.ended)
	start := time.Now()
	select {
	case <-p.quit:
		return
	case <-time.After(progressDelay):
	}
	ticker := time.NewTicker(progressPause)
	defer ticker.Stop()
	for {
		// One column stays free: some terminals begin a new line after the last.
		fmt.Fprint(p.out, eraseLine+text.CutRight(p.line(time.Since(start)), p.width-1))
		select {
		case <-p.quit:
			fmt.Fprint(p.out, eraseLine)
			return
		case <-ticker.C:
		}
	}
}

func (p *progress) line(elapsed time.Duration) string {
	if doing, ok := p.doing.Load().(string); ok {
		return fmt.Sprintf("unleak: %s (%.0fs)", doing, elapsed.Seconds())
	}
	done, found := text.Comma(int(p.done.Load())), text.Count(int(p.found.Load()), "file")
	if p.read.Load() {
		return fmt.Sprintf("unleak: %s read, looking for leaks (%.0fs)", found, elapsed.Seconds())
	}
	return fmt.Sprintf("unleak: %s of %s read (%.0fs)", done, found, elapsed.Seconds())
}
