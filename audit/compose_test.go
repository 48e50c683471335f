package audit_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unleak/audit"
	"unleak/audit/load"
	"unleak/golden/cases"
	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// compositions are functions in which several fixes meet.
var compositions = map[string]string{
	"two resets": `
func f(a, b chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-a:
			timer.Reset(d)
		case <-b:
			timer.Reset(2 * d)
		case <-timer.C:
			return
		}
	}
}`,
	"a drain and a reset": `
func f(a, b chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-a:
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-b:
			timer.Reset(2 * d)
		case <-timer.C:
		}
	}
}`,
	"a drain that hangs": `
func f(a chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		if !timer.Stop() { // it may have fired
			<-timer.C
		}
		timer.Reset(d)
		select {
		case <-a:
		case <-timer.C:
		}
	}
}`,
	"drains in a row": `
func f(a chan int, d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	timer.Stop()
	select {
	case <-timer.C:
	default:
	}
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
	<-a
	if !timer.Stop() {
		<-timer.C
	}
	if !timer.Stop() {
		<-timer.C
	}
}`,
	"two timers": `
func f(events chan int, d time.Duration) {
	a, b := time.NewTimer(d), time.NewTimer(d)
	defer a.Stop()
	defer b.Stop()
	for {
		select {
		case <-events:
			a.Reset(d)
			b.Reset(d)
		case <-a.C:
		case <-b.C:
			if !a.Stop() {
				<-a.C
			}
			a.Reset(d)
		}
	}
}`,
	"a deferred drain": `
func f(a chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer func() {
		if !timer.Stop() {
			<-timer.C
		}
	}()
	for range a {
		timer.Reset(d)
	}
	<-timer.C
}`,
	"a helper": `
func f(a chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer stopTimer(timer)
	for {
		resetTimer(timer, d)
		select {
		case <-a:
		case <-timer.C:
			resetTimer(timer, d)
			<-timer.C
		}
	}
}

func resetTimer(t *time.Timer, d time.Duration) {
	if !t.Stop() {
		select {
		case <-t.C:
		default:
		}
	}
	t.Reset(d)
}

func stopTimer(t *time.Timer) {
	if !t.Stop() {
		<-t.C
	}
}`,
	"a loop with a timeout of its own": `
func f(a, b chan int, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-a:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			timer.Reset(d)
		case <-timer.C:
			return
		case <-time.After(d):
		}
		select {
		case <-b:
		case <-time.After(2 * d):
			timer.Reset(d)
		}
	}
}`,
	"an unstopped timer that is reset": `
func f(a, b chan int, d time.Duration) {
	timer := time.NewTimer(d)
	for {
		select {
		case <-a:
			timer.Reset(d)
		case <-b:
			return
		case <-timer.C:
			return
		}
	}
}`,
	"a Stop deferred too late and a drain": `
func f(a, b chan int, d time.Duration) {
	timer := time.NewTimer(d)
	if len(a) > 0 {
		return
	}
	defer timer.Stop()
	for {
		select {
		case <-a:
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-b:
			return
		case <-timer.C:
		}
	}
}`,
	"all kinds of timeouts in one select": `
func f(a chan int, d time.Duration) {
	ticks := time.Tick(time.Minute)
	timer := time.NewTimer(d)
	for {
		select {
		case <-a:
			return
		case <-ticks:
			timer.Reset(d)
		case <-timer.C:
		case <-time.After(d):
		case <-time.Tick(time.Second):
		case <-time.NewTimer(2 * d).C:
		case <-time.NewTicker(time.Hour).C:
		}
	}
}`,
	"a timer of the pass that is reset": `
func f(a, b chan int, d time.Duration) {
	for range a {
		timer := time.NewTimer(d)
		select {
		case <-b:
			if !timer.Stop() {
				<-timer.C
			}
			timer.Reset(d)
		case <-timer.C:
			continue
		case <-time.After(2 * d):
			timer.Reset(d)
		}
		select {
		case <-b:
			return
		case <-timer.C:
		}
	}
}`,
	"tickers in nested loops": `
func f(a chan int, d time.Duration) {
	for range a {
		for range time.Tick(time.Second) {
			ticker := time.NewTicker(time.Minute)
			select {
			case <-a:
				return
			case <-ticker.C:
			case <-time.After(d):
			}
			if len(a) > 0 {
				break
			}
		}
	}
}`,
	"functions in functions": `
func f(a chan int, d time.Duration) {
	go func() {
		timer := time.NewTimer(d)
		for range time.Tick(time.Second) {
			select {
			case <-timer.C:
				return
			case <-a:
				timer.Reset(d)
			case <-time.After(d):
			}
		}
	}()
	ticker := time.Tick(time.Minute)
	for {
		select {
		case <-ticker:
			return
		case <-time.After(d):
		}
	}
}`,
	"comments that gofmt aligns": `
func f(a chan int) {
	x := time.Tick(time.Second)      // often
	y := time.Tick(time.Minute)      // now and then
	longer := time.NewTimer(1 << 40) // once
	for {
		select {
		case <-a:
			return
		case <-x: // tick
		case <-y: // tock
		case <-longer.C: // bang
		case <-time.After(time.Hour): // never
		}
	}
}`,
}

