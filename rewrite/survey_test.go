package rewrite

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// A result counts functions.
type result struct {
	tried, good int
	oneLine     int // of those tried: they must unfold, so that lines change that were not inserted
	realigned   int // gofmt aligns comments in other columns than before
	unusual     int
	refused     int // by Splice
	examples    []string
	mu          sync.Mutex
}

func survey(t *testing.T, files []string, m mutation) *result {
	var res result
	var all sync.WaitGroup
	work := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for name := range work {
				src, err := os.ReadFile(name)
				if err != nil {
					t.Error(err)
				}
				if len(src) > 200<<10 { // generated tables, which take gofmt minutes
					continue
				}
				if m.ugly {
					src = uglify(src)
				}
				seed := fnv.New64()
				seed.Write([]byte(filepath.Base(name)))
				p := probe{file: name, src: src, seed: seed.Sum64(), to: math.MaxInt, mutation: m}
				if p.oneLine = true; res.file(p) {
					p.oneLine = false
					res.file(p)
				}
			}
		})
	}
	for _, f := range files {
		work <- f
	}
	close(work)
	all.Wait()
	return &res
}

// file mutates all functions of a file at once and, if something is wrong with that, half of them, until it knows which.
// It reports whether the file has other functions.
func (r *result) file(p probe) (others bool) {
	a, b := p, p
	err := p.run()
	if n := min(p.to, p.funcs); (err != nil || p.realigned) && n-p.from > 1 {
		a.to = p.from + (n-p.from)/2
		b.from, b.to = a.to, n
		r.file(a)
		r.file(b)
		return p.others
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tried += p.tried
	switch {
	case err == nil && p.oneLine:
		r.oneLine += p.tried
	case err == nil && p.realigned:
		r.realigned += p.tried
	case err == nil:
		r.good += p.tried
	case p.refused:
		r.refused += p.tried
		r.examples = append(r.examples, fmt.Sprintf("%s: function %d refused: %v", p.file, p.from, err))
	default:
		r.unusual += p.tried
		if len(r.examples) < 30 {
			r.examples = append(r.examples, fmt.Sprintf("%s: function %d: %v\n%s", p.file, p.from, err, p.show()))
		}
	}
	return p.others
}

func report(t *testing.T, r *result, least float64) {
	rate := 100 * float64(r.good) / float64(max(r.tried-r.oneLine, 1))
	t.Logf("%d functions: %.3f %% changed nothing else; %d on one line, %d realigned, %d unusual, %d refused",
		r.tried, rate, r.oneLine, r.realigned, r.unusual, r.refused)
	for _, e := range r.examples {
		t.Log(e)
	}
	if rate < least || r.tried == 0 {
		t.Errorf("%.3f %% is less than %v %%", rate, least)
	}
}
