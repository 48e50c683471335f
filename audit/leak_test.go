package audit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/version"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"unleak/audit"
	"unleak/golden/leakslope"
	"unleak/rewrite"
	"unleak/rules/rule"
)

// What a pending timer of time.After holds until it fires: itself, its channel and the channel's buffer, 200 bytes in three objects
// with Go 1.22 and 248 with Go 1.26, and 8 to 16 bytes and more in the runtime's heap of timers.
const (
	timerBytes   = 150 // at least
	timerObjects = 2.5
	noBytes      = 20 // at most: before Go 1.23, timers that were stopped may stay for a while
	noObjects    = 0.1
)

// A leakModule is a module of testdata whose loops are driven by the programs in testdata/leak.
type leakModule struct {
	path    string // of the module
	dir     string
	drivers map[string]string // copies into the module, from testdata/leak
	first   map[string]string // the same, but before the audit
}

var leakModules = map[string]leakModule{
	"service": {
		path: "example.com/orders", dir: "service",
		drivers: map[string]string{
			"worker/cases.go": "service/worker.go.txt", "notify/cases.go": "service/notify.go.txt", "cmd/drive/main.go": "service/main.go.txt",
		},
		first: map[string]string{"store/store.go": "service/store.go.txt"},
	},
	"legacy": {
		path: "example.com/orders/legacy", dir: "service/legacy",
		drivers: map[string]string{"cases.go": "legacy/poll.go.txt", "cmd/drive/main.go": "legacy/main.go.txt"},
	},
	"rules": {
		path: "example.com/loopafter", dir: "rules/loopafter/go1.22",
		drivers: map[string]string{"cases.go": "rules/cases.go.txt", "cmd/drive/main.go": "rules/main.go.txt"},
	},
}

// A leakRow is one module in one version.
type leakRow struct {
	module    string
	toolchain toolchain
	form      string // empty: the module's own
	golang    string // instead of the go line of the module; empty: as it is
	only      string // the loop to run; empty: all
}

func (r leakRow) String() string {
	name := r.module + "/" + string(r.toolchain)
	if r.golang != "" {
		name += "/go" + r.golang
	}
	if r.form != "" {
		name += "/" + r.form
	}
	return name
}

// A leakLine is a measurement as the driver prints it.
type leakLine struct {
	Name, Per string
	Slope     leakslope.Slope
	Async     bool
}

// TestLeakSlopes runs the loops of the service and of the rules' examples before and after the rewrite, and measures what each pass
// holds while they wait, and what each call has left behind when it is over. Before Go 1.23 that is a timer and its channel before
// the rewrite; after it, and with the timers of Go 1.23, it is nothing.
func TestLeakSlopes(t *testing.T) {
	t.Parallel()
	table, originals := &leakTable{}, &leakOriginals{}
	t.Run("all", func(t *testing.T) {
		for _, row := range []leakRow{
			{module: "service", toolchain: "local"},
			{module: "service", toolchain: "go1.22.12"},
			{module: "service", toolchain: "local", form: "drain"},
			{module: "service", toolchain: "local", form: "replace"},
			{module: "service", toolchain: "local", form: "fresh"},
			{module: "service", toolchain: "local", golang: "1.26"},
			{module: "legacy", toolchain: "local"},
			{module: "legacy", toolchain: "go1.22.12"},
			{module: "legacy", toolchain: "go1.20.14"},
			{module: "rules", toolchain: "local"},
			{module: "rules", toolchain: "go1.22.12"},
			{module: "rules", toolchain: "local", golang: "1.26"},
		} {
			t.Run(row.String(), func(t *testing.T) {
				t.Parallel()
				before, after := row.measure(t, originals)
				for key, b := range before {
					table.add(row, b, after[key])
					row.check(t, b, after[key])
				}
			})
		}
	})
	t.Logf("before → after, for each pass or call\n%s", table)
}

