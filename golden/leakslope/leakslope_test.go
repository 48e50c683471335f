package leakslope

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// kept is where what leaks goes.
var kept [][]byte

// Each of these holds something for each iteration; how much is known.
func TestLeaks(t *testing.T) {
	for _, test := range []struct {
		name       string
		run        Run
		bytes      [2]float64 // least and most
		objects    float64    // at least
		goroutines float64
	}{
		{"slice", func(n int) func() {
			for i := 0; i < n; i++ {
				kept = append(kept, make([]byte, 64))
			}
			return nil
			// 64 bytes; 24 and at most twice as much again for the growing slice of slices, which may fall in any run.
		}, [2]float64{40, 300}, 0.99, 0},
		{"timer", func(n int) func() {
			for i := 0; i < n; i++ {
				time.AfterFunc(time.Hour, func() {})
			}
			return nil
		}, [2]float64{80, 300}, 0.99, 0},
		{"goroutine", func(n int) func() {
			park := make(chan bool)
			for i := 0; i < n; i++ {
				go func() { <-park }()
			}
			return func() { close(park) }
			// Its stack is not on the heap, and old ones are used again.
		}, [2]float64{-20, 600}, -1, 1},
		{"while it runs", func(n int) func() {
			var held [][]byte
			for i := 0; i < n; i++ {
				held = append(held, make([]byte, 128))
			}
			return func() { held = nil }
		}, [2]float64{128, 250}, 0.99, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := Measure(Config{}, test.run)
			t.Logf("%+v", s)
			if s.Bytes < test.bytes[0] || s.Bytes > test.bytes[1] || s.Objects < test.objects || math.Abs(s.Goroutines-test.goroutines) > 0.05 {
				t.Errorf("%+v, want %v bytes, %v objects and %v goroutines", s, test.bytes, test.objects, test.goroutines)
			}
			rec := &recorder{}
			if Check(rec, Config{}, test.run); len(rec.errors) == 0 {
				t.Error("Check lets it pass")
			}
		})
	}
	kept = nil
}

// None of these holds anything that grows with the number of iterations.
func TestNoLeaks(t *testing.T) {
	var sink []byte
	cache := map[int][]byte{}
	for _, test := range []struct {
		name   string
		run    Run
		allocs float64
	}{
		{"nothing", func(int) func() { return nil }, 0},
		{"garbage", func(n int) func() {
			for i := 0; i < n; i++ {
				sink = make([]byte, 64)
			}
			return nil
		}, 1},
		{"cache", func(n int) func() {
			for i := 0; i < n; i++ {
				cache[i%100] = make([]byte, 1024)
			}
			return nil
		}, 1},
		{"stopped timer", func(n int) func() {
			for i := 0; i < n; i++ {
				time.NewTimer(time.Hour).Stop()
			}
			return nil
		}, 3},
		{"goroutine that ends", func(n int) func() {
			for i := 0; i < n; i++ {
				done := make(chan bool)
				go func() { close(done) }()
				<-done
			}
			return nil
		}, 2},
		{"spike", func(n int) func() { // in one run; a line through the means would follow it
			if n == 4000 {
				kept = append(kept, make([]byte, 1<<20))
			}
			return nil
		}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := Check(t, Config{}, test.run)
			t.Logf("%+v", s)
			if math.Abs(s.Allocs-test.allocs) > 0.2 {
				t.Errorf("%.2f allocations per iteration, want %v", s.Allocs, test.allocs)
			}
		})
	}
	kept, _ = nil, sink
}

func TestFit(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	line := []float64{5, 7, 9, 11, 13, 15, 17, 19}
	if s := slope(x, line); s != 2 {
		t.Errorf("slope of a line = %v, want 2", s)
	}
	if r := determination(x, line, 2); r != 1 {
		t.Errorf("R² of a line = %v, want 1", r)
	}
	line[2] += 1000
	if s := slope(x, line); math.Abs(s-2) > 0.1 {
		t.Errorf("slope with one outlier = %v, want 2", s)
	}
	if r := determination(x, line, 2); r > 0.1 {
		t.Errorf("R² with one outlier = %v, want less than 0.1", r)
	}
	flat := []float64{3, 3, 3, 3, 3, 3, 3, 3}
	if s, r := slope(x, flat), determination(x, flat, 0); s != 0 || r != 0 {
		t.Errorf("slope and R² of a constant = %v, %v, want 0, 0", s, r)
	}
	defer func() {
		if recover() == nil {
			t.Error("one count gives a line")
		}
	}()
	slope([]float64{1, 1}, []float64{1, 2})
}

// A limit, counts and a warm-up that are given are used.
func TestConfig(t *testing.T) {
	var counts []int
	run := func(n int) func() {
		counts = append(counts, n)
		for i := 0; i < n; i++ {
			kept = append(kept, make([]byte, 1024))
		}
		return func() { kept = nil }
	}
	rec := &recorder{}
	Check(rec, Config{Counts: []int{100, 300}, Warmup: 7, Limit: 1 << 20}, run)
	if len(rec.errors) > 0 {
		t.Errorf("below the limit: %v", rec.errors)
	}
	if got := fmt.Sprint(counts); got != "[7 100 300]" {
		t.Errorf("ran %v", got)
	}
	Check(rec, Config{Counts: []int{100, 300}, Warmup: -1, Limit: 512}, run)
	if len(rec.errors) != 1 || !strings.Contains(rec.errors[0], "bytes") {
		t.Errorf("above the limit: %v", rec.errors)
	}
	if got := fmt.Sprint(counts[3:]); got != "[100 300]" {
		t.Errorf("ran %v without a warm-up", got)
	}
}

type recorder struct{ errors []string }

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...interface{}) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}
