package audit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// stressForms are the packages that are made of testdata/stress/loops.go.txt.
var stressForms = []struct {
	name, form, golang string
	program            bool   // in a module with a package main
	mark               string // what tells the form of Eager
}{
	{"async", "", "1.20", true, "timerRead := false"},
	{"importer", "", "1.20", false, "// it fired: its channel may hold an old tick"},
	{"drain", "drain", "1.20", true, "timerRead := false"},
	{"replace", "replace", "1.20", true, "// it fired: its channel may hold an old tick"},
	{"fresh", "fresh", "1.20", true, "\t\ttimer := time.NewTimer(d)\n\t\tselect"},
	{"sync", "", "1.26", false, "\t\ttimer.Reset(d)\n\t\tselect"},
}

// stressModule makes a module of the loops in every form, as rewritten, and of those written by hand.
func stressModule(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/stress\n\ngo 1.20\n")
	for name, file := range map[string]string{"main": "main.go", "peer": "peer/peer.go", "popular": "popular/popular.go"} {
		write(t, filepath.Join(dir, file), read(t, "../testdata/stress/"+name+".go.txt"))
	}
	for _, form := range stressForms {
		scratch := t.TempDir()
		loops := filepath.Join(scratch, "loops", "loops.go")
		write(t, filepath.Join(scratch, "go.mod"), "module example.com/stress\n\ngo "+form.golang+"\n")
		if form.program {
			write(t, filepath.Join(scratch, "main.go"), "package main\n\nfunc main() {}\n")
		}
		write(t, loops, read(t, "../testdata/stress/loops.go.txt"))
		loopRewrite{dir: scratch, form: form.form}.run(t)
		out := read(t, loops)
		if strings.Contains(out, "time.After(") || !strings.Contains(out, form.mark) {
			t.Fatalf("the loops are not in the form %s:\n%s", form.name, out)
		}
		write(t, filepath.Join(dir, form.name, "loops.go"), strings.Replace(out, "package loops", "package "+form.name, 1))
	}
	return dir
}

// A stressLine is what the program says about one loop.
type stressLine struct {
	Loop                    string
	Rounds, Timeouts, Stale int
	Hung, Async             bool
}

// TestStress runs the rewritten loops in real time with events that come in just when the timer fires, under old and new timers. No form
// may ever receive a value of a timer that was given up, and none may hang. The loop that drains without blocking, as many write it, runs
// beside: how often it goes wrong before Go 1.23 is a matter of luck, so that only a longer run asks for it.
// STRESSTIME is the time for each version of Go; make stress sets it.
func TestStress(t *testing.T) {
	t.Parallel()
	total, long := 600*time.Millisecond, false
	if s := os.Getenv("STRESSTIME"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		total, long = d, true
	}
	dir := stressModule(t)
	for _, test := range []struct {
		toolchain toolchain
		setting   string // of asynctimerchan; empty: none
		async     bool
	}{
		{"go1.20.14", "", true},
		{"go1.22.12", "", true},
		{"go1.26.8", "1", true},
		{"go1.23.12", "0", false},
		{"go1.26.8", "0", false},
		{"go1.27.1", "", false},
	} {
		t.Run(fmt.Sprintf("%s async=%v", test.toolchain, test.async), func(t *testing.T) {
			t.Parallel()
			test.toolchain.need(t)
			program := test.toolchain.build(t, dir, ".")
			env := []string{"GOMAXPROCS=4"}
			if test.setting != "" {
				env = append(env, "GODEBUG=asynctimerchan="+test.setting)
			}
			forms := 3 * len(stressForms)
			popular, ours := total/4, total*3/4/time.Duration(forms)
			lines := stressLines(t, test.toolchain.runProgram(t, []string{program, popular.String(), ours.String(), "30s"}, env...))
			want := 2 + forms
			if test.async {
				want -= 3 // the form for Go 1.23 and later is not run
			}
			if len(lines) != want {
				t.Errorf("%d loops ran, want %d", len(lines), want)
			}
			table := ""
			for _, line := range lines {
				table += fmt.Sprintf("\n%-15s %7d rounds %6d timeouts %3d stale, hung: %v", line.Loop, line.Rounds, line.Timeouts, line.Stale, line.Hung)
				if line.Async != test.async {
					t.Fatalf("timers are async: %v, want %v", line.Async, test.async)
				}
				checkStress(t, line, long, long && test.async && test.setting == "")
			}
			t.Logf("%s, async: %v%s", test.toolchain, test.async, table)
		})
	}
}

// checkStress judges one loop. A loop that ran for long has made many rounds, even on a machine that is busy with something else; old says
// that it ran for long on a Go before 1.23.
func checkStress(t *testing.T, line stressLine, long, old bool) {
	t.Helper()
	least := 10
	if long {
		least = 100
	}
	switch line.Loop {
	case "popular.Stuck":
		if !line.Hung {
			t.Error("the loop that cannot but hang does not: hangs are not noticed")
		}
	case "popular.Eager":
		if line.Hung {
			t.Error("the drain that does not block hangs")
		}
		if old && line.Stale == 0 {
			t.Errorf("no stale value in %d rounds of the drain that does not block: the stress does not hit the window", line.Rounds)
		}
	default:
		if line.Hung || line.Stale > 0 || line.Rounds < least {
			t.Errorf("%s: %d stale values in %d rounds, hung: %v", line.Loop, line.Stale, line.Rounds, line.Hung)
		}
	}
}

func stressLines(t *testing.T, out []byte) (lines []stressLine) {
	t.Helper()
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var line stressLine
		err := d.Decode(&line)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b stressLine) int { return strings.Compare(a.Loop, b.Loop) })
	return lines
}

// TestWindow runs the same loops in virtual time with a model of the old timers, in which the value of a timer always arrives after Stop
// has said that it fired: what a stress has to be lucky to hit.
func TestWindow(t *testing.T) {
	t.Parallel()
	dir := stressModule(t)
	write(t, filepath.Join(dir, "go.mod"), "module example.com/stress\n\ngo 1.26\n")
	if err := os.Remove(filepath.Join(dir, "main.go")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "vtime", "vtime.go"), read(t, "../testdata/stress/vtime.go.txt"))
	write(t, filepath.Join(dir, "window_test.go"), read(t, "../testdata/stress/window_test.go.txt"))
	for _, name := range []string{"async", "drain", "fresh", "importer", "popular", "replace", "sync"} {
		eachSource(t, filepath.Join(dir, name), strings.NewReplacer(`"time"`, `time "example.com/stress/vtime"`).Replace)
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "-v", ".")
	cmd.Dir, cmd.Env = dir, toolchain("local").env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