// check wants a leak before and none after; with the timers of Go 1.23, none before either, but garbage. A pass makes no garbage after
// the rewrite, unless in the form that makes a timer for each.
func (r leakRow) check(t *testing.T, before, after leakLine) {
	t.Helper()
	b, a := before.Slope, after.Slope
	if before.Async && (b.Bytes < timerBytes || b.Objects < timerObjects) {
		t.Errorf("%s: before, each of the %s holds %.1f bytes in %.2f objects: nothing leaks", before.Name, before.Per, b.Bytes, b.Objects)
	}
	if !before.Async && (b.Bytes > noBytes || b.Objects > noObjects) {
		t.Errorf("%s: each of the %s holds %.1f bytes in %.2f objects with the timers of Go 1.23", before.Name, before.Per, b.Bytes, b.Objects)
	}
	if b.Allocs < timerObjects {
		t.Errorf("%s: before, each of the %s makes %.2f allocations: no timer is made", before.Name, before.Per, b.Allocs)
	}
	if before.Per == "passes" && r.form != "fresh" && a.Allocs > noObjects {
		t.Errorf("%s: after, each pass makes %.2f allocations", after.Name, a.Allocs)
	}
	if a.Bytes > noBytes || a.Objects > noObjects || a.Goroutines > noObjects {
		t.Errorf("%s: after, each of the %s holds %.1f bytes in %.2f objects, and %.2f goroutines", after.Name, after.Per, a.Bytes, a.Objects, a.Goroutines)
	}
}

// TestLeakSlopesCatch damages what the rewrite makes, in three ways that keep what the loops do, and wants the measurement to notice.
func TestLeakSlopesCatch(t *testing.T) {
	t.Parallel()
	outer := regexp.MustCompile(`(func shapeNested\(.*\n)((?:\ttimer.*\n|\tdefer.*\n)+)(\tfor .*\n)`)
	for _, test := range []struct {
		name   string
		row    leakRow
		damage *regexp.Regexp
		by     string
		caught string // the measurement that shows it
	}{
		{
			"no deferred Stop", leakRow{module: "service", toolchain: "local", only: "(*Queue).Run"},
			regexp.MustCompile(`\tdefer timer.Stop\(\)\n`), "", "(*Queue).Run, calls",
		},
		{
			"a timer for each pass", leakRow{module: "service", toolchain: "local", form: "replace", only: "(*Queue).Run"},
			regexp.MustCompile(`if timer.Stop\(\) \{\n\t*timer.Reset\((.*)\)\n\t*\} else \{\n.*\n\t*\}`), "timer = time.NewTimer($1)", "(*Queue).Run, passes",
		},
		{
			"made in the outer loop", leakRow{module: "rules", toolchain: "local", only: "shapeNested"},
			outer, "$1$3$2", "shapeNested, passes",
		},
		{ // a leak where there was none
			"made in the outer loop, Go 1.26", leakRow{module: "rules", toolchain: "local", golang: "1.26", only: "shapeNested"},
			outer, "$1$3$2", "shapeNested, passes",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, damaged := test.row.copy(t), 0
			test.row.rewrite(t, dir)
			eachSource(t, dir, func(src string) string {
				damaged += len(test.damage.FindAllString(src, -1))
				return test.damage.ReplaceAllString(src, test.by)
			})
			if damaged == 0 {
				t.Fatal("nothing is damaged")
			}
			s := test.row.drive(t, dir)[test.caught].Slope
			t.Logf("%+v", s)
			if s.Bytes < timerBytes || s.Objects < timerObjects {
				t.Errorf("%s: each holds %.1f bytes in %.2f objects: not noticed", test.caught, s.Bytes, s.Objects)
			}
		})
	}
}

// measure builds and runs a module before and after its rewrite. The measurements are by name and kind.
func (r leakRow) measure(t *testing.T, originals *leakOriginals) (before, after map[string]leakLine) {
	t.Helper()
	r.toolchain.need(t)
	before = originals.measure(t, r)
	dir := r.copy(t)
	r.rewrite(t, dir)
	after = r.drive(t, dir)
	if a, b := slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)); !slices.Equal(a, b) || len(a) == 0 {
		t.Fatalf("measured %v before and %v after", a, b)
	}
	return before, after
}

// leakOriginals are the measurements before the rewrite. Rows that differ in the form of the rewrite alone have them in common.
type leakOriginals struct {
	mu  sync.Mutex
	row map[leakRow]*leakOriginal
}

type leakOriginal struct {
	mu    sync.Mutex
	lines map[string]leakLine
}

func (l *leakOriginals) measure(t *testing.T, r leakRow) map[string]leakLine {
	t.Helper()
	r.form = ""
	l.mu.Lock()
	if l.row == nil {
		l.row = map[leakRow]*leakOriginal{}
	}
	if l.row[r] == nil {
		l.row[r] = &leakOriginal{}
	}
	o := l.row[r]
	l.mu.Unlock()
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.lines == nil {
		o.lines = r.drive(t, r.copy(t))
	}
	return o.lines
}

