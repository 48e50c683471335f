package wave

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// item makes an item of a line: file, class, lines and what else there is.
func item(file, class string, lines int, more ...func(*Item)) Item {
	module, _, _ := strings.Cut(file, "/")
	it := Item{Module: module, Fix: Fix{File: file, Class: class, Lines: lines, Rule: "tick", Fingerprint: fmt.Sprint(file, class, lines)}}
	for _, m := range more {
		m(&it)
	}
	return it
}

func many(it *Item)                  { it.Many = true }
func weighs(n int64) func(*Item)     { return func(it *Item) { it.Weight = n } }
func owned(by string) func(*Item)    { return func(it *Item) { it.Owner = by } }
func ofRule(name string) func(*Item) { return func(it *Item) { it.Rule = name } }

// described writes each wave on a line: its name and its files.
func described(waves []Wave) []string {
	var out []string
	for _, w := range waves {
		s := w.Name + ":"
		for _, f := range w.Fixes {
			s += " " + f.File
		}
		out = append(out, s)
	}
	return out
}

func TestGroup(t *testing.T) {
	for name, c := range map[string]struct {
		items []Item
		opt   Options
		want  []string
	}{
		"the smallest first, then the worst": {
			[]Item{
				item("a/a.go", "churn", 9), item("b/b.go", "leak", 20), item("c/c.go", "churn", 3),
				item("d/d.go", "bug", 30), item("e/e.go", "leak", 40, many),
			},
			Options{By: []string{"module"}},
			[]string{"c: c/c.go", "d: d/d.go", "e: e/e.go", "b: b/b.go", "a: a/a.go"},
		},
		"what was measured counts most": {
			[]Item{item("a/a.go", "bug", 9), item("b/b.go", "churn", 20, weighs(5000)), item("c/c.go", "churn", 3), item("d/d.go", "leak", 8, weighs(70))},
			Options{By: []string{"module"}},
			[]string{"c: c/c.go", "b: b/b.go", "d: d/d.go", "a: a/a.go"},
		},
		"what others build on comes before them, also indirectly and for the trial": {
			[]Item{item("app/a.go", "bug", 1), item("lib/l.go", "churn", 50), item("base/b.go", "churn", 60)},
			Options{By: []string{"module"}, Requires: map[string][]string{"app": {"between"}, "between": {"lib"}, "lib": {"base"}}},
			[]string{"base: base/b.go", "lib: lib/l.go", "app: app/a.go"},
		},
		"modules that require each other go by the rest": {
			[]Item{item("a/a.go", "churn", 5), item("b/b.go", "leak", 9), item("c/c.go", "bug", 7)},
			Options{By: []string{"module"}, Requires: map[string][]string{"a": {"b"}, "b": {"a"}, "c": {"a", "b"}}},
			[]string{"a: a/a.go", "b: b/b.go", "c: c/c.go"},
		},
		"bounds keep neighbours together and never split a file": {
			[]Item{
				item("m/x/1.go", "churn", 4), item("m/y/2.go", "churn", 4), item("m/x/3.go", "churn", 4), item("m/x/1.go", "leak", 6),
				item("m/z/4.go", "churn", 99),
			},
			Options{By: []string{"module"}, MaxLines: 15},
			[]string{"m: m/y/2.go", "m-2: m/x/1.go m/x/1.go m/x/3.go", "m-3: m/z/4.go"},
		},
		"files are counted": {
			[]Item{item("m/1.go", "churn", 1), item("m/2.go", "churn", 1), item("m/3.go", "churn", 1)},
			Options{By: []string{"module"}, MaxFiles: 2},
			[]string{"m: m/3.go", "m-2: m/1.go m/2.go"},
		},
		"by owner, directory and rule": {
			[]Item{
				item("m/a/b/1.go", "churn", 1, owned("@org/Pay")), item("m/a/c/2.go", "churn", 2, owned("@org/Pay")),
				item("m/d/3.go", "churn", 3), item("m/a/b/4.go", "churn", 4, owned("@org/Pay"), ofRule("loopafter")),
			},
			Options{By: []string{"owner", "dir", "rule"}, Depth: 2},
			[]string{"org-pay-m-a-tick: m/a/b/1.go m/a/c/2.go", "unowned-m-d-tick: m/d/3.go", "org-pay-m-a-loopafter: m/a/b/4.go"},
		},
		"a name for the root, and one that is taken": {
			[]Item{item("x-2/a.go", "churn", 1), item("x/a.go", "churn", 2), item("x/b.go", "churn", 3), {Module: ".", Fix: Fix{File: "r.go", Class: "churn", Lines: 9}}},
			Options{By: []string{"module"}, MaxFiles: 1},
			[]string{"x-2: x-2/a.go", "x: x/a.go", "x-3: x/b.go", "root: r.go"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, described(Group(c.items, c.opt))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSlug: what is left of a key is a name that git takes for a branch (git help check-ref-format).
func TestSlug(t *testing.T) {
	for key, want := range map[string]string{
		".": "root", ". tick": "root-tick", "services/Pay API": "services-pay-api", "@org/a @b": "org-a-b", "v2..x": "v2-x",
		"日本": "wave", ".hidden/": "hidden", "x.lock": "x", "a~^:?*[b": "a-b",
	} {
		if got := slug(key); got != want {
			t.Errorf("slug(%q) = %q, want %q", key, got, want)
		}
	}
}
