package metrics

import (
	"runtime"
	"time"
)

// WatchHeap calls report whenever the heap has grown past limit, until quit is closed.
func WatchHeap(limit uint64, quit <-chan struct{}, report func(uint64)) {
	var stats runtime.MemStats
	for {
		select {
		case <-quit:
			return
		case <-time.Tick(15 * time.Second):
			runtime.ReadMemStats(&stats)
			if stats.HeapAlloc > limit {
				report(stats.HeapAlloc)
			}
		}
	}
}
