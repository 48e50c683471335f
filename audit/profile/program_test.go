package profile_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/audit/profile"
	"unleak/rules"
)

// leaky is a program that holds timers in a package of its own and in package main, and writes its profiles to os.Args[1].
var leaky = map[string]string{
	"go.mod": "module example.com/leaky\n\ngo 1.22\n",
	"worker/queue.go": `package worker

import "time"

type Queue[T any] struct{ jobs chan T }

// Run leaves a timer behind for every job.
func Run(n int) {
	q := Queue[int]{make(chan int, n)}
	for i := range n {
		q.jobs <- i
	}
	q.loop(n)
}

func (q Queue[T]) loop(n int) {
	for n > 0 {
		select {
		case <-q.jobs:
			n--
		case <-time.After(
			time.Hour,
		):
			return
		}
	}
}

// Wait never returns.
func Wait(started func()) {
	started()
	<-time.After(time.Hour)
}

// Serve waits in a select: a profile has the line of that, and not of its cases.
func Serve(started func(), jobs chan int) {
	started()
	for {
		select {
		case <-jobs:
			continue
		case <-time.After(time.Hour):
		}
	}
}

// Stuck waits for one thing only, at the line of that.
func Stuck(started func()) {
	started()
	select {
	case <-time.After(time.Hour):
	}
}

// Poll waits in a select for what was made elsewhere.
func Poll(started func()) {
	after := time.After(time.Hour)
	started()
	select {
	case <-after:
	case <-make(chan int):
	}
}
`,
	"cmd/leaky/main.go": `package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"

	"example.com/leaky/worker"
)

var kept []*time.Ticker

func main() {
	runtime.MemProfileRate = 1
	for range 10 {
		kept = append(kept, time.NewTicker(time.Hour))
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	worker.Run(1000)
	var started sync.WaitGroup
	started.Add(8)
	for range 3 {
		go worker.Wait(started.Done)
	}
	for range 2 {
		go worker.Serve(started.Done, nil)
	}
	go worker.Stuck(started.Done)
	go worker.Poll(started.Done)
	go func() {
		started.Done()
		func() {
			for {
				select {
				case <-time.After(time.Hour):
				case <-make(chan int):
				}
			}
		}()
	}()
	started.Wait()
	for runtime.Gosched(); !asleep(8); runtime.Gosched() {
	}
	runtime.GC()
	for _, name := range []string{"heap", "goroutine"} {
		f, err := os.Create(filepath.Join(os.Args[1], name))
		if err != nil {
			panic(err)
		}
		if err := pprof.Lookup(name).WriteTo(f, 0); err != nil {
			panic(err)
		}
		if err := f.Close(); err != nil {
			panic(err)
		}
	}
	runtime.KeepAlive(ctx)
}

// asleep reports whether n other goroutines wait.
func asleep(n int) bool {
	stacks := make([]byte, 1<<16)
	all := string(stacks[:runtime.Stack(stacks, true)])
	return strings.Count(all, "[chan receive")+strings.Count(all, "[select") >= n
}
`,
}

// TestProgram joins the profiles of a real program, with names as the compiler gives them, with and without -trimpath.
func TestProgram(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	for name, src := range leaky {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, flag := range []string{"-trimpath=false", "-trimpath=true"} {
		t.Run(flag, func(t *testing.T) {
			if flag == "-trimpath=true" && testing.Short() {
				t.Skip("it compiles the standard library anew where the cache has none of it")
			}
			out := t.TempDir()
			run(t, dir, "go", "build", flag, "-o", filepath.Join(out, "leaky.exe"), "./cmd/leaky")
			run(t, dir, filepath.Join(out, "leaky.exe"), out)

			r := joined(t, dir, filepath.Join(out, "heap"))
			want := []string{
				"cmd/leaky/main.go:21", "cmd/leaky/main.go:23", "cmd/leaky/main.go:41",
				"worker/queue.go:21", "worker/queue.go:32", "worker/queue.go:42", "worker/queue.go:51", "worker/queue.go:57",
			}
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(weights(r)))); diff != "" {
				t.Errorf("places that hold memory (-want +got):\n%s\n%+v", diff, r.Profile)
			}
			// A timer takes about 200 bytes, with its channel.
			if got := weights(r)["worker/queue.go:21"]; got < 1000*100 || got > r.Profile.Matched || r.Profile.Matched > r.Profile.Total {
				t.Errorf("1000 timers hold %d bytes: %+v", got, r.Profile)
			}
			if len(r.Profile.Stale) > 0 || len(r.Profile.Ambiguous) > 0 {
				t.Errorf("profile %+v", r.Profile)
			}

			r = joined(t, dir, filepath.Join(out, "goroutine"))
			waiting := map[string]int64{"worker/queue.go:32": 3, "worker/queue.go:42": 2, "worker/queue.go:51": 1, "cmd/leaky/main.go:41": 1}
			if diff := cmp.Diff(waiting, weights(r)); diff != "" {
				t.Errorf("places with goroutines (-want +got):\n%s", diff)
			}
		})
	}
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GODEBUG=asynctimerchan=1", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// joined audits dir and joins a profile.
func joined(t *testing.T, dir, file string) *audit.Report {
	t.Helper()
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir, Interests: audit.Interests(rules.All())})
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Run(t.Context(), tree, audit.Options{Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := profile.Read(file, src, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := profile.Join(r, []*profile.Profile{p}, true); err != nil {
		t.Fatal(err)
	}
	return r
}
