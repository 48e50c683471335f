package audit_test

import (
	"strings"
	"testing"

	"unleak/audit"
)

// TestKept checks what AfterFunc is said to keep alive, and how much of it.
func TestKept(t *testing.T) {
	for _, test := range []struct{ decls, body, want string }{
		{"", `time.AfterFunc(d, work)`, ""},
		{"", `time.AfterFunc(d, func() { work() })`, ""},
		{"", `n := 3; time.AfterFunc(d, func() { use(n, d) })`, ""},
		{"", `done := make(chan int); time.AfterFunc(d, func() { close(done) })`, ""},
		{"", `now := time.Now(); time.AfterFunc(d, func() { use(now) })`, ""},
		{"", `inner := func() { n := []int{}; use(n) }; time.AfterFunc(d, func() { n := []int{1}; use(n); inner() })`, "what inner refers to"},
		{"", `buf := make([]byte, 1<<20); time.AfterFunc(d, func() { use(buf) })`, "at least 1.0 MiB: buf"},
		{"", `buf := make([]byte, 0, 64<<10); time.AfterFunc(d, func() { use(buf) })`, "at least 64.0 KiB: buf"},
		{"", `var buf = make([]int64, 1024); time.AfterFunc(d, func() { use(buf) })`, "at least 8.0 KiB: buf"},
		{"", `buf := make([]byte, n); time.AfterFunc(d, func() { use(buf) })`, "what buf refers to"},
		{"", `buf := make([]byte, 1<<20); buf = buf[:1]; time.AfterFunc(d, func() { use(buf) })`, "what buf refers to"},
		{"", `buf := make([]byte, 1<<20); use(&buf); time.AfterFunc(d, func() { use(buf) })`, "what buf refers to"},
		{"", `buf := []byte("` + strings.Repeat("x", 1024) + `"); time.AfterFunc(d, func() { use(buf) })`, "at least 1.0 KiB: buf"},
		{"", `text := "` + strings.Repeat("x", 1024) + `"; time.AfterFunc(d, func() { use(text) })`, ""},
		{"", `text := name(); time.AfterFunc(d, func() { use(text) })`, "what text refers to"},
		{"", `list := []struct{ a, b [512]int64 }{{}, {}, {}}; time.AfterFunc(d, func() { use(list) })`, "at least 24.0 KiB: list"},
		{"", `b := new([1 << 16]int32); time.AfterFunc(d, func() { use(b) })`, "at least 256.0 KiB: b"},
		{"type big struct { a [1 << 20]byte; n int8; p *int }", `b := &big{n: 1}; time.AfterFunc(d, func() { use(b) })`, "at least 1.0 MiB: b"},
		{"", `var a [3 << 30]byte; time.AfterFunc(d, func() { use(a) })`, "at least 3.0 GiB: a"},
		{"", `var a [1 << 62][1 << 62]byte; time.AfterFunc(d, func() { use(a) })`, "at least 1024.0 TiB: a"},
		{"", `m := map[string]int{}; time.AfterFunc(d, func() { use(m, req) })`, "what m, req refer to"},
		{"", `a, b, c, e := req, req, req, req; time.AfterFunc(d, func() { use(a, b, c, e, a) })`, "what a, b, c and 1 more refer to"},
		{"", `buf := make([]byte, 1<<20); time.AfterFunc(d, func() { use(buf, req, err) })`, "at least 1.0 MiB: buf; and what req, err refer to"},
		{"", `var a, b [1 << 10]byte; time.AfterFunc(d, func() { use(a); func() { use(b) }() })`, "at least 2.0 KiB: a, b"},
		{"type server struct { buf [1 << 20]byte }\nfunc (s *server) stop() {}", `s := &server{}; time.AfterFunc(d, s.stop)`, "at least 1.0 MiB: s"},
		{"type server struct { buf [1 << 20]byte }\nfunc (s *server) stop() {}\nfunc get() *server", `s := get(); time.AfterFunc(d, s.stop)`, "what s refers to"},
		{"type copied struct { buf [1 << 20]byte }\nfunc (c copied) stop() {}", `var c copied; time.AfterFunc(d, c.stop)`, "at least 1.0 MiB: c"},
		{"", `time.AfterFunc(d, req.Cancel)`, "what req refers to"},
		{"", `time.AfterFunc(d, http.Stop)`, ""},
		{"", `time.AfterFunc(d, make)`, ""},
		{"", `time.AfterFunc(d, nil)`, ""},
		{"type t struct { x [8]t }", `var v t; time.AfterFunc(d, func() { use(v) })`, "what v refers to"},
		{"type p struct { x http.Big; y [1 << 20]byte }", `var v p; time.AfterFunc(d, func() { use(v) })`, "at least 1.0 MiB: v"},
	} {
		src := "package m\n\nimport (\n\t\"time\"\n\t\"net/http\"\n)\n\n" + test.decls +
			"\nfunc work()\nfunc use(...any)\nfunc name() string\n\nfunc f(d time.Duration, n int, req *http.Request, err error) {\n" + test.body + "\n}\n"
		r := auditTree(t, "-- go.mod --\nmodule m\n\ngo 1.26\n-- a.go --\n"+src, audit.Options{})
		if len(r.Findings) != 1 || len(r.Errors) > 0 {
			t.Fatalf("%s: found %v, errors %v", test.body, r.Findings, r.Errors)
		}
		want := "time.AfterFunc without its timer: fire and forget"
		if test.want != "" {
			want += "; until it fires it keeps " + test.want
		}
		if got := r.Findings[0].Message; got != want {
			t.Errorf("%s:\n got %s\nwant %s", test.body, got, want)
		}
	}
}

// TestAlways checks what a comparison with the length of a timer's channel is said to come to.
func TestAlways(t *testing.T) {
	for cond, want := range map[string]string{
		"len(t.C) > 0":          "always false",
		"len(t.C) != 0":         "always false",
		"len(t.C) == 1":         "always false",
		"1 <= len(t.C)":         "always false",
		"len(t.C) == 0":         "always true",
		"0 == (len(t.C))":       "always true",
		"len(t.C) < 1":          "always true",
		"len(t.C) >= 0":         "always true",
		"len(t.C) == n":         "",
		"len(t.C)+1 > 1":        "",
		"n > 0 && len(t.C) > 0": "always false",
	} {
		r := auditTree(t, "-- go.mod --\nmodule m\n\ngo 1.26\n-- a.go --\npackage m\n\nimport \"time\"\n\nfunc f(t *time.Timer, n int) bool { return "+cond+" }\n", audit.Options{})
		if len(r.Findings) != 1 {
			t.Fatalf("%s: found %v", cond, r.Findings)
		}
		got := r.Findings[0].Message
		if want == "" && strings.Contains(got, "always true") || !strings.Contains(got, want) || strings.Contains(got, "condition") != (want != "") {
			t.Errorf("%s: %q, want %q", cond, got, want)
		}
	}
}

// A variable that each pass of a loop declares anew is not overwritten.
func TestDeclaredAnew(t *testing.T) {
	r := auditTree(t, `
-- go.mod --
module m

go 1.26
-- a.go --
package m

import "time"

func f(events chan int, work func(), done func() bool) {
	for range events {
		t := time.AfterFunc(time.Minute, work)
		if done() {
			continue
		}
		t.Stop()
	}
}
`, audit.Options{})
	const want = "time.AfterFunc is not stopped on some path; until it fires it keeps what work refers to, on every Go version"
	if len(r.Findings) != 1 || r.Findings[0].Message != want {
		t.Errorf("found %v, want %s", r.Findings, want)
	}
}
