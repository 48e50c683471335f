package wave

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var sample = Plan{
	Scope: Scope{Paths: []string{"services", "./lib/..."}, Classes: []string{"leak"}, Go: "1.22", Review: true},
	Waves: []Wave{
		{Name: "lib", Why: "1 leak; 1 file, about 3 lines", Fixes: []Fix{
			{File: "lib/a.go", Func: "(*T).F", Pattern: "time.After(d) // {x: y}", Rule: "loopafter", Class: "leak", Lines: 3, Count: 2, Besides: 1, Fingerprint: "0123456789012345"},
		}},
		{Name: "services", Fixes: []Fix{
			{File: "services/\u00fc b.go", Pattern: "time.Tick(\"\xff\")", Rule: "tick", Class: "bug", Level: "review", Fingerprint: "1e10"},
			{File: "services/c.go", Pattern: "- !x\n# y", Rule: "tick", Class: "bug", Fingerprint: "true"},
		}},
	},
}

// TestFormat: what is written is read again, each fix on a line of its own.
func TestFormat(t *testing.T) {
	src, err := sample.Format()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(src)
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	want := sample
	want.Version = version
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Error(diff)
	}
	if n := strings.Count(string(src), "\n      - {file: "); n != 3 {
		t.Errorf("%d fixes on a line of their own, want 3:\n%s", n, src)
	}
}

func TestParseErrors(t *testing.T) {
	const fix = `{file: a.go, pattern: p, rule: tick, class: leak, fingerprint: "12"}`
	for src, want := range map[string]string{
		"":                                 "it is empty",
		"waves: []":                        "it has no version",
		"version: 2":                       "version 2 is newer than 1",
		"version: 1\nwave: []":             "line 2: field wave not found",
		"version: 1\nwaves:\n- name: A b":  `wave 1 is called "A b"`,
		"version: 1\nwaves: [{fixes: []}]": `wave 1 is called ""`,
		"version: 1\nwaves:\n- {name: a}\n- {name: a}":                                             "two waves are called a",
		"version: 1\nwaves:\n- {name: a, fixes: [{file: a.go, pattern: p, rule: tick}]}":           "a fix in wave a has no rule or no fingerprint (a.go: p)",
		"version: 1\nwaves:\n- {name: a, fixes: [" + fix + "]}\n- {name: b, fixes: [" + fix + "]}": "fix 12 (a.go: p) is in wave a and in wave b",
		"version: [": "parse plan: yaml: line 1",
	} {
		if _, err := Parse([]byte(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", src, err, want)
		}
	}
}

// FuzzParse: a plan is read or refused, and one that was read can be written, added to and read again.
func FuzzParse(f *testing.F) {
	src, err := sample.Format()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(src)
	f.Add([]byte("version: 1\nwaves: []\n"))
	f.Add([]byte("version: 1\nwaves: &a\n- name: x\n  fixes: # c\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := Parse(src)
		if err != nil {
			return
		}
		out, err := p.Format()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(out); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		out, err = Add(src, []Wave{{Name: "x", Fixes: []Fix{{File: "n.go", Rule: "tick", Fingerprint: "new one"}}}})
		if err != nil {
			return // it has no list of waves, or an odd one
		}
		q, err := Parse(out)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if len(q.Waves) != len(p.Waves)+1 {
			t.Fatalf("%d waves, want %d:\n%s", len(q.Waves), len(p.Waves)+1, out)
		}
	})
}

// TestProgress: what was tried and what is found decide together how far a fix is.
func TestProgress(t *testing.T) {
	fix := func(name string) Fix { return Fix{Fingerprint: name} }
	p := &Plan{Waves: []Wave{{Name: "w", Fixes: []Fix{
		fix("never tried"), fix("fixed by somebody"), fix("made and gone"), fix("in a branch"), fix("back again"), fix("left out"), fix("left out, then gone"),
	}}}}
	s := &State{}
	s.Set("made and gone", Outcome{Branch: "b"})
	s.Set("in a branch", Outcome{Branch: "b", Commit: "1"})
	s.Set("back again", Outcome{Branch: "b", Commit: "2"})
	s.Set("left out", Outcome{Failed: "a test fails"})
	s.Set("left out, then gone", Outcome{Failed: "a test fails"})
	found := map[string]int{"never tried": 1, "in a branch": 2, "back again": 1, "left out": 1}
	got := p.Progress(s, found, func(o Outcome) bool { return o.Commit == "1" })
	want := []Progress{{
		Done:      []Fix{fix("fixed by somebody"), fix("made and gone"), fix("left out, then gone")},
		Committed: []Fix{fix("in a branch")},
		Pending:   []Fix{fix("never tried")},
		Failed:    []Fix{fix("left out")},
		Regressed: []Fix{fix("back again")},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !got[0].Open() || (Progress{Done: []Fix{fix("x")}}).Open() {
		t.Error("Open tells the opposite")
	}
}
