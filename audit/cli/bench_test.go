package cli_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"unleak/audit/report/text"
)

// benchTree is the tree that benchmarks audit: $BENCH_TREE, or else the standard library.
func benchTree(b *testing.B) string {
	if tree := os.Getenv("BENCH_TREE"); tree != "" {
		return tree
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		b.Skip(err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "src")
}

// BenchmarkAudit times an audit from the command line to the last byte of the report.
func BenchmarkAudit(b *testing.B) {
	tree := benchTree(b)
	for _, format := range []string{"table", "json"} {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				r := newRun(tree, "audit", "--fail-on", "never", "--format", format)
				r.Stdout = io.Discard
				r.main() // a tree with broken files in it is as good as any here
			}
		})
	}
}

// A usage is what one run of a program took.
type usage struct {
	wall time.Duration
	peak int // bytes of memory
}

// BenchmarkBesideGrep runs the built program ($BENCH_BINARY) and the grep that people would use in its place, in
// turns, on the same tree. One operation is one round.
func BenchmarkBesideGrep(b *testing.B) {
	binary := os.Getenv("BENCH_BINARY")
	if binary == "" {
		b.Skip("BENCH_BINARY names no program: run make bench")
	}
	if _, err := exec.LookPath("grep"); err != nil {
		b.Skip(err)
	}
	tree := benchTree(b)
	unleak := func() usage { return runOnce(b, binary, "audit", "--fail-on", "never", tree) }
	grep := func() usage { return runOnce(b, "grep", "-rnE", "--include=*.go", `time\.(After|Tick)\(`, tree) }
	unleak()
	grep() // the first round only fills the page cache
	var ours, theirs []usage
	for i := 0; b.Loop(); i++ {
		// Whoever runs second finds warmer caches, so they take turns at that as well.
		if i%2 == 0 {
			ours = append(ours, unleak())
			theirs = append(theirs, grep())
		} else {
			theirs = append(theirs, grep())
			ours = append(ours, unleak())
		}
	}
	u, g := median(ours), median(theirs)
	ratio := u.wall.Seconds() / g.wall.Seconds()
	b.ReportMetric(0, "ns/op") // of a round; says nothing about either
	b.ReportMetric(float64(u.wall.Milliseconds()), "unleak-ms")
	b.ReportMetric(float64(g.wall.Milliseconds()), "grep-ms")
	b.ReportMetric(ratio, "unleak/grep")
	b.Logf("%s, %s: unleak %v and %s MB, grep %v and %s MB (medians), ratio %.2f", tree, text.Count(len(ours), "round"),
		u.wall.Round(time.Millisecond), text.Comma(u.peak>>20), g.wall.Round(time.Millisecond), text.Comma(g.peak>>20), ratio)
}

// runOnce runs a program to its end. The exit status does not matter: grep has one for "nothing found", and a tree
// may hold a broken file.
func runOnce(b *testing.B, name string, args ...string) usage {
	cmd := exec.Command(name, args...)
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if cmd.ProcessState == nil {
		b.Fatal(err)
	}
	return usage{wall, peakMemory(cmd.ProcessState)}
}

// median returns the medians of both measures.
func median(runs []usage) usage {
	var walls []time.Duration
	var peaks []int
	for _, r := range runs {
		walls = append(walls, r.wall)
		peaks = append(peaks, r.peak)
	}
	slices.Sort(walls)
	slices.Sort(peaks)
	return usage{walls[len(walls)/2], peaks[len(peaks)/2]}
}
