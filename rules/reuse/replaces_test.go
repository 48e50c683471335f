package reuse

import (
	"maps"
	"testing"

	"unleak/golden/snippet"
	"unleak/rules/code"
	"unleak/rules/flow"
	"unleak/rules/rule"
	"unleak/rules/value"
)

// TestReplaces asks of each function below whether a fix puts another timer into its variable.
func TestReplaces(t *testing.T) {
	const src = `package p

import "time"

func stale(events chan int, d time.Duration) {
	timer := time.NewTimer(d)
	<-events
	timer.Reset(d)
	<-timer.C
}

func hangs(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	if !timer.Stop() {
		<-timer.C
	}
	timer.Reset(d)
}

func right(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	timer.Reset(d)
}

func handed(events chan int, d time.Duration) *time.Timer {
	timer := time.NewTimer(d)
	<-events
	timer.Reset(d)
	return timer
}

func stops(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
	if !timer.Stop() {
		<-timer.C
	}
}
`
	for timers, want := range map[rule.Timers]map[string]bool{
		rule.Async:    {"stale": true, "hangs": true, "right": false, "handed": false, "stops": false},
		rule.Importer: {"stale": true, "hangs": true, "right": false, "handed": false, "stops": false},
		rule.Sync:     {"stale": false, "hangs": false, "right": false, "handed": false, "stops": false},
	} {
		got := map[string]bool{}
		p := &rule.Pass{Package: snippet.Package(t, src), Timers: timers}
		for _, s := range flow.Sites(p.Package, "time.NewTimer") {
			timer := code.RefTo(value.BindingOf(p.Package, s.Cur, 0).Obj)
			yes := Replaces(p, s, timer)
			if again := Replaces(p, s, timer); again != yes {
				t.Errorf("%s: %t, then %t", code.FuncName(s.Cur), yes, again)
			}
			got[code.FuncName(s.Cur)] = yes
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", timers, got, want)
		}
	}
}
