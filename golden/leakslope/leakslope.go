// Package leakslope measures what a program holds on to for each iteration of something: bytes and objects on the heap, and goroutines.
//
// One run cannot tell a leak from what a program needs anyway, such as buffers that grow once. So Measure runs several counts of
// iterations, reads what is live after each, and takes the slope: the part that grows with the count.
//
// Reading. Before and after a run the garbage collector runs until two readings agree, at most ten times. A second collection is
// needed in any case: the first one may only queue finalizers and move sync.Pools to their victim caches. What is read
// is HeapAlloc, which after a collection counts reachable objects only, rounded up to their size classes.
//
// Fitting. The slope is Theil and Sen's: the median of the slopes between all pairs of runs. Unlike least squares, it
// does not move when something else, such as a map that doubles, falls into one or two of the runs. R2 tells how much of the
// differences the line explains: near 1 for a leak, anything for none, since then there is only noise to explain.
//
// Tuning. Eight runs, of 500 to 4000 iterations, take some 0.1 s. The noise is that of the runtime itself (stacks that
// grow, timers' heaps that double, defer records): a few KB for each run whatever its count, so under 1 B/iteration in the slope. What
// leaks is at least one object for each iteration, and the smallest that hold a pointer have 8 B; a pending timer with its
// channel has 200 to 250 B in 3 objects. The default limit, 4 B/iteration, is far from both. Whoever looks for something that leaks
// on one iteration in a hundred needs larger counts, not a lower limit.
//
// The numbers are those of the whole process, so nothing else may run beside: no parallel tests, no servers.
//
// The source of this package is also copied into modules that are built by old toolchains: it needs nothing but the standard library,
// and compiles with Go 1.20.
package leakslope

import (
	"math"
	"runtime"
	"sort"
)

// A Config says how to measure. The zero value is right for most.
type Config struct {
	Counts []int   // iterations of each run; at least two different ones. Default: 500, 1000, … 4000
	Warmup int     // iterations of a run before the first reading. Default: the first count; negative for none
	Limit  float64 // what Check lets pass, in bytes per iteration. Default: 4
}

// A Run runs n iterations. It is measured before end is called, so what the iterations hold while a loop goes on counts, too. end may be
// nil; it has to wait for the goroutines that it stops.
type Run func(n int) (end func())

// A Slope is what one more iteration costs.
type Slope struct {
	Bytes      float64 // live on the heap afterwards
	Objects    float64 // live on the heap afterwards
	Goroutines float64 // there afterwards
	Allocs     float64 // objects allocated, whether or not they were freed since
	R2         float64 // how well a line describes Bytes: 1 perfectly, 0 no better than their mean
}

// T is the part of testing.TB that Check needs.
type T interface {
	Helper()
	Errorf(format string, args ...interface{})
}

// Check fails t if each iteration of run holds more than c.Limit bytes, or a goroutine on more than one iteration in a hundred.
func Check(t T, c Config, run Run) Slope {
	t.Helper()
	c = c.withDefaults()
	s := Measure(c, run)
	if s.Bytes > c.Limit {
		t.Errorf("each iteration holds %.1f bytes in %.2f objects (R² %.3f), more than %.1f", s.Bytes, s.Objects, s.R2, c.Limit)
	}
	if s.Goroutines > 0.01 {
		t.Errorf("each iteration holds %.2f goroutines", s.Goroutines)
	}
	return s
}

func (c Config) withDefaults() Config {
	if len(c.Counts) == 0 {
		for n := 500; n <= 4000; n += 500 {
			c.Counts = append(c.Counts, n)
		}
	}
	if c.Warmup == 0 {
		c.Warmup = c.Counts[0]
	}
	if c.Limit == 0 {
		c.Limit = 4
	}
	return c
}

// Measure runs the counts of c and fits lines to what they hold. It panics if there are not two different counts.
func Measure(c Config, run Run) Slope {
	c = c.withDefaults()
	if c.Warmup > 0 {
		once(run, c.Warmup)
	}
	var n, bytes, objects, goroutines, allocs []float64
	for _, count := range c.Counts {
		d := once(run, count)
		n = append(n, float64(count))
		bytes = append(bytes, d.bytes)
		objects = append(objects, d.objects)
		goroutines = append(goroutines, d.goroutines)
		allocs = append(allocs, d.allocs)
	}
	b := slope(n, bytes)
	return Slope{
		Bytes:      b,
		Objects:    slope(n, objects),
		Goroutines: slope(n, goroutines),
		Allocs:     slope(n, allocs),
		R2:         determination(n, bytes, b),
	}
}

// A reading is what is live at one moment, or the difference of two.
type reading struct {
	bytes, objects, goroutines, allocs float64
}

// once returns what n iterations add.
func once(run Run, n int) reading {
	before := settled()
	end := run(n)
	allocs := mallocs() // before the collections, which allocate a little themselves
	after := settled()
	if end != nil {
		end()
	}
	return reading{
		bytes:      after.bytes - before.bytes,
		objects:    after.objects - before.objects,
		goroutines: after.goroutines - before.goroutines,
		allocs:     allocs - before.allocs,
	}
}

func mallocs() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Mallocs)
}

// settled collects garbage until two readings agree.
func settled() reading {
	var last reading
	for i := 0; i < 10; i++ {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		now := reading{
			bytes:      float64(m.HeapAlloc),
			objects:    float64(m.HeapObjects),
			goroutines: float64(runtime.NumGoroutine()),
			allocs:     float64(m.Mallocs),
		}
		if i > 0 && now.bytes == last.bytes && now.goroutines == last.goroutines {
			return now
		}
		last = now
	}
	return last
}

// slope returns the median of the slopes between all pairs of points whose x differ.
func slope(x, y []float64) float64 {
	var all []float64
	for i := range x {
		for j := 0; j < i; j++ {
			if x[i] != x[j] {
				all = append(all, (y[i]-y[j])/(x[i]-x[j]))
			}
		}
	}
	if len(all) == 0 {
		panic("leakslope: a line needs two different counts")
	}
	return median(all)
}

func median(v []float64) float64 {
	sort.Float64s(v)
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}

// determination returns the share of the variance of y that the line of the given slope explains, at least 0. The line's offset
// is the median of what remains.
func determination(x, y []float64, slope float64) float64 {
	rest := make([]float64, len(x))
	mean := 0.0
	for i := range x {
		rest[i] = y[i] - slope*x[i]
		mean += y[i] / float64(len(y))
	}
	offset := median(append([]float64(nil), rest...))
	unexplained, total := 0.0, 0.0
	for i := range y {
		unexplained += (rest[i] - offset) * (rest[i] - offset)
		total += (y[i] - mean) * (y[i] - mean)
	}
	if total == 0 {
		return 0
	}
	return math.Max(0, 1-unexplained/total)
}
