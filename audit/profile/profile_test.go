package profile_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pprof "github.com/google/pprof/profile"

	"unleak/audit"
	"unleak/audit/profile"
)

// A stack is a sample of a profile: calls as "function file:line", the innermost first, and what they hold. Calls joined by " < " were inlined
// into the last of them.
type stack struct {
	value int64
	calls string // one on each line
}

// encoded returns a profile of the given sample types with these stacks. All types have the same values, but for the first, which has 1.
func encoded(t *testing.T, types string, stacks ...stack) []byte {
	t.Helper()
	p := &pprof.Profile{}
	for _, s := range strings.Fields(types) {
		name, unit, _ := strings.Cut(s, "/")
		p.SampleType = append(p.SampleType, &pprof.ValueType{Type: name, Unit: unit})
	}
	for _, s := range stacks {
		sample := &pprof.Sample{Value: make([]int64, len(p.SampleType))}
		for i := range sample.Value {
			sample.Value[i] = s.value
			if i == 0 && len(sample.Value) > 1 {
				sample.Value[i] = 1
			}
		}
		for call := range strings.SplitSeq(strings.TrimSpace(s.calls), "\n") {
			loc := &pprof.Location{ID: uint64(len(p.Location) + 1)}
			for inlined := range strings.SplitSeq(call, " < ") {
				name, at, _ := strings.Cut(strings.TrimSpace(inlined), " ")
				colon := strings.LastIndexByte(at, ':')
				line, err := strconv.ParseInt(at[colon+1:], 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				fn := &pprof.Function{ID: uint64(len(p.Function) + 1), Name: name, SystemName: name, Filename: at[:colon]}
				p.Function = append(p.Function, fn)
				loc.Line = append(loc.Line, pprof.Line{Function: fn, Line: line})
			}
			p.Location = append(p.Location, loc)
			sample.Location = append(sample.Location, loc)
		}
		p.Sample = append(p.Sample, sample)
	}
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const heap = "alloc_space/bytes inuse_space/bytes"

// sample is a report on a tree with two modules, a copy of one, and two programs.
func sample() *audit.Report {
	at := func(file string, line, end int, fn, pattern string) audit.Finding {
		return audit.Finding{Rule: "loopafter", File: file, Line: line, EndLine: end, Func: fn, Pattern: pattern}
	}
	return &audit.Report{
		Paths: []string{"."},
		Modules: []audit.Module{
			{Dir: ".", Path: "example.com/m"}, {Dir: "tools", Path: "example.com/m/tools.v2"},
			{Dir: "copies/a", Path: "example.com/copy"}, {Dir: "copies/b", Path: "example.com/copy"}, {Dir: "loose"},
		},
		Findings: []audit.Finding{
			at("cmd/agent/main.go", 9, 9, "main", "time.Tick(d)"),
			at("copies/a/x.go", 5, 5, "X", "time.After(d)"),
			at("copies/b/x.go", 5, 5, "X", "time.After(d)"),
			at("main.go", 9, 9, "main", "time.Tick(d)"),
			at("tools/tool.go", 7, 7, "(*Set[T]).Use", "time.NewTimer(d)"),
			at("worker/later.go", 5, 5, "later", "time.After(d)"),
			at("worker/later.go", 9, 9, "(*Queue).Wait", "later(d)"),
			at("worker/later.go", 9, 9, "(*Queue).Wait", "translater(d)"),
			at("worker/later.go", 10, 10, "(*Queue).Wait", "time.After(d)"),
			at("worker/queue.go", 42, 44, "(*Queue).Run", "time.After(d)"),
			at("worker/queue.go", 44, 44, "(*Queue).Run", "context.WithTimeout(ctx, d)"),
			at("worker/queue_test.go", 8, 8, "TestRun", "time.After(d)"),
		},
		Suppressed: []audit.Suppressed{{Finding: at("worker/queue.go", 60, 60, "(*Queue).Stop", "time.After(d)")}},
		Skipped:    []audit.Skip{{File: "api/api.pb.go", Reason: "generated file"}},
	}
}

// weights returns what the findings of r hold, by file:line, without those that hold nothing.
func weights(r *audit.Report) map[string]int64 {
	out := map[string]int64{}
	for _, f := range r.Findings {
		if f.Weight != 0 {
			out[f.File+":"+strconv.Itoa(f.Line)] = f.Weight
		}
	}
	return out
}

func TestJoin(t *testing.T) {
	const after = "time.newTimer /go/src/time/sleep.go:10\ntime.NewTimer /go/src/time/sleep.go:20\ntime.After /go/src/time/sleep.go:30\n"
	for _, c := range []struct {
		name   string
		stacks []stack
		want   map[string]int64
		other  audit.Profile // without what is the same for all
	}{
		{
			name: "built in place",
			stacks: []stack{
				{100, after + "example.com/m/worker.(*Queue).Run /src/m/worker/queue.go:43\nmain.main /src/m/main.go:9"},
				{20, after + "example.com/m/worker.(*Queue).Run.func1 /src/m/worker/queue.go:42"},
				{3, "example.com/m/worker.(*Queue).Run /src/m/worker/queue.go:42"}, // of something else
			},
			want: map[string]int64{"worker/queue.go:42": 120}, other: audit.Profile{Total: 123, Matched: 120, Sites: 1},
		},
		{
			name:   "inlined",
			stacks: []stack{{7, "time.NewTimer /go/time/sleep.go:1 < time.After /go/time/sleep.go:2 < example.com/m/worker.(*Queue).Run /x/worker/queue.go:42"}},
			want:   map[string]int64{"worker/queue.go:42": 7}, other: audit.Profile{Total: 7, Matched: 7, Sites: 1},
		},
		{
			name: "trimmed",
			stacks: []stack{
				{1, after + "example.com/m/worker.(*Queue).Run example.com/m/worker/queue.go:42"},
				{2, after + "example.com/m/worker.(*Queue).Run example.com/m@v1.2.3/worker/queue.go:42"},
				{4, "time.NewTicker time/tick.go:1\ntime.Tick time/tick.go:2\nmain.main example.com/m/cmd/agent/main.go:9"},
				{8, "time.NewTicker time/tick.go:1\ntime.Tick time/tick.go:2\nmain.main example.com/m@v1.2.3/main.go:9"},
				{16, "time.NewTimer time/tick.go:1\nexample.com/m/tools%2ev2.(*Set[go.shape.int]).Use example.com/m/tools.v2/tool.go:7"},
			},
			want:  map[string]int64{"worker/queue.go:42": 3, "cmd/agent/main.go:9": 4, "main.go:9": 8, "tools/tool.go:7": 16},
			other: audit.Profile{Total: 31, Matched: 31, Sites: 4},
		},
		{
			name: "main packages by where the module was built",
			stacks: []stack{
				{1, "time.Tick /go/time/tick.go:1\nmain.main /build/src/cmd/agent/main.go:9\nexample.com/m/worker.Start /build/src/worker/queue.go:3"},
				{2, "time.Tick /go/time/tick.go:1\nmain.main /build/src/main.go:9"},
				{4, "time.Tick /go/time/tick.go:1\nmain.main /elsewhere/cmd/agent/main.go:9"},
			},
			want: map[string]int64{"cmd/agent/main.go:9": 1, "main.go:9": 2}, other: audit.Profile{Total: 7, Matched: 3, Sites: 2, Elsewhere: 4},
		},
		{
			name:   "main packages alone",
			stacks: []stack{{1, "time.Tick /go/time/tick.go:1\nmain.main /x/cmd/agent/main.go:9"}, {2, "time.Tick /go/time/tick.go:1\nmain.other /x/main.go:9"}},
			want:   map[string]int64{"cmd/agent/main.go:9": 1}, other: audit.Profile{Total: 3, Matched: 1, Sites: 1, Elsewhere: 2},
		},
		{
			name: "by way of a function that returns it",
			stacks: []stack{
				{1, after + "example.com/m/worker.later[...] /w/later.go:5\nexample.com/m/worker.(*Queue).Wait /w/later.go:9\nmain.main /src/m/main.go:9"},
				{2, after + "example.com/m/worker.later /w/later.go:5\nexample.com/m/worker.(*Queue).Wait /w/later.go:8"},
				{4, after + "example.com/m/worker.(*Queue).Wait /w/later.go:10"},
			},
			want: map[string]int64{"worker/later.go:5": 3, "worker/later.go:9": 1, "worker/later.go:10": 4}, other: audit.Profile{Total: 7, Matched: 7, Sites: 3},
		},
		{
			name: "two on a line",
			stacks: []stack{
				{1, "time.AfterFunc /t.go:1\ncontext.WithDeadlineCause /c.go:1\ncontext.WithTimeout /c.go:2\nexample.com/m/worker.(*Queue).Run /w/queue.go:44"},
				{2, after + "example.com/m/worker.(*Queue).Run /w/queue.go:44"},
			},
			want: map[string]int64{"worker/queue.go:44": 1, "worker/queue.go:42": 2}, other: audit.Profile{Total: 3, Matched: 3, Sites: 2},
		},
		{
			name:   "dependencies",
			stacks: []stack{{5, after + "example.com/dep.Loop /mod/example.com/dep@v1.0.0/x.go:42\nexample.com/m/worker.(*Queue).Run /src/worker/queue.go:42"}},
			want:   map[string]int64{}, other: audit.Profile{Total: 5, Elsewhere: 5},
		},
		{
			name: "generated",
			stacks: []stack{
				{5, after + "example.com/m/api.Get /src/api/api.pb.go:42"},
				{6, after + "example.com/m/api.yyParse /src/api/parser.y:42"},
			},
			want: map[string]int64{}, other: audit.Profile{Total: 11, Elsewhere: 11},
		},
		{
			name:   "accepted in the source",
			stacks: []stack{{5, after + "example.com/m/worker.(*Queue).Stop /src/worker/queue.go:60"}},
			want:   map[string]int64{}, other: audit.Profile{Total: 5, Matched: 5, Sites: 1},
		},
		{
			name:   "tests in a package of their own",
			stacks: []stack{{5, after + "example.com/m/worker_test.TestRun /src/worker/queue_test.go:8"}},
			want:   map[string]int64{"worker/queue_test.go:8": 5}, other: audit.Profile{Total: 5, Matched: 5, Sites: 1},
		},
		{
			name: "other code",
			stacks: []stack{
				{5, after + "example.com/m/worker.(*Queue).Run /src/worker/queue.go:41"},
				{6, after + "example.com/m/worker.Other /src/worker/queue.go:43"},
				{7, after + "example.com/m/old.Loop /src/old/old.go:3"},
				{7, after + "example.com/m/old.Loop /src/old/old.go:3"},
			},
			want: map[string]int64{},
			other: audit.Profile{Total: 25, Stale: []audit.Call{
				{File: "old/old.go", Line: 3, Func: "Loop", Weight: 14}, {File: "worker/queue.go", Line: 43, Func: "Other", Weight: 6},
				{File: "worker/queue.go", Line: 41, Func: "(*Queue).Run", Weight: 5},
			}},
		},
		{
			name: "copies",
			stacks: []stack{
				{1, after + "example.com/copy.X /src/copies/b/x.go:5"},
				{2, after + "example.com/copy.X example.com/copy/x.go:5"},
			},
			want:  map[string]int64{"copies/b/x.go:5": 1},
			other: audit.Profile{Total: 3, Matched: 1, Sites: 1, Ambiguous: []audit.Call{{File: "example.com/copy/x.go", Line: 5, Func: "X", Weight: 2}}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := profile.Read("heap", encoded(t, heap, c.stacks...), "")
			if err != nil {
				t.Fatal(err)
			}
			r := sample()
			if err := profile.Join(r, []*profile.Profile{p}, true); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, weights(r)); diff != "" {
				t.Errorf("weights (-want +got):\n%s", diff)
			}
			c.other.Files, c.other.Sample, c.other.Unit = []string{"heap"}, "inuse_space", "bytes"
			if diff := cmp.Diff(&c.other, r.Profile); diff != "" {
				t.Errorf("profile (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNoModule: code without a go.mod is found where it was built, and nowhere else.
func TestNoModule(t *testing.T) {
	p, err := profile.Read("heap", encoded(t, heap,
		stack{1, "time.After /t.go:1\nexample.com/a/lib.Run C:/go/src/a/lib/lib.go:7"},
		stack{2, "time.After /t.go:1\nexample.com/a/lib.Run D:/go/src/a/lib/lib.go:7"},
		stack{4, "time.After /t.go:1\nexample.com/a/lib.Run C:/go/src/a/vendor/lib/lib.go:7"},
	), "")
	if err != nil {
		t.Fatal(err)
	}
	r := &audit.Report{
		Root: `C:\go\src\a`, Paths: []string{"."}, Modules: []audit.Module{{Dir: "."}}, Skipped: []audit.Skip{{File: "vendor/"}},
		Findings: []audit.Finding{{File: "lib/lib.go", Line: 7, EndLine: 7, Func: "Run", Pattern: "time.After(d)"}},
	}
	if err := profile.Join(r, []*profile.Profile{p}, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int64{"lib/lib.go:7": 1}, weights(r)); diff != "" || r.Profile.Elsewhere != 6 {
		t.Errorf("profile %+v, weights (-want +got):\n%s", r.Profile, diff)
	}
}

// TestSomeRules: where not all rules ran, a line without a finding says nothing.
func TestSomeRules(t *testing.T) {
	p, err := profile.Read("heap", encoded(t, heap, stack{5, "time.After /t.go:1\nexample.com/m/worker.(*Queue).Run /src/worker/queue.go:41"}), "")
	if err != nil {
		t.Fatal(err)
	}
	r := sample()
	if err := profile.Join(r, []*profile.Profile{p}, false); err != nil || r.Profile.Elsewhere != 5 || r.Profile.Stale != nil {
		t.Errorf("profile %+v, error %v", r.Profile, err)
	}
}

// TestGoroutines: a goroutine belongs to the innermost call at a site.
func TestGoroutines(t *testing.T) {
	p, err := profile.Read("goroutine", encoded(t, "goroutine/count",
		stack{3, "runtime.gopark /go/runtime/proc.go:1\nexample.com/m/tools%2ev2.(*Set[...]).Use /t/tool.go:7\nexample.com/m/worker.(*Queue).Run /w/queue.go:43"},
		stack{4, "runtime.gopark /go/runtime/proc.go:1\nexample.com/dep.Wait /d.go:1\nexample.com/m/worker.(*Queue).Run /w/queue.go:43"},
		stack{5, "runtime.gopark /go/runtime/proc.go:1\nexample.com/dep.Wait /d.go:1"},
	), "")
	if err != nil {
		t.Fatal(err)
	}
	r := sample()
	if err := profile.Join(r, []*profile.Profile{p, p}, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int64{"tools/tool.go:7": 6, "worker/queue.go:42": 8}, weights(r)); diff != "" {
		t.Errorf("weights (-want +got):\n%s", diff)
	}
	want := &audit.Profile{Files: []string{"goroutine", "goroutine"}, Sample: "goroutine", Unit: "count", Total: 24, Matched: 14, Sites: 2}
	if diff := cmp.Diff(want, r.Profile); diff != "" {
		t.Errorf("profile (-want +got):\n%s", diff)
	}
}

// TestChoice: which samples count, and which files are none.
func TestChoice(t *testing.T) {
	const all = "alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes"
	one := stack{1, "time.After /t.go:1\nmain.main /main.go:9"}
	for _, c := range []struct {
		src          []byte
		flag         string
		want, reason string
	}{
		{encoded(t, all, one), "", "inuse_space bytes", ""},
		{encoded(t, all, one), "alloc_objects", "alloc_objects count", ""},
		{encoded(t, "goroutine/count", one), "", "goroutine count", ""},
		{encoded(t, "goroutineleak/count", one), "", "goroutineleak count", ""},
		{encoded(t, all), "", "inuse_space bytes", ""},
		{encoded(t, all, one), "goroutine", "", "it has no samples of goroutine; it has alloc_objects, alloc_space, inuse_objects, inuse_space"},
		{encoded(t, "samples/count cpu/nanoseconds", one), "", "", "it is a profile of samples and cpu, which says nothing about what is held"},
		{[]byte("heap profile: 1: 1 [1: 1] @ heap/1048576\n1: 1 [1: 1] @ 0x1 0x2\n"), "", "", "it names no functions; take it without ?debug="},
		{[]byte("goroutine 1 [running]:\nmain.main()\n"), "", "", "it is no profile"},
		{nil, "", "", "it is no profile"},
		{[]byte("\x1f\x8b\x08garbage"), "", "", "it is no profile"},
	} {
		p, err := profile.Read("x", c.src, c.flag)
		switch {
		case c.reason != "" && (err == nil || !strings.HasPrefix(err.Error(), c.reason)):
			t.Errorf("error %v, want %s", err, c.reason)
		case c.reason == "" && err != nil:
			t.Error(err)
		case c.reason == "" && p.Sample+" "+p.Unit != c.want:
			t.Errorf("samples %s %s, want %s", p.Sample, p.Unit, c.want)
		}
	}
	h, _ := profile.Read("h", encoded(t, all, one), "")
	g, _ := profile.Read("g", encoded(t, "goroutine/count", one), "")
	err := profile.Join(sample(), []*profile.Profile{h, g}, true)
	if want := "add up profiles: h has samples of inuse_space and g of goroutine"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// FuzzJoin: no profile is too odd, and nothing is counted twice.
func FuzzJoin(f *testing.F) {
	f.Add("example.com/m/worker.(*Queue).Run", "/src/worker/queue.go", int64(42), int64(5))
	f.Add("main.main", "C:/x/main.go", int64(9), int64(-1))
	f.Add("a%zz/b.[x/y", "x@/y@v/z.go", int64(-1), int64(1))
	f.Fuzz(func(t *testing.T, name, file string, line, value int64) {
		fn := &pprof.Function{ID: 1, Name: name, Filename: file}
		made := &pprof.Function{ID: 2, Name: "time.After", Filename: "time/sleep.go"}
		loc := &pprof.Location{ID: 1, Line: []pprof.Line{{Function: made, Line: 1}, {Function: fn, Line: line}}}
		p := &pprof.Profile{
			SampleType: []*pprof.ValueType{{Type: "inuse_space", Unit: "bytes"}}, Function: []*pprof.Function{fn, made},
			Location: []*pprof.Location{loc}, Sample: []*pprof.Sample{{Location: []*pprof.Location{loc}, Value: []int64{value}}},
		}
		var out bytes.Buffer
		if err := p.Write(&out); err != nil {
			t.Skip(err)
		}
		read, err := profile.Read("x", out.Bytes(), "")
		if err != nil {
			t.Skip(err)
		}
		r := sample()
		if err := profile.Join(r, []*profile.Profile{read}, true); err != nil {
			t.Fatal(err)
		}
		sum := r.Profile.Matched + r.Profile.Elsewhere
		for _, c := range append(r.Profile.Stale, r.Profile.Ambiguous...) {
			sum += c.Weight
		}
		if sum != r.Profile.Total && sum != 0 { // 0 if the name is in package time
			t.Errorf("of %d, %d: %+v", value, sum, r.Profile)
		}
	})
}

// FuzzRead: bytes that are no profile give an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("goroutine profile: total 1\n1 @ 0x1\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := profile.Read("x", src, "")
		if err != nil {
			return
		}
		if err := profile.Join(sample(), []*profile.Profile{p}, true); err != nil {
			t.Fatal(err)
		}
	})
}