// TestCompose makes every fix of every rule at once. Whatever the order in which they are tried, the result is the same, it builds and
// vets, and a second run has nothing to do.
func TestCompose(t *testing.T) {
	for _, module := range []struct {
		name, version string
		program       bool
	}{
		{"go1.22", "1.22", true}, {"go1.22lib", "1.22", false}, {"go1.26", "1.26", true},
	} {
		t.Run(module.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, filepath.Join(dir, "go.mod"), "module example.com/compose\n\ngo "+module.version+"\n")
			if module.program {
				write(t, filepath.Join(dir, "main.go"), "package main\n\nfunc main() {}\n")
			}
			for name, body := range compositions {
				pkg := strings.ReplaceAll(name, " ", "")
				write(t, filepath.Join(dir, pkg, "f.go"), "package "+pkg+"\n\nimport \"time\"\n"+body+"\n")
			}
			composeAll(t, dir)
			if again := composed(t, dir, nil); len(again) > 0 {
				t.Errorf("a second run would change %v", again)
			}
			cases.GoVet(t, dir)
		})
	}
}

// composeAll makes the fixes in dir, in several orders.
func composeAll(t *testing.T, dir string) {
	t.Helper()
	want := composed(t, dir, nil)
	if len(want) == 0 {
		t.Fatal("there is nothing to fix")
	}
	for name, order := range map[string]func(a, b rewrite.Candidate) int{
		"backwards": func(a, b rewrite.Candidate) int { return b.Line - a.Line },
		"by rule":   func(a, b rewrite.Candidate) int { return strings.Compare(a.Rule, b.Rule) },
		"by rule, backwards": func(a, b rewrite.Candidate) int {
			return strings.Compare(b.Rule, a.Rule)
		},
	} {
		for file, text := range composed(t, dir, order) {
			if text != want[file] {
				t.Errorf("%s, in the order %s:\n%s\nin the order of the report:\n%s", file, name, text, want[file])
			}
		}
	}
	for file, text := range want {
		write(t, filepath.Join(dir, filepath.FromSlash(file)), text)
	}
}

// composed returns the files that change when every fix in dir is made, in the given order or that of the report.
func composed(t *testing.T, dir string, order func(a, b rewrite.Candidate) int) map[string]string {
	t.Helper()
	rs := slices.DeleteFunc(rules.All(), func(r *rule.Rule) bool { return r.Best == "" })
	tree, err := load.Scan(t.Context(), load.Config{Dir: dir, Interests: audit.Interests(rs)})
	if err != nil {
		t.Fatal(err)
	}
	report, err := audit.Run(t.Context(), tree, audit.Options{Rules: rs})
	if err != nil || len(report.Errors) > 0 {
		t.Fatal(err, report.Errors)
	}
	var list []rewrite.Candidate
	for _, f := range report.Findings {
		sum := sha256.Sum256([]byte(read(t, filepath.Join(dir, filepath.FromSlash(f.File)))))
		list = append(list, rewrite.Candidate{File: f.File, Line: f.Line, Rule: f.Rule, Sum: sum, Fix: f.Fix})
	}
	if order != nil {
		slices.SortStableFunc(list, order)
	}
	patch := rewrite.Plan(list, rewrite.Options{
		Review: true,
		Read:   func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(file))) },
	})
	for _, s := range patch.Steps {
		if s.Status != rewrite.Made && s.Status != rewrite.Refused {
			t.Errorf("%s: %s: %s", s.Place(), s.Status, s.Why)
		}
	}
	out := map[string]string{}
	for _, f := range patch.Changed() {
		out[f.Name] = string(f.New)
	}
	return out
}
