package baseline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/baseline"
	"unleak/rules/rule"
)

// finding reads "file func pattern class", with a fingerprint like the audit's.
func finding(s string) audit.Finding {
	w := strings.Fields(s)
	dir, _, _ := strings.Cut(w[0], "/")
	return audit.Finding{
		Rule: "loopafter", File: w[0], Func: w[1], Pattern: w[2], Class: rule.Class(w[3]),
		Fingerprint: strings.Join([]string{dir, w[1], w[2]}, " "),
	}
}

func report(findings ...string) *audit.Report {
	r := &audit.Report{Paths: []string{"."}}
	for _, s := range findings {
		r.Findings = append(r.Findings, finding(s))
	}
	return r
}

func scope(r *audit.Report, gone ...string) baseline.Scope {
	return baseline.Scope{
		Rules:  []string{"loopafter"},
		Covers: r.Coverage(),
		Exists: func(file string) bool { return !slices.Contains(gone, file) },
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after []string
		fresh         []int // findings of after that are not known
		gone          int
	}{
		{name: "the same", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/x.go F After(d) leak"}},
		{name: "a second one", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/x.go F After(d) leak", "a/x.go F After(d) leak"}, fresh: []int{1}},
		{
			name:   "one of two gone",
			before: []string{"a/x.go F After(d) leak", "a/x.go F After(d) leak"}, after: []string{"a/x.go F After(d) leak"}, gone: 1,
		},
		{name: "another function", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/x.go G After(d) leak"}},
		{name: "another function and file", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/y.go G After(d) leak"}, fresh: []int{0}, gone: 1},
		{
			name:   "another function as well",
			before: []string{"a/x.go F After(d) leak"}, after: []string{"a/x.go E After(d) leak", "a/x.go F After(d) leak"}, fresh: []int{0},
		},
		{
			name:   "another name of the receiver",
			before: []string{"a/x.go (*Q).F With(q.ctx,q.d+o.d) leak"}, after: []string{"b/y.go (*Q).F With(queue.ctx,queue.d+o.d) leak"},
		},
		{
			name:   "another receiver",
			before: []string{"a/x.go (*Q).F With(q.ctx,q.d+o.d) leak"}, after: []string{"a/x.go (*Queue).F With(queue.ctx,queue.d+o.d) leak"},
		},
		{
			name:   "another variable",
			before: []string{"a/x.go F After(q.d) leak", "a/y.go F With(a.ctx,a.d) leak", "a/z.go F After(q.old.d) leak"},
			after:  []string{"a/x.go F After(q.e) leak", "a/y.go F With(a.ctx,b.d) leak", "a/z.go F After(q.new.d) leak"}, fresh: []int{0, 1, 2}, gone: 3,
		},
		{name: "another file", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/y.go F After(d) leak"}},
		{name: "another directory", before: []string{"a/x.go F After(d) leak"}, after: []string{"b/x.go F After(d) leak"}},
		{
			name:   "in another directory as well",
			before: []string{"b/x.go F After(d) leak"}, after: []string{"a/x.go F After(d) leak", "b/x.go F After(d) leak"}, fresh: []int{0},
		},
		{name: "worse", before: []string{"a/x.go F After(d) churn"}, after: []string{"a/x.go F After(d) leak"}, fresh: []int{0}, gone: 1},
		{name: "better", before: []string{"a/x.go F After(d) leak"}, after: []string{"a/x.go F After(d) churn"}},
		{
			name:   "one worse of two",
			before: []string{"a/x.go F After(d) churn", "a/x.go F After(d) leak"},
			after:  []string{"a/x.go F After(d) churn", "a/x.go F After(d) leak"},
		},
		{
			name:   "the worse one has a claim to the worse entry",
			before: []string{"a/x.go F After(d) leak", "a/x.go F After(d) churn"},
			after:  []string{"a/x.go F After(d) churn", "a/x.go F After(d) leak", "a/x.go F After(d) leak"}, fresh: []int{2}, gone: 0,
		},
		{name: "harmless", after: []string{"a/x.go F After(d) none"}, fresh: []int{0}},
		{name: "harmless before", before: []string{"a/x.go F After(d) none"}, after: []string{"a/x.go F After(d) leak"}, fresh: []int{0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, r := baseline.New(report(c.before...)), report(c.after...)
			got := b.Match(r, scope(r))
			var fresh []int
			for i, f := range r.Findings {
				if !f.Known {
					fresh = append(fresh, i)
				}
			}
			if !slices.Equal(fresh, c.fresh) || got.Gone != c.gone || got.Unseen != 0 {
				t.Errorf("new %v, %d gone, %d unseen; want %v, %d, 0", fresh, got.Gone, got.Unseen, c.fresh, c.gone)
			}
			all, _ := b.Count()
			if left, _ := got.Pruned.Count(); left != all-c.gone {
				t.Errorf("pruned to %d of %d", left, all)
			}
		})
	}
}

// TestScope: an audit of a part of the tree says nothing about the rest, neither that it is gone nor that it moved here.
func TestScope(t *testing.T) {
	b := baseline.New(report("a/x.go F After(d) leak", "b/x.go F After(d) leak", "c/x.go G After(d) leak"))
	part := func(change func(*audit.Report, *baseline.Scope)) (*audit.Report, baseline.Scope) {
		r := report("b/x.go F After(d) leak", "b/y.go F After(d) leak", "b/y.go G After(d) leak")
		r.Paths = []string{"b"}
		s := scope(r)
		if change != nil {
			change(r, &s)
		}
		return r, s
	}
	for _, c := range []struct {
		name   string
		change func(*audit.Report, *baseline.Scope)
		known  []bool
		unseen int
		gone   int
	}{
		{"elsewhere", nil, []bool{true, false, false}, 2, 0},
		{"moved here", func(_ *audit.Report, s *baseline.Scope) { s.Exists = func(string) bool { return false } }, []bool{true, true, true}, 0, 0},
		{"all", func(r *audit.Report, s *baseline.Scope) { r.Paths = []string{"."}; s.Covers = r.Coverage() }, []bool{true, true, true}, 0, 0},
		{"nothing left", func(r *audit.Report, s *baseline.Scope) {
			r.Findings, r.Paths = nil, []string{"."}
			s.Covers = r.Coverage()
		}, nil, 0, 3},
		{"another rule", func(r *audit.Report, s *baseline.Scope) { r.Findings, s.Rules = nil, []string{"tick"} }, nil, 3, 0},
		{"another class", func(r *audit.Report, s *baseline.Scope) { r.Findings, s.Classes = nil, []rule.Class{rule.Bug} }, nil, 3, 0},
		{"generated", func(r *audit.Report, s *baseline.Scope) {
			r.Findings, r.Paths = nil, []string{"."}
			r.Skipped = []audit.Skip{{File: "a/x.go", Reason: "generated file"}, {File: "c/", Reason: "vendor directory"}}
			s.Covers = r.Coverage()
		}, nil, 2, 1},
		{"unreadable", func(r *audit.Report, s *baseline.Scope) {
			r.Findings, r.Paths = nil, []string{"."}
			r.Errors = []audit.Problem{{File: "b/other.go", Reason: "parse file"}, {File: "c/", Reason: "read directory"}}
			s.Covers = r.Coverage()
		}, nil, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, s := part(c.change)
			got := b.Match(r, s)
			var known []bool
			for _, f := range r.Findings {
				known = append(known, f.Known)
			}
			if !slices.Equal(known, c.known) || got.Unseen != c.unseen || got.Gone != c.gone {
				t.Errorf("known %v, %d unseen, %d gone; want %v, %d, %d", known, got.Unseen, got.Gone, c.known, c.unseen, c.gone)
			}
		})
	}
}

// FuzzMatch: whatever changed between two audits, what was written is known, prune only takes away, and what it leaves says the same.
func FuzzMatch(f *testing.F) {
	f.Add([]byte("aaabbbccc"), []byte("abcabcabc"), byte(0))
	f.Add([]byte("the quick brown fox jumps over the lazy dog"), []byte("THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG"), byte(5))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 65, 66, 130, 131, 194, 194}, []byte{1, 1, 2, 66, 67, 131, 131, 195, 194, 194}, byte(7))
	f.Fuzz(func(t *testing.T, before, after []byte, part byte) {
		from := made(before)
		b := baseline.New(from)
		if got := b.Match(from, scope(from)); got.Gone != 0 || got.Unseen != 0 || slices.ContainsFunc(from.Findings, isNew) {
			t.Errorf("of what was written, %d gone, %d unseen, %v", got.Gone, got.Unseen, from.Findings)
		}
		to := made(after)
		to.Paths = [][]string{{"."}, {"a"}, {"b"}, {"a/x.go", "b"}}[part%4]
		to.Findings = slices.DeleteFunc(to.Findings, func(f audit.Finding) bool { return !to.Coverage().Has(f.File) })
		s := scope(to)
		s.Exists = func(string) bool { return part&4 == 0 }
		got := b.Match(to, s)
		known := verdicts(to)
		used := 0
		for _, k := range known {
			if k {
				used++
			}
		}
		if all, _ := b.Count(); got.Gone+got.Unseen+used != all {
			t.Errorf("%d entries: %d gone, %d unseen, and %v", all, got.Gone, got.Unseen, known)
		}
		for _, e := range got.Pruned.Findings {
			if !slices.ContainsFunc(b.Findings, func(old baseline.Entry) bool {
				fewer := e.Count <= old.Count
				old.Count = e.Count
				return fewer && e == old
			}) {
				t.Errorf("prune added %+v to %+v", e, b.Findings)
			}
		}
		for i := range to.Findings {
			to.Findings[i].Known = false
		}
		again := got.Pruned.Match(to, s)
		if diff := cmp.Diff(known, verdicts(to)); diff != "" || again.Gone != 0 {
			t.Errorf("after prune, %d are gone, and other findings are known (-before +after):\n%s", again.Gone, diff)
		}
	})
}

// made returns a report with a finding for each byte, and of few kinds, so that many are alike.
func made(src []byte) *audit.Report {
	var list []string
	for _, c := range src {
		file := []string{"a/x.go", "a/y.go", "b/x.go", "b/c/x.go"}[c%4]
		list = append(list, strings.Join([]string{file, []string{"F", "G"}[c/4%2], []string{"After(q.d)", "After(p.d)"}[c/8%2], string(rule.Classes[c/16%4])}, " "))
	}
	return report(list...)
}

func isNew(f audit.Finding) bool { return !f.Known && f.Class != rule.Fine }

func verdicts(r *audit.Report) (known []bool) {
	for _, f := range r.Findings {
		known = append(known, f.Known)
	}
	return known
}

// TestEncode: the file is sorted, has a line for each entry, and reads back as it was.
func TestEncode(t *testing.T) {
	b := baseline.New(report("b/x.go F <-t.C leak", "a/x.go F After(d) bug", "b/x.go F <-t.C leak", "a/x.go F After(d) none"))
	const want = `{
  "schema": 1,
  "tool": "unleak",
  "findings": [
    {"rule":"loopafter","file":"a/x.go","func":"F","pattern":"After(d)","class":"bug","fingerprint":"a F After(d)","count":1},
    {"rule":"loopafter","file":"b/x.go","func":"F","pattern":"<-t.C","class":"leak","fingerprint":"b F <-t.C","count":2}
  ]
}
`
	if diff := cmp.Diff(want, string(b.Encode())); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
	for _, b := range []*baseline.Baseline{b, baseline.New(report())} {
		read, err := baseline.Parse(b.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(b.Encode()), string(read.Encode())); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                                      "it is empty",
		"{\n<<<<<<< ours\n":                     "line 2: invalid character '<'",
		`{"schema":1}`:                          "not one of unleak's",
		`{"schema":2,"tool":"unleak"}`:          "schema 2 is newer than 1",
		`{"schema":0,"tool":"unleak"}`:          "no schema 0",
		`{"schema":1,"tool":"unleak"} x`:        "more after its end",
		"{\n\"schema\":1,\n\"findings\":\"x\"}": "line 3: string is not what belongs into \"findings\"",
		`{"schema":1,"tool":"unleak","findings":[{"rule":"tick","file":"a.go","class":"leak","count":-1}]}`: "finding 1 of it has no",
		`{"schema":1,"tool":"unleak","findings":[{"rule":"tick","file":"a.go","class":"none","count":1}]}`:  "finding 1 of it has no",
	} {
		if _, err := baseline.Parse([]byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q) = %v, want an error that says %q", in, err, want)
		}
	}
}

// FuzzParse: what can be read says the same when it is written and read again.
func FuzzParse(f *testing.F) {
	f.Add(baseline.New(report("b/x.go F <-t.C leak")).Encode())
	f.Add([]byte(`{"schema":1,"tool":"unleak","findings":[{"rule":"\u2028","file":"a.go","class":"leak","count":1}]}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		b, err := baseline.Parse(src)
		if err != nil {
			return
		}
		again, err := baseline.Parse(b.Encode())
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Encode())
		}
		if diff := cmp.Diff(string(b.Encode()), string(again.Encode())); diff != "" {
			t.Error(diff)
		}
	})
}