// copy copies the module. Durations become hours, so that no timer fires before it was counted.
func (r leakRow) copy(t *testing.T) string {
	t.Helper()
	m, dir := leakModules[r.module], t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("../testdata", m.dir))); err != nil {
		t.Fatal(err)
	}
	if r.module == "service" { // another module
		if err := os.RemoveAll(filepath.Join(dir, "legacy")); err != nil {
			t.Fatal(err)
		}
	}
	if r.golang != "" {
		write(t, filepath.Join(dir, "go.mod"), "module "+m.path+"\n\ngo "+r.golang+"\n")
	}
	for to, from := range m.first {
		write(t, filepath.Join(dir, to), read(t, filepath.Join("../testdata/leak", from)))
	}
	eachSource(t, dir, strings.NewReplacer("time.Second", "time.Hour", "time.Minute", "time.Hour").Replace)
	return dir
}

// drive adds the driver to the module in dir, which has been rewritten or not, and runs it.
func (r leakRow) drive(t *testing.T, dir string) map[string]leakLine {
	t.Helper()
	m := leakModules[r.module]
	for to, from := range m.drivers {
		write(t, filepath.Join(dir, to), read(t, filepath.Join("../testdata/leak", from)))
	}
	write(t, filepath.Join(dir, "leakslope", "leakslope.go"), read(t, "../golden/leakslope/leakslope.go"))
	write(t, filepath.Join(dir, "drive", "drive.go"), strings.ReplaceAll(read(t, "../testdata/leak/drive.go.txt"), "MODULE", m.path))
	// On one processor, since before Go 1.23 timers that were stopped stay until the processor they belong to has work to do.
	printed := r.toolchain.runProgram(t, []string{r.toolchain.build(t, dir, "./cmd/drive")}, "GOMAXPROCS=1", "ONLY="+r.only)
	lines := json.NewDecoder(bytes.NewReader(printed))
	out := map[string]leakLine{}
	for {
		var line leakLine
		err := lines.Decode(&line)
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		want := r.golang != "1.26"
		if want && r.toolchain == "local" && version.Compare(runtime.Version(), "go1.27") >= 0 {
			t.Skipf("%s has no timers of the old kind", runtime.Version())
		}
		if line.Async != want {
			t.Fatalf("timers are async: %v, want %v", line.Async, want)
		}
		out[line.Name+", "+line.Per] = line
	}
}

// eachSource changes the Go files in dir.
func eachSource(t *testing.T, dir string, change func(string) string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(file, ".go") {
			write(t, file, change(read(t, file)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// rewrite rewrites the loops of the service, or those of the rules' examples that are measured.
func (r leakRow) rewrite(t *testing.T, dir string) {
	t.Helper()
	drivers := ""
	for _, from := range leakModules[r.module].drivers {
		drivers += read(t, filepath.Join("../testdata/leak", from))
	}
	measured := func(f audit.Finding) bool { return strings.Contains(drivers, strconv.Quote(f.Func)) }
	todo := loopRewrite{dir: dir, form: r.form}
	if r.module == "rules" {
		todo.only = measured
	}
	leaks := 0
	for _, f := range todo.run(t) {
		if f.Fix.Level != rewrite.Safe || f.Class != rule.Leak {
			continue
		}
		if leaks++; !measured(f) {
			t.Errorf("%s:%d: %s leaks and is not measured", f.File, f.Line, f.Func)
		}
	}
	if leaks == 0 && r.golang == "" {
		t.Error("nothing leaks here")
	}
}

// A leakTable collects what was measured.
type leakTable struct {
	mu   sync.Mutex
	rows []string
}

func (l *leakTable) add(r leakRow, before, after leakLine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, a := before.Slope, after.Slope
	l.rows = append(l.rows, fmt.Sprintf("%-30s %-20s %-7s %7.1f → %5.1f bytes %6.2f → %4.2f objects %5.2f → %4.2f goroutines %6.2f → %5.2f allocations",
		r, before.Name, before.Per, b.Bytes, a.Bytes, b.Objects, a.Objects, b.Goroutines, a.Goroutines, b.Allocs, a.Allocs))
}

func (l *leakTable) String() string {
	slices.Sort(l.rows)
	return strings.Join(l.rows, "\n")
}
