package text

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain (text)":    "plain (text)",
		"日本語 é":           "日本語 é",
		"a\nb\tc\r":       `a\nb\tc\r`,
		"\x1b[31mred":     `\x1b[31mred`,
		"\xffa":           `\xffa`,
		"right\u202eleft": `right\u202eleft`,
		"\u2028":          `\u2028`,
		"\ufffd":          "\ufffd",
		"\x7f\u0085":      `\x7f\u0085`,
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		cut   func(string, int) string
		in    string
		width int
		want  string
	}{
		{CutRight, "time.After(d)", 13, "time.After(d)"},
		{CutRight, "time.After(d)", 8, "time.Af…"},
		{CutRight, "待機待機", 6, "待機…"},
		{CutRight, "abc", 0, ""},
		{CutPath, "worker/queue.go", 15, "worker/queue.go"},
		{CutPath, "a/worker/queue.go", 16, "…/queue.go"},
		{CutPath, "a/b/worker/queue.go", 17, "…/worker/queue.go"},
		{CutPath, "worker/very_long_name.go", 10, "…g_name.go"},
		{CutPath, "待機/待機.go", 9, "…/待機.go"},
		{CutPath, "abc", 0, ""},
	} {
		got := c.cut(c.in, c.width)
		if got != c.want || Width(got) > c.width {
			t.Errorf("cut %q to %d = %q (%d columns), want %q", c.in, c.width, got, Width(got), c.want)
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int
		noun string
		want string
	}{
		{1, "file", "1 file"},
		{0, "leak", "0 leaks"},
		{2, "vendor directory", "2 vendor directories"},
		{2, "way", "2 ways"},
		{1234567, "line", "1,234,567 lines"},
		{999, "branch", "999 branches"},
		{-1234, "box", "-1,234 boxes"},
		{2, "y", "2 ys"},
	} {
		if got := Count(c.n, c.noun); got != c.want {
			t.Errorf("Count(%d, %q) = %q, want %q", c.n, c.noun, got, c.want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 1: "1 B", 1023: "1023 B", 1024: "1 kB", 1536: "1.5 kB", 1<<20 - 1: "1.0 MB", 1 << 20: "1 MB", 1_258_291: "1.2 MB",
		-2048: "-2 kB", 5 << 40: "5 TB", 3 << 60: "3145728 TB",
	} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(Wrap("one two three averyverylongword four", 10), "\n")
	want := "one two\n    three\n    averyverylongword\n    four"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := Wrap("one two three", 0); len(got) != 1 {
		t.Errorf("no width, but %q", got)
	}
}
